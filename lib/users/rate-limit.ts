import { countTry, countWrongTry } from '@/db/queries/rate-limits';
import { AppError } from '@/lib/platform/errors';
import type { Visit } from '@/lib/platform/visit';

const WINDOW_MINUTES = 15;

/**
 * Counts a try and refuses once there were too many in this quarter of an hour. Counted before the work is done and
 * in the database, so that a thousand parallel tries on several servers are a thousand tries. A database that does
 * not answer refuses, too.
 * @param onFirst called for the first try that is refused, so that the log tells of a flood and does not grow with it
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
 * Counts wrong tries only, and refuses everybody, who is right too, once there were too many: a room full of people
 * who are right is never in each other's way, and a guesser learns nothing more.
 */
export async function limitWrongTries(visit: Visit, key: string, most: number, wrong: boolean): Promise<void> {
  const before = await countWrongTry(visit.db, key, windowStart(visit), wrong);
  if (before >= most) throw tooMany();
}

function windowStart({ clock }: Visit): Date {
  const windowMs = WINDOW_MINUTES * 60_000;
  return new Date(Math.floor(clock.now().getTime() / windowMs) * windowMs);
}

function tooMany(): AppError {
  return new AppError('too_many', `There were too many tries. Wait ${WINDOW_MINUTES} minutes, then try again.`);
}
