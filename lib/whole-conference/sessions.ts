import type { Queryable } from '@/db/client';
import {
  countSessionRosters,
  listSessionRows,
  type SessionRoster,
  type SessionRow,
} from '@/db/queries/conference-sessions';
import type { Scope } from '@/lib/access/scope';
import { MAX_SESSIONS } from '@/lib/conferences/limits';
import { type EventState, stateOf } from '@/lib/events/rules';
import type { Day } from '@/lib/platform/clock';

/** A session as the page of its conference shows it, with the people on its roster. */
export type Session = SessionRow & Omit<SessionRoster, 'eventId'> & { state: EventState };

/** Reads the sessions of a conference, which the caller read within scope, with the state that each has today. */
export async function readSessions(db: Queryable, conferenceId: number, scope: Scope, today: Day): Promise<Session[]> {
  // Both take as long as the rest of the page when there are hundreds of sessions, so neither waits for the other.
  const [rows, rosters] = await Promise.all([
    listSessionRows(db, conferenceId, scope, MAX_SESSIONS),
    countSessionRosters(db, conferenceId),
  ]);
  const rosterOf = new Map(rosters.map((roster) => [roster.eventId, roster]));
  return rows.map((row) => {
    const { attendees = 0, completed = 0, due = 0 } = rosterOf.get(row.id) ?? {};
    return { ...row, attendees, completed, due, state: stateOf(row, today) };
  });
}
