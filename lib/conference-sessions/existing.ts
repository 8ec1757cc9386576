import type { Queryable } from '@/db/client';
import {
  listConferenceSessions,
  listEventsNumbered,
  type SessionRow as StoredRow,
} from '@/db/queries/session-contents';
import type { Scope } from '@/lib/access/scope';
import { contentOf, storedContent } from '@/lib/events/event-content';
import type { ExistingSession } from './plan';

/** Returns the sessions of a conference as people entered them, canceled ones among them, in the order of the program. */
export async function listSessions(db: Queryable, conferenceId: number, scope: Scope): Promise<ExistingSession[]> {
  return (await listConferenceSessions(db, conferenceId, scope)).map(sessionOf);
}

/** Returns a provider's events that have one of these own numbers; of a conference only those outside of it. */
export async function listNumbered(
  db: Queryable,
  providerId: number,
  ownNumbers: readonly string[],
  outside?: { conferenceId: number },
): Promise<ExistingSession[]> {
  return (await listEventsNumbered(db, providerId, ownNumbers, outside)).map(sessionOf);
}

function sessionOf(row: StoredRow): ExistingSession {
  const { id, version, canceledAt } = row.event;
  return { id, version, content: contentOf(storedContent(row)), canceledAt, updatedByName: row.updatedByName };
}
