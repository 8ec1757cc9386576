import { eq, inArray } from 'drizzle-orm';
import type { Queryable } from '../client';
import { certificateEndings, certificates, namedCertificates } from '../schema';

/** What is told of a named certificate to whoever holds it: its frozen facts, and whether it still holds. */
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
};

function checked(db: Queryable) {
  return db
    .select(CHECKED)
    .from(namedCertificates)
    .leftJoin(certificateEndings, eq(certificateEndings.certificateId, namedCertificates.id));
}

export type CheckedRow = Awaited<ReturnType<typeof checked>>[number];

/** Anybody may ask with a serial in hand: it cannot be guessed. */
export async function findCheckedBySerial(db: Queryable, serial: string): Promise<CheckedRow | null> {
  const [row] = await checked(db).where(eq(namedCertificates.serial, serial));
  return row ?? null;
}

/** The named certificates whose files have one of these SHA-256. */
export async function listCheckedByHash(db: Queryable, sha256: readonly string[]): Promise<CheckedRow[]> {
  return checked(db).where(inArray(namedCertificates.sha256, [...sha256]));
}

/** Those of these serials that were issued. */
export async function listCheckedBySerial(db: Queryable, serials: readonly string[]): Promise<CheckedRow[]> {
  return checked(db).where(inArray(namedCertificates.serial, [...serials]));
}

/** The certificates without a name whose files have one of these SHA-256. */
export async function listGenericByHash(db: Queryable, sha256: readonly string[]) {
  return db
    .select({ facts: certificates.facts, createdAt: certificates.createdAt })
    .from(certificates)
    .where(inArray(certificates.sha256, [...sha256]));
}
