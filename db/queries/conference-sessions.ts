import { and, asc, eq, exists, inArray, isNotNull, isNull, not, type SQL, sql } from 'drizzle-orm';
import { freshPlans, type Queryable } from '../client';
import {
  attendees,
  certificateMails,
  claims,
  conferences,
  eventSignings,
  events,
  issuingRuns,
  namedCertificates,
} from '../schema';
import { UNDECIDED } from './attendees';
import { IS_DUE, IS_UNSIGNED, isOfCurrent } from './certificate-list';
import type { ConferenceScope } from './conferences';

const ofConference = (conferenceId: number, scope: ConferenceScope): SQL | undefined =>
  and(
    eq(events.conferenceId, conferenceId),
    scope === 'every-provider' ? undefined : eq(events.providerId, scope.providerId),
  );

/**
 * Whether an attendee is on the roster of a session of the conference that takes place. The sessions are an array that is
 * read first: PostgreSQL then counts the rosters within their index, while it would sort all rows after a join.
 */
const ofSessionsTakingPlace = (db: Queryable, conferenceId: number): SQL => {
  const ids = db
    .select({ id: events.id })
    .from(events)
    .where(and(eq(events.conferenceId, conferenceId), isNull(events.canceledAt)));
  return sql`${attendees.eventId} = any(array(${ids}))`;
};

export type SessionRow = Awaited<ReturnType<typeof listSessionRows>>[number];

/** Lists the sessions of a conference in the order in which they take place, each with whether it is signed digitally. */
export async function listSessionRows(db: Queryable, conferenceId: number, scope: ConferenceScope, limit: number) {
  const signing = db
    .select({ signatureId: eventSignings.signatureId })
    .from(eventSignings)
    .where(eq(eventSignings.eventId, sql`${events.id}`))
    .orderBy(sql`${eventSignings.id} desc`)
    .limit(1)
    .as('signing');
  return db
    .select({
      id: events.id,
      version: events.version,
      title: events.title,
      conference: conferences.name,
      instructor: events.instructor,
      startsOn: events.startsOn,
      endsOn: events.endsOn,
      startsAt: sql<string | null>`to_char(${events.startsAt}, 'HH24:MI')`,
      endsAt: sql<string | null>`to_char(${events.endsAt}, 'HH24:MI')`,
      room: events.room,
      track: events.track,
      hours: events.hours,
      certificateCount: events.certificateCount,
      issuedCount: events.issuedCount,
      reportedIssued: events.reportedIssued,
      countDiffers: events.countDiffers,
      canceledAt: events.canceledAt,
      isSigned: sql<boolean>`signing.signature_id is not null`,
    })
    .from(events)
    .innerJoin(conferences, eq(conferences.id, events.conferenceId))
    .leftJoinLateral(signing, sql`true`)
    .where(ofConference(conferenceId, scope))
    .orderBy(asc(events.startsOn), sql`${events.startsAt} asc nulls last`, asc(events.id))
    .limit(limit);
}

export type SessionRoster = { eventId: number; attendees: number; completed: number; due: number };

/**
 * Returns three numbers for each session that was not canceled: people on its roster, completions, and completions without
 * a certificate. Leaves out sessions with an empty roster.
 */
export async function countSessionRosters(db: Queryable, conferenceId: number): Promise<SessionRoster[]> {
  return freshPlans(db)
    .select({
      eventId: attendees.eventId,
      attendees: sql<number>`count(*)`.mapWith(Number),
      completed: sql<number>`count(*) filter (where ${attendees.completed})`.mapWith(Number),
      due: sql<number>`count(*) filter (where ${attendees.completed} and ${attendees.currentCertificateId} is null)`.mapWith(
        Number,
      ),
    })
    .from(attendees)
    .where(and(ofSessionsTakingPlace(db, conferenceId), isNull(attendees.removedAt)))
    .groupBy(attendees.eventId);
}

export type Undecided = { title: string; people: number };

/** Lists the sessions that take place and have claims that wait for the provider, with how many. */
export async function listWaitingClaimsOfConference(db: Queryable, conferenceId: number): Promise<Undecided[]> {
  return db
    .select({ title: events.title, people: sql<number>`count(*)`.mapWith(Number) })
    .from(events)
    .innerJoin(claims, and(eq(claims.eventId, events.id), eq(claims.state, 'waiting')))
    .where(and(eq(events.conferenceId, conferenceId), isNull(events.canceledAt)))
    .groupBy(events.id)
    .orderBy(asc(events.startsOn), asc(events.id));
}

/**
 * Lists the sessions that take place and have people who checked in, and whose attendance nobody has counted, with how many.
 */
export async function listUncountedOfConference(db: Queryable, conferenceId: number): Promise<Undecided[]> {
  return db
    .select({ title: events.title, people: sql<number>`count(*)`.mapWith(Number) })
    .from(events)
    .innerJoin(attendees, eq(attendees.eventId, events.id))
    .where(
      and(eq(events.conferenceId, conferenceId), isNull(events.canceledAt), UNDECIDED, isNull(attendees.removedAt)),
    )
    .groupBy(events.id)
    .orderBy(asc(events.startsOn), asc(events.id));
}

/** Lists the people who completed these sessions and have no certificate, in the order of the sessions' numbers. */
export async function listDueOfSessions(db: Queryable, eventIds: readonly number[], limit: number) {
  return freshPlans(db)
    .select({ eventId: attendees.eventId, id: attendees.id, name: attendees.name, units: attendees.units })
    .from(attendees)
    .where(and(sql`${attendees.eventId} = any(${`{${eventIds.join(',')}}`}::bigint[])`, IS_DUE))
    .orderBy(asc(attendees.eventId), asc(attendees.id))
    .limit(limit);
}

/** Counts, for each session that takes place, the valid certificates to be emailed and those that can't be. */
export async function countSessionMailing(db: Queryable, conferenceId: number) {
  const mailed = exists(db.select({ one: sql`1` }).from(certificateMails).where(isOfCurrent));
  const due = and(isNotNull(attendees.email), not(mailed));
  return freshPlans(db)
    .select({
      eventId: attendees.eventId,
      due: sql<number>`count(*) filter (where ${due})`.mapWith(Number),
      unsigned: sql<number>`count(*) filter (where ${and(due, IS_UNSIGNED)})`.mapWith(Number),
      withoutAddress: sql<number>`count(*) filter (where ${isNull(attendees.email)})`.mapWith(Number),
      mailed: sql<number>`count(*) filter (where ${mailed})`.mapWith(Number),
    })
    .from(attendees)
    .innerJoin(namedCertificates, eq(namedCertificates.id, attendees.currentCertificateId))
    .where(ofSessionsTakingPlace(db, conferenceId))
    .groupBy(attendees.eventId);
}

export type OpenRun = Awaited<ReturnType<typeof listOpenRunsOfConference>>[number];

/** Lists the runs over the sessions of a conference that are not done, oldest first. */
export async function listOpenRunsOfConference(db: Queryable, conferenceId: number) {
  return db
    .select({
      id: issuingRuns.id,
      eventId: issuingRuns.eventId,
      title: events.title,
      kind: issuingRuns.kind,
      state: issuingRuns.state,
      total: issuingRuns.total,
    })
    .from(issuingRuns)
    .innerJoin(events, eq(events.id, issuingRuns.eventId))
    .where(and(eq(events.conferenceId, conferenceId), inArray(issuingRuns.state, ['running', 'paused'])))
    .orderBy(asc(issuingRuns.id));
}
