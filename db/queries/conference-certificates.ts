import { and, asc, eq, isNull, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Queryable } from '../client';
import { attendees, claims, conferences, events, namedCertificates, shareLinks } from '../schema';
import { type EventScope, withinScope } from './events';

/** Nobody attends more sessions of one conference than this; the rest is left out. */
const MAX = 500;

const sessions = alias(events, 'sessions');
const lines = alias(attendees, 'lines');

/** `sessions` are the events of the conference that `events` is a session of, including itself (M24). */
const SAME_CONFERENCE = and(eq(sessions.providerId, events.providerId), eq(sessions.conferenceId, events.conferenceId));

const COLUMNS = {
  certificateId: namedCertificates.id,
  serial: namedCertificates.serial,
  facts: namedCertificates.facts,
  issuedAt: namedCertificates.issuedAt,
  conference: conferences.name,
  sessionTitle: sessions.title,
};

const IN_ORDER = [asc(sessions.startsOn), asc(sessions.id), asc(namedCertificates.id)];

export type ConferenceRow = Awaited<ReturnType<typeof listConferenceOfAttendee>>[number];

/**
 * Lists the valid certificates that everybody with this attendee's email address has for the sessions of the event's
 * conference. Empty when the event is not part of a conference, the attendee has no address, or either is out of scope.
 */
export async function listConferenceOfAttendee(db: Queryable, eventId: number, attendeeId: number, scope: EventScope) {
  return db
    .select(COLUMNS)
    .from(attendees)
    .innerJoin(events, eq(events.id, attendees.eventId))
    .innerJoin(sessions, SAME_CONFERENCE)
    .innerJoin(conferences, eq(conferences.id, sessions.conferenceId))
    .innerJoin(
      lines,
      and(
        eq(lines.eventId, sessions.id),
        sql`lower(${lines.email}) = lower(${attendees.email})`,
        isNull(lines.removedAt),
      ),
    )
    .innerJoin(namedCertificates, eq(namedCertificates.id, lines.currentCertificateId))
    .where(
      and(
        eq(attendees.id, attendeeId),
        eq(attendees.eventId, eventId),
        isNull(attendees.removedAt),
        withinScope(scope),
      ),
    )
    .orderBy(...IN_ORDER)
    .limit(MAX);
}

/**
 * Lists the valid certificates that this browser claimed at the sessions of one conference: the conference of the event
 * behind a link through which it also claimed. The link itself may have ended.
 */
export async function listConferenceOfHolder(
  db: Queryable,
  { tokenHash, holderHash }: { tokenHash: string; holderHash: string },
): Promise<ConferenceRow[]> {
  return db
    .selectDistinctOn([sessions.startsOn, sessions.id, namedCertificates.id], COLUMNS)
    .from(shareLinks)
    .innerJoin(events, eq(events.id, shareLinks.eventId))
    .innerJoin(sessions, SAME_CONFERENCE)
    .innerJoin(conferences, eq(conferences.id, sessions.conferenceId))
    .innerJoin(
      claims,
      and(eq(claims.eventId, sessions.id), eq(claims.holderHash, holderHash), eq(claims.state, 'issued')),
    )
    .innerJoin(lines, eq(lines.id, claims.attendeeId))
    .innerJoin(namedCertificates, eq(namedCertificates.id, lines.currentCertificateId))
    .where(and(eq(shareLinks.tokenHash, tokenHash), heldThrough(holderHash)))
    .orderBy(...IN_ORDER)
    .limit(MAX);
}

function heldThrough(holderHash: string): SQL {
  return sql`exists (select from ${claims} c where c.share_link_id = ${shareLinks.id} and c.holder_hash = ${holderHash})`;
}
