import { countTriesWithin, countTry, countWrongTry } from '@/db/queries/rate-limits';
import { AppError } from '@/lib/platform/errors';
import { networkOf } from '@/lib/platform/network';
import type { Visit } from '@/lib/platform/visit';

const WINDOW_MINUTES = 15;

/**
 * Counts a try, and rejects it once there were too many in this quarter of an hour. Tries are counted before the work
 * is done and in the database, so that a thousand parallel tries on several servers count as a thousand. If the
 * database does not answer, the try is rejected too.
 * @param onFirst called for the first rejected try, so that the log reports a flood without growing with it
 */
export async function limitTries(
  visit: Visit,
  key: string,
  most: number,
  onFirst?: () => Promise<void>,
): Promise<void> {
  const tries = await countTry(visit.db, key, windowStart(visit));
  if (tries > most) {
    if (tries === most + 1) await onFirst?.();
    throw tooMany();
  }
}

/**
 * Counts several tries at once, for which one request stands. When there would be too many with them, it refuses all of
 * them and counts none, so that fewer still fit.
 */
export async function limitManyTries(visit: Visit, key: string, most: number, tries: number): Promise<void> {
  if (!(await countTriesWithin(visit.db, key, windowStart(visit), { tries, most }))) throw tooMany();
}

/** Counts a try and says whether it was within the limit, for a caller that has another allowance. */
export async function takeTry(
  visit: Visit,
  key: string,
  most: number,
): Promise<{ isFree: boolean; isFirstOver: boolean }> {
  const tries = await countTry(visit.db, key, windowStart(visit));
  return { isFree: tries <= most, isFirstOver: tries === most + 1 };
}

/** A limit that everybody shares, on top of a few tries reserved for each network. */
export type SharedLimit = {
  /** What all networks share beyond their own tries. */
  most: number;
  /** Tries reserved for each network, whatever the others did. */
  own: number;
  /** The own tries of all networks together, so that even a thousand networks are bounded. */
  ownOfAll: number;
};

/** Counts a try against a shared limit: a flood from elsewhere leaves each network its own tries. */
export async function limitSharedTries(visit: Visit, key: string, { most, own, ownOfAll }: SharedLimit): Promise<void> {
  const ofNetwork = await countTry(visit.db, `${key}:address:${networkOf(visit.address)}`, windowStart(visit));
  if (ofNetwork <= own) await limitTries(visit, `${key}:own`, ownOfAll);
  else await limitTries(visit, key, most);
}

/**
 * Counts only wrong tries, and once there were too many, rejects everybody, even people who are right. A room full of
 * people who are right never gets in each other's way, and a guesser learns nothing more.
 */
export async function limitWrongTries(visit: Visit, key: string, most: number, wrong: boolean): Promise<void> {
  const before = await countWrongTry(visit.db, key, windowStart(visit), wrong);
  if (before >= most) throw tooMany();
}

/** Counts only wrong tries, like `limitWrongTries`, against a limit that reserves tries for each network. */
export async function limitSharedWrongTries(
  visit: Visit,
  key: string,
  { most, own, ownOfAll }: SharedLimit,
  wrong: boolean,
): Promise<void> {
  const ofNetwork = `${key}:address:${networkOf(visit.address)}`;
  const before = await countWrongTry(visit.db, ofNetwork, windowStart(visit), wrong);
  if (before < own) await limitWrongTries(visit, `${key}:own`, ownOfAll, wrong);
  else await limitWrongTries(visit, key, most, wrong);
}

function windowStart({ clock }: Visit): Date {
  const windowMs = WINDOW_MINUTES * 60_000;
  return new Date(Math.floor(clock.now().getTime() / windowMs) * windowMs);
}

export function tooMany(): AppError {
  return new AppError('too_many', `There were too many attempts. Wait ${WINDOW_MINUTES} minutes, then try again.`);
}
