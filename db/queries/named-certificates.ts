import { and, asc, eq, sql } from 'drizzle-orm';
import { preparedOnce, type Queryable } from '../client';
import { certificateBases, certificateEndings, certificateMails, events, namedCertificates } from '../schema';
import type { EventScope } from './events';

export type NamedCertificateOrigin = (typeof namedCertificates.$inferInsert)['origin'];

export type NewNamedCertificate = Omit<typeof namedCertificates.$inferInsert, 'id'>;

/** @throws a duplicate fault on `attendees_one_certificate` when an attendee has a certificate, or may have none */
export async function insertNamedCertificates(tx: Queryable, rows: NewNamedCertificate[]) {
  return tx.insert(namedCertificates).values(rows).returning({
    id: namedCertificates.id,
    serial: namedCertificates.serial,
    attendeeId: namedCertificates.attendeeId,
  });
}

/** Returns a named certificate of an event, without its bytes; null when it is not this event's, or out of scope. */
export async function findNamedCertificate(db: Queryable, eventId: number, certificateId: number, scope: EventScope) {
  const everyProvider = scope === 'every-provider';
  const query = preparedOnce(db, `findNamedCertificate:${everyProvider}`, () => prepareNamed(db, everyProvider));
  const [row] = await query.execute({ eventId, certificateId, ...(everyProvider ? {} : scope) });
  return row ?? null;
}

function prepareNamed(db: Queryable, everyProvider: boolean) {
  return db
    .select({
      id: namedCertificates.id,
      serial: namedCertificates.serial,
      attendeeId: namedCertificates.attendeeId,
      facts: namedCertificates.facts,
    })
    .from(namedCertificates)
    .innerJoin(events, eq(events.id, namedCertificates.eventId))
    .where(
      and(
        eq(namedCertificates.id, sql.placeholder('certificateId')),
        eq(namedCertificates.eventId, sql.placeholder('eventId')),
        everyProvider ? undefined : eq(events.providerId, sql.placeholder('providerId')),
      ),
    )
    .prepare('find_named_certificate');
}

/** Lists the certificates that an email carries, with what each says and whether it is still valid. */
export async function listCertificatesToMail(db: Queryable, mailId: number) {
  const rows = await db
    .select({
      id: namedCertificates.id,
      serial: namedCertificates.serial,
      facts: namedCertificates.facts,
      ended: certificateEndings.certificateId,
    })
    .from(certificateMails)
    .innerJoin(namedCertificates, eq(namedCertificates.id, certificateMails.certificateId))
    .leftJoin(certificateEndings, eq(certificateEndings.certificateId, namedCertificates.id))
    .where(eq(certificateMails.mailId, mailId))
    .orderBy(asc(namedCertificates.id));
  return rows.map(({ ended, ...row }) => ({ ...row, isValid: ended === null }));
}

/** Returns the parts of a certificate's file. The query that found the id decided whether the caller may have it. */
export async function findNamedCertificateParts(db: Queryable, certificateId: number) {
  const [row] = await db
    .select({ baseId: namedCertificates.baseId, bytes: namedCertificates.bytes, length: namedCertificates.length })
    .from(namedCertificates)
    .where(eq(namedCertificates.id, certificateId));
  return row ?? null;
}

export async function findCertificateBaseBytes(db: Queryable, baseId: number): Promise<Buffer | null> {
  const [row] = await db
    .select({ bytes: certificateBases.bytes })
    .from(certificateBases)
    .where(eq(certificateBases.id, baseId));
  return row?.bytes ?? null;
}
