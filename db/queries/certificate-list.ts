import {
  and,
  asc,
  count,
  desc,
  eq,
  exists,
  gt,
  inArray,
  isNotNull,
  isNull,
  like,
  lt,
  ne,
  not,
  type SQL,
  sql,
} from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Queryable } from '../client';
import {
  attendees,
  certificateEndings,
  certificateMails,
  conferences,
  events,
  issuingRunItems,
  issuingRuns,
  mailBounces,
  mails,
  namedCertificates,
  users,
} from '../schema';
import { type EventScope, withinScope } from './events';
import { sameAttendee } from './merged-attendees';

export type CertificateState = 'valid' | 'superseded' | 'revoked';

const issuers = alias(users, 'issuers');
const enders = alias(users, 'enders');

const state = sql<CertificateState>`coalesce(${certificateEndings.kind}, 'valid')`;
const participantName = sql<string>`${namedCertificates.facts} ->> 'participantName'`;
// Spelled out: in a subquery, drizzle drops the table's name.
const THIS_CERTIFICATE = sql.raw('named_certificates.id');

const LISTED = {
  id: namedCertificates.id,
  serial: namedCertificates.serial,
  name: participantName,
  units: sql<string>`${namedCertificates.facts} ->> 'units'`,
  state,
  supersededBy: certificateEndings.supersededBy,
  origin: namedCertificates.origin,
  issuedAt: namedCertificates.issuedAt,
  issuedByName: issuers.name,
};

type Position = { side: 'after' | 'before'; id: number };

/**
 * Lists an event's certificates, newest first, starting at a position in the list; going back, nearest first. Every word must
 * appear in the name, school, educator number or serial.
 */
export async function listNamedCertificates(
  db: Queryable,
  eventId: number,
  scope: EventScope,
  filter: { words: string[]; state: CertificateState | null; position: Position | null; limit: number },
) {
  const { position } = filter;
  const backwards = position?.side === 'before';
  return db
    .select({
      ...LISTED,
      attendeeId: namedCertificates.attendeeId,
      hasAddress: sql<boolean>`${attendees.email} is not null`,
      mailedAt: sql<Date | null>`(
        select max(m.created_at) from ${certificateMails} m where m.certificate_id = ${THIS_CERTIFICATE})`.mapWith(
        certificateMails.createdAt,
      ),
    })
    .from(namedCertificates)
    .innerJoin(events, eq(events.id, namedCertificates.eventId))
    .innerJoin(attendees, eq(attendees.id, namedCertificates.attendeeId))
    .leftJoin(certificateEndings, eq(certificateEndings.certificateId, namedCertificates.id))
    .leftJoin(issuers, eq(issuers.id, namedCertificates.issuedBy))
    .where(
      and(
        eq(namedCertificates.eventId, eventId),
        withinScope(scope),
        ...filter.words.map((word) => like(namedCertificates.searchText, containing(word))),
        inState(filter.state),
        position ? (backwards ? gt : lt)(namedCertificates.id, position.id) : undefined,
      ),
    )
    .orderBy(backwards ? asc(namedCertificates.id) : desc(namedCertificates.id))
    .limit(filter.limit);
}

function inState(wanted: CertificateState | null): SQL | undefined {
  if (wanted === null) return undefined;
  return wanted === 'valid' ? isNull(certificateEndings.certificateId) : eq(certificateEndings.kind, wanted);
}

function containing(word: string): string {
  return `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`;
}

/**
 * Returns one certificate of an event with its attendee and its current state; null when it is not this event's, or out of
 * scope.
 */
