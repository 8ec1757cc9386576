import { eq, inArray, sql } from 'drizzle-orm';
import type { Queryable } from '../client';
import { attendees, certificateEndings, certificates, events, namedCertificates, providers } from '../schema';
import { ENDED_BY_MERGE } from './duplicates';

/** What a check of a named certificate shows: its frozen facts, and whether it is still valid. */
const CHECKED = {
  id: namedCertificates.id,
  serial: namedCertificates.serial,
  facts: namedCertificates.facts,
  issuedAt: namedCertificates.issuedAt,
  ending: {
    kind: certificateEndings.kind,
    supersededBy: certificateEndings.supersededBy,
    endedAt: certificateEndings.endedAt,
  },
  /** How the event's provider stands. */
  provider: {
    standing: providers.standing,
    standingFrom: providers.standingFrom,
    standingBefore: providers.standingBefore,
  },
};

function checked(db: Queryable) {
  return db
    .select(CHECKED)
    .from(namedCertificates)
    .innerJoin(events, eq(events.id, namedCertificates.eventId))
    .innerJoin(providers, eq(providers.id, events.providerId))
    .leftJoin(certificateEndings, eq(certificateEndings.certificateId, namedCertificates.id));
}

export type CheckedRow = Awaited<ReturnType<typeof checked>>[number];

/** Finds a certificate by its serial. Anyone with a serial may ask, because it cannot be guessed. */
export async function findCheckedBySerial(db: Queryable, serial: string): Promise<CheckedRow | null> {
  const [row] = await checked(db).where(eq(namedCertificates.serial, serial));
  return row ?? null;
}

/** A certificate that may be valid in the place of another one. */
export type Successor = {
  name: string;
  serial: string;
  valid: boolean;
  /** True when it took the place of the other, or of its successor, or is of the record that theirs was merged into. */
  replaced: boolean;
};

/**
 * Returns the certificates that took the place of this one, one after the other, and what else their attendees have that
 * is valid, be it on the record that they were merged into. Newest first.
 */
export async function listSuccessors(db: Queryable, certificateId: number): Promise<Successor[]> {
  const rows = await db.execute<Successor>(sql`
    with recursive chain(id, attendee_id) as (
      select id, attendee_id from named_certificates where id = ${certificateId}
      union
      select successor.id, successor.attendee_id
      from chain
      join certificate_endings on certificate_endings.certificate_id = chain.id
      join named_certificates successor on successor.serial = certificate_endings.superseded_by
    )
    select * from (
      select certificate.id, certificate.serial, certificate.facts ->> 'participantName' as name,
        not exists (select from certificate_endings where certificate_id = certificate.id) as valid,
        certificate.id in (select id from chain) or certificate.attendee_id in (
          select ${attendees.mergedInto} from chain
          join ${attendees} on ${attendees.id} = chain.attendee_id
          join ${certificateEndings} on ${certificateEndings.certificateId} = chain.id
          where ${ENDED_BY_MERGE}
        ) as replaced
      from named_certificates certificate
      where certificate.attendee_id in (
        select attendee_id from chain
        union select merged_into from attendees where id in (select attendee_id from chain) and merged_into is not null
      ) and certificate.id <> ${certificateId}
    ) candidate
    where valid or replaced
    order by id desc
  `);
  return rows.map(({ name, serial, valid, replaced }) => ({ name, serial, valid, replaced }));
}

/** Lists the named certificates whose files have one of these SHA-256 hashes. */
export async function listCheckedByHash(db: Queryable, sha256: readonly string[]): Promise<CheckedRow[]> {
  return checked(db).where(inArray(namedCertificates.sha256, [...sha256]));
}

/** Lists those of these serials that were issued. */
export async function listCheckedBySerial(db: Queryable, serials: readonly string[]): Promise<CheckedRow[]> {
  return checked(db).where(inArray(namedCertificates.serial, [...serials]));
}

/** Lists the certificates without a name whose files have one of these SHA-256 hashes. */
export async function listGenericByHash(db: Queryable, sha256: readonly string[]) {
  return db
    .select({ facts: certificates.facts, createdAt: certificates.createdAt })
    .from(certificates)
    .where(inArray(certificates.sha256, [...sha256]));
}
