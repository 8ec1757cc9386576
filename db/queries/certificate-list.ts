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
  not,
  type SQL,
  sql,
} from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Queryable } from '../client';
import { attendees, certificateEndings, certificateMails, events, mails, namedCertificates, users } from '../schema';
import { type EventScope, withinScope } from './events';

export type CertificateState = 'valid' | 'superseded' | 'revoked';

const issuers = alias(users, 'issuers');
const enders = alias(users, 'enders');

const state = sql<CertificateState>`coalesce(${certificateEndings.kind}, 'valid')`;
const participantName = sql<string>`${namedCertificates.facts} ->> 'participantName'`;
// Written out: in a subquery drizzle leaves the table's name away.
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
 * Certificates of an event, the newest first, from a place in the list on. Every word has to stand in the name,
 * school, educator number or serial.
 */
export async function listNamedCertificates(
  db: Queryable,
  eventId: number,
  scope: EventScope,
  filter: { words: string[]; state: CertificateState | null; position: Position | null; limit: number },
) {
  const { position } = filter;
  const backwards = position?.side === 'before';
  const rows = await db
    .select({
      ...LISTED,
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
  return backwards ? rows.reverse() : rows;
}

function inState(wanted: CertificateState | null): SQL | undefined {
  if (wanted === null) return undefined;
  return wanted === 'valid' ? isNull(certificateEndings.certificateId) : eq(certificateEndings.kind, wanted);
}

function containing(word: string): string {
  return `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`;
}

/** One certificate of an event with whose it is and what became of it; null when it is none of this event, or out of scope. */
export async function findCertificateDetails(db: Queryable, eventId: number, certificateId: number, scope: EventScope) {
  const [row] = await db
    .select({
      ...LISTED,
      facts: namedCertificates.facts,
      sha256: namedCertificates.sha256,
      sealed: namedCertificates.sealed,
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
      eventHours: events.hours,
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

/** All certificates that one attendee ever had, the newest first. */
export async function listCertificatesOfAttendee(db: Queryable, attendeeId: number) {
  return db
    .select(LISTED)
    .from(namedCertificates)
    .leftJoin(certificateEndings, eq(certificateEndings.certificateId, namedCertificates.id))
    .leftJoin(issuers, eq(issuers.id, namedCertificates.issuedBy))
    .where(eq(namedCertificates.attendeeId, attendeeId))
    .orderBy(desc(namedCertificates.id));
}

/** Each time a certificate was mailed, the latest first, with what became of the letter. */
export async function listMailsOfCertificate(db: Queryable, certificateId: number) {
  return db
    .select({
      mailId: certificateMails.mailId,
      createdAt: certificateMails.createdAt,
      toAddress: mails.toAddress,
      state: mails.state,
      sentByName: users.name,
    })
    .from(certificateMails)
    .innerJoin(mails, eq(mails.id, certificateMails.mailId))
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

/** Of these attendees of an event, those who have a certificate now, with what mailing it needs. */
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

/** How many certificates that hold can be mailed, have no address to be mailed to, or were mailed already. */
export async function countForMailing(db: Queryable, eventId: number) {
  const mailed = exists(db.select({ one: sql`1` }).from(certificateMails).where(isOfCurrent));
  const [row] = await db
    .select({
      due: sql<number>`count(*) filter (where ${and(isNotNull(attendees.email), not(mailed))})`.mapWith(Number),
      withoutAddress: sql<number>`count(*) filter (where ${isNull(attendees.email)})`.mapWith(Number),
      mailed: sql<number>`count(*) filter (where ${mailed})`.mapWith(Number),
    })
    .from(attendees)
    .where(and(eq(attendees.eventId, eventId), isNotNull(attendees.currentCertificateId)));
  return row!;
}

/** Ties a letter to the certificate that an attendee has now. */
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

/** The first of them, in the order in which they came onto the roster. */
export async function listDueAttendeeIds(db: Queryable, eventId: number, limit: number): Promise<number[]> {
  const rows = await db
    .select({ id: attendees.id })
    .from(attendees)
    .where(and(eq(attendees.eventId, eventId), IS_DUE))
    .orderBy(asc(attendees.id))
    .limit(limit);
  return rows.map(({ id }) => id);
}

/** They by name, from after a given one on. */
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

/** The files of certificates that hold now, in portions, from after a given one on: the oldest first. */
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

/** @throws a duplicate fault when it had ended already */
export async function insertCertificateEnding(tx: Queryable, ending: NewEnding): Promise<void> {
  await tx.insert(certificateEndings).values(ending);
}