export async function findCertificateDetails(db: Queryable, eventId: number, certificateId: number, scope: EventScope) {
  const [row] = await db
    .select({
      ...LISTED,
      facts: namedCertificates.facts,
      sha256: namedCertificates.sha256,
      hasPdfSignature: namedCertificates.hasPdfSignature,
      endReason: certificateEndings.reason,
      endedAt: certificateEndings.endedAt,
      endedByName: enders.name,
      attendee: {
        id: attendees.id,
        name: attendees.name,
        email: attendees.email,
        school: attendees.school,
        educatorNumber: attendees.educatorNumber,
        units: attendees.units,
        completed: attendees.completed,
        currentCertificateId: attendees.currentCertificateId,
        version: attendees.version,
      },
      eventId: events.id,
      eventHours: events.hours,
      eventCanceledAt: events.canceledAt,
    })
    .from(namedCertificates)
    .innerJoin(events, eq(events.id, namedCertificates.eventId))
    .innerJoin(attendees, eq(attendees.id, namedCertificates.attendeeId))
    .leftJoin(certificateEndings, eq(certificateEndings.certificateId, namedCertificates.id))
    .leftJoin(issuers, eq(issuers.id, namedCertificates.issuedBy))
    .leftJoin(enders, eq(enders.id, certificateEndings.endedBy))
    .where(and(eq(namedCertificates.id, certificateId), eq(namedCertificates.eventId, eventId), withinScope(scope)));
  return row ?? null;
}

/** Lists all certificates that one attendee ever had, with those of the records that were merged into it, newest first. */
export async function listCertificatesOfAttendee(db: Queryable, attendeeId: number) {
  return db
    .select({ ...LISTED, facts: namedCertificates.facts })
    .from(namedCertificates)
    .leftJoin(certificateEndings, eq(certificateEndings.certificateId, namedCertificates.id))
    .leftJoin(issuers, eq(issuers.id, namedCertificates.issuedBy))
    .where(inArray(namedCertificates.attendeeId, sameAttendee(db, attendeeId)))
    .orderBy(desc(namedCertificates.id));
}

/** Lists each time a certificate was mailed, latest first, with the outcome of the email. */
export async function listMailsOfCertificate(db: Queryable, certificateId: number) {
  return db
    .select({
      mailId: certificateMails.mailId,
      createdAt: certificateMails.createdAt,
      toAddress: mails.toAddress,
      state: mails.state,
      bounceStatus: mailBounces.status,
      sentByName: users.name,
    })
    .from(certificateMails)
    .innerJoin(mails, eq(mails.id, certificateMails.mailId))
    .leftJoin(mailBounces, eq(mailBounces.mailId, certificateMails.mailId))
    .leftJoin(users, eq(users.id, certificateMails.sentBy))
    .where(eq(certificateMails.certificateId, certificateId))
    .orderBy(desc(certificateMails.mailId));
}

export async function insertCertificateMail(
  tx: Queryable,
  row: { mailId: number; certificateId: number; sentBy: number | null; createdAt: Date },
): Promise<void> {
  await tx.insert(certificateMails).values(row);
}

/** Lists those of these attendees who currently have a certificate, with what is needed to mail it. */
export async function listCurrentForMailing(db: Queryable, eventId: number, attendeeIds: readonly number[]) {
  const last = db
    .select({ mailId: certificateMails.mailId, createdAt: certificateMails.createdAt })
    .from(certificateMails)
    .where(eq(certificateMails.certificateId, namedCertificates.id))
    .orderBy(desc(certificateMails.mailId))
    .limit(1)
    .as('last');
  return db
    .select({
      attendeeId: attendees.id,
      email: attendees.email,
      certificateId: namedCertificates.id,
      serial: namedCertificates.serial,
      facts: namedCertificates.facts,
      mailed: { mailId: last.mailId, createdAt: last.createdAt },
    })
    .from(attendees)
    .innerJoin(namedCertificates, eq(namedCertificates.id, attendees.currentCertificateId))
    .leftJoinLateral(last, sql`true`)
    .where(and(eq(attendees.eventId, eventId), inArray(attendees.id, [...attendeeIds])))
    .orderBy(asc(attendees.id));
}

/**
 * Lists the other certificates that people of a session are about to get by email: from the same conference, with the same
 * identity and address, in runs that are under way and have not come to them. In the order of the sessions.
 */
