import type { Queryable, Transaction } from '@/db/client';
import { findConferenceRow, listConferencesNamed, lockConferenceToJoin } from '@/db/queries/conferences';
import type { Recorder } from '@/lib/audit/record';
import type { Day } from '@/lib/platform/clock';
import { AppError } from '@/lib/platform/errors';
import type { NamedConference } from './conference';
import { sameOccasion, whyClosed } from './rules';
import { writeNewConference } from './write-conference';

/** How an event form names the conference: one of the provider's, a new one by its name, or none. */
export type ChosenConference = { id: number } | { name: string } | null;

type Session = { startsOn: Day; endsOn: Day };

/**
 * Returns the conference that an event form names, with its name. A new name that the provider used for a conference about
 * the same time is that conference, so that two people who enter sessions do not make two of it.
 * @throws AppError `invalid` when it is not one of the provider's
 */
export async function nameConference(
  db: Queryable,
  providerId: number,
  chosen: ChosenConference,
  session: Session,
): Promise<NamedConference | null> {
  if (chosen === null) return null;
  if ('id' in chosen) {
    const row = await findConferenceRow(db, chosen.id, { providerId });
    if (!row) throw new AppError('invalid', 'Choose a conference from the list.');
    return { id: chosen.id, name: row.conference.name };
  }
  const found = sameOccasion(await listConferencesNamed(db, providerId, chosen.name), session);
  return found ? { id: found.id, name: found.name } : { id: null, name: chosen.name };
}

/**
 * Returns the provider's conference with this number, with its days; null for no conference.
 * @throws AppError `invalid` when it is not one of the provider's
 */
export async function findConferenceForSession(
  db: Queryable,
  providerId: number,
  conferenceId: number | null,
): Promise<{ id: number; name: string; startsOn: Day; endsOn: Day } | null> {
  if (conferenceId === null) return null;
  const row = await findConferenceRow(db, conferenceId, { providerId });
  if (!row) throw new AppError('invalid', 'Your provider has no conference with this number.');
  return row.conference;
}

/**
 * Makes a session part of a conference: checks that it is the provider's and open, and adds it when it is new.
 * @param alone whether others who add sessions have to wait until this transaction ends
 * @returns the conference with its number
 * @throws AppError `invalid` when it is not the provider's, or is closed
 */
export async function joinConference(
  tx: Transaction,
  ctx: Recorder,
  providerId: number,
  { conference, startsOn, endsOn, alone }: Session & { conference: NamedConference | null; alone?: boolean },
): Promise<(NamedConference & { id: number }) | null> {
  if (conference === null) return null;
  if (conference.id !== null) {
    const row = await lockConferenceToJoin(tx, conference.id, providerId, { alone });
    if (!row) throw new AppError('invalid', 'Choose a conference from the list.');
    const why = whyClosed(row);
    if (why) throw new AppError('invalid', `${row.name}: ${why}`);
    return { id: row.id, name: row.name };
  }
  const { name } = conference;
  const which = { providerId, requestKey: crypto.randomUUID() };
  const content = { name, startsOn, endsOn, place: '', program: '', contact: '' };
  const id = await writeNewConference(tx, ctx, which, content);
  if (id === null) throw new Error('a fresh key was used before');
  return { id, name };
}
