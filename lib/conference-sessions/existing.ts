import type { Queryable } from '@/db/client';
import {
  listConferenceSessions,
  listEventsNumbered,
  type SessionRow as StoredRow,
} from '@/db/queries/session-contents';
import type { Scope } from '@/lib/access/scope';
import type { SavedContent } from '@/lib/events/event-content';
import { locationOf } from '@/lib/events/location';
import { unitsOf } from '@/lib/events/rules';
import { shortTime } from '@/lib/events/times';
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

function sessionOf({ event, conferenceName, updatedByName, categoryIds, agenda }: StoredRow): ExistingSession {
  const { title, instructor, description, startsOn, endsOn, asynchronous, hours, conferenceId } = event;
  const { ownNumber, room, track, startsAt, endsAt } = event;
  const content: SavedContent = {
    title,
    instructor,
    description,
    categoryIds,
    startsOn,
    endsOn,
    asynchronous,
    location: locationOf(event),
    hours: unitsOf(hours),
    conference: conferenceId === null ? null : { id: conferenceId, name: conferenceName! },
    ownNumber,
    room,
    track,
    startsAt: startsAt && shortTime(startsAt),
    endsAt: endsAt && shortTime(endsAt),
    agenda,
  };
  return { id: event.id, version: event.version, content, canceledAt: event.canceledAt, updatedByName };
}