export async function listMailedTogether(db: Queryable, eventId: number, attendeeIds: readonly number[]) {
  const own = alias(attendees, 'own');
  const session = alias(events, 'session');
  const mailed = exists(db.select({ one: sql`1` }).from(certificateMails).where(isOfCurrent));
  return (
    db
      .select({
        with: own.id,
        attendeeId: attendees.id,
        certificateId: namedCertificates.id,
        facts: namedCertificates.facts,
        conference: conferences.name,
      })
      .from(own)
      .innerJoin(events, eq(events.id, own.eventId))
      .innerJoin(conferences, eq(conferences.id, events.conferenceId))
      // By the address, for which there is an index; the identity decides.
      .innerJoin(
        attendees,
        and(
          eq(sql`lower(${attendees.email})`, sql`lower(${own.email})`),
          eq(attendees.identity, own.identity),
          ne(attendees.eventId, own.eventId),
          isNull(attendees.removedAt),
        ),
      )
      .innerJoin(
        session,
        and(
          eq(session.id, attendees.eventId),
          eq(session.conferenceId, events.conferenceId),
          eq(session.providerId, events.providerId),
          isNull(session.canceledAt),
        ),
      )
      .innerJoin(
        issuingRuns,
        and(eq(issuingRuns.eventId, session.id), eq(issuingRuns.kind, 'mail'), eq(issuingRuns.state, 'running')),
      )
      .innerJoin(
        issuingRunItems,
        and(
          eq(issuingRunItems.runId, issuingRuns.id),
          eq(issuingRunItems.attendeeId, attendees.id),
          isNull(issuingRunItems.doneAt),
        ),
      )
      .innerJoin(namedCertificates, eq(namedCertificates.id, attendees.currentCertificateId))
      .where(and(eq(own.eventId, eventId), inArray(own.id, [...attendeeIds]), not(mailed)))
      .orderBy(asc(session.startsOn), sql`${session.startsAt} nulls first`, asc(session.id))
  );
}

/** Counts the valid certificates that can be mailed, have no address to be mailed to, or were already mailed. */
export async function countForMailing(db: Queryable, eventId: number) {
  const mailed = exists(db.select({ one: sql`1` }).from(certificateMails).where(isOfCurrent));
  const [row] = await db
    .select({
      due: sql<number>`count(*) filter (where ${and(isNotNull(attendees.email), not(mailed))})`.mapWith(Number),
      unsigned:
        sql<number>`count(*) filter (where ${and(isNotNull(attendees.email), not(mailed), IS_UNSIGNED)})`.mapWith(
          Number,
        ),
      withoutAddress: sql<number>`count(*) filter (where ${isNull(attendees.email)})`.mapWith(Number),
      mailed: sql<number>`count(*) filter (where ${mailed})`.mapWith(Number),
    })
    .from(attendees)
    .innerJoin(namedCertificates, eq(namedCertificates.id, attendees.currentCertificateId))
    .where(eq(attendees.eventId, eventId));
  return row!;
}

/** Section IV of the certificate is left for ink. */
export const IS_UNSIGNED = sql`named_certificates.facts ->> 'signatureId' is null`;

/** Counts the valid certificates of an event that nobody signed digitally, or those of these attendees. */
export async function countUnsignedValid(
  db: Queryable,
  eventId: number,
  attendeeIds: readonly number[] | null = null,
): Promise<number> {
  const [row] = await db
    .select({ unsigned: count() })
    .from(attendees)
    .innerJoin(namedCertificates, eq(namedCertificates.id, attendees.currentCertificateId))
    .where(
      and(
        eq(attendees.eventId, eventId),
        IS_UNSIGNED,
        attendeeIds ? inArray(attendees.id, [...attendeeIds]) : undefined,
      ),
    );
  return row!.unsigned;
}

/** Lists the people with a valid certificate of an event by name, starting after a given one. */
export async function listHolders(
  db: Queryable,
  eventId: number,
  { afterId, limit }: { afterId: number | null; limit: number },
) {
  return db
    .select({
      id: attendees.id,
      name: attendees.name,
      serial: namedCertificates.serial,
      isSigned: sql<boolean>`not (${IS_UNSIGNED})`,
    })
    .from(attendees)
    .innerJoin(namedCertificates, eq(namedCertificates.id, attendees.currentCertificateId))
    .where(
      and(
        eq(attendees.eventId, eventId),
        afterId === null
          ? undefined
          : sql`(lower(${attendees.name}), ${attendees.id}) > (select lower(a.name), a.id from ${attendees} a where a.id = ${afterId})`,
      ),
    )
    .orderBy(sql`lower(${attendees.name})`, asc(attendees.id))
    .limit(limit);
}

/** Ties an email to the attendee's current certificate. */
export const isOfCurrent = eq(certificateMails.certificateId, sql.raw('attendees.current_certificate_id'));

/** People who completed the event and have no certificate. */
export const IS_DUE = and(
  eq(attendees.completed, true),
  isNull(attendees.removedAt),
  isNull(attendees.currentCertificateId),
);

export async function countDueAttendees(db: Queryable, eventId: number): Promise<number> {
  const [row] = await db
    .select({ due: count() })
    .from(attendees)
    .where(and(eq(attendees.eventId, eventId), IS_DUE));
  return row!.due;
}

/** Lists the first of these people, in the order in which they were added to the roster. */
export async function listDueAttendeeIds(db: Queryable, eventId: number, limit: number): Promise<number[]> {
  const rows = await db
    .select({ id: attendees.id })
    .from(attendees)
    .where(and(eq(attendees.eventId, eventId), IS_DUE))
    .orderBy(asc(attendees.id))
    .limit(limit);
  return rows.map(({ id }) => id);
}

/** Lists these people by name, starting after a given one. */
export async function listDueAttendees(
  db: Queryable,
  eventId: number,
  { afterId, limit }: { afterId: number | null; limit: number },
) {
  return db
    .select({
      id: attendees.id,
      name: attendees.name,
      school: attendees.school,
      email: attendees.email,
      units: attendees.units,
    })
    .from(attendees)
    .where(
      and(
        eq(attendees.eventId, eventId),
        IS_DUE,
        afterId === null
          ? undefined
          : sql`(lower(${attendees.name}), ${attendees.id}) > (select lower(a.name), a.id from ${attendees} a where a.id = ${afterId})`,
      ),
    )
    .orderBy(sql`lower(${attendees.name})`, asc(attendees.id))
    .limit(limit);
}

/** Lists the files of the valid certificates in batches, oldest first, starting after a given one. */
export async function listCurrentFileParts(
  db: Queryable,
  eventId: number,
  scope: EventScope,
  { afterId, limit }: { afterId: number; limit: number },
) {
  return db
    .select({
      id: namedCertificates.id,
      serial: namedCertificates.serial,
      name: participantName,
      issuedAt: namedCertificates.issuedAt,
      baseId: namedCertificates.baseId,
      bytes: namedCertificates.bytes,
      length: namedCertificates.length,
    })
    .from(namedCertificates)
    .innerJoin(events, eq(events.id, namedCertificates.eventId))
    .innerJoin(
      attendees,
      and(eq(attendees.id, namedCertificates.attendeeId), eq(attendees.currentCertificateId, namedCertificates.id)),
    )
    .where(and(eq(namedCertificates.eventId, eventId), gt(namedCertificates.id, afterId), withinScope(scope)))
    .orderBy(asc(namedCertificates.id))
    .limit(limit);
}

export type NewEnding = typeof certificateEndings.$inferInsert;

/** @throws a duplicate fault when it had already ended */
export async function insertCertificateEnding(tx: Queryable, ending: NewEnding): Promise<void> {
  await tx.insert(certificateEndings).values(ending);
}

/** @throws a duplicate fault when one of them had already ended */
export async function insertCertificateEndings(tx: Queryable, endings: readonly NewEnding[]): Promise<void> {
  await tx.insert(certificateEndings).values([...endings]);
}
