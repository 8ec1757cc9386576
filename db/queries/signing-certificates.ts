import { asc } from 'drizzle-orm';
import type { Queryable } from '../client';
import { signingCertificates } from '../schema';

/** Keeps a certificate; one that is kept already stays as it is. */
export async function keepSigningCertificate(
  db: Queryable,
  certificate: typeof signingCertificates.$inferInsert,
): Promise<void> {
  await db.insert(signingCertificates).values(certificate).onConflictDoNothing();
}

/** All of them as DER, the earliest first; there is one more every few years. */
export async function listSigningCertificates(db: Queryable): Promise<Buffer[]> {
  const rows = await db
    .select({ der: signingCertificates.der })
    .from(signingCertificates)
    .orderBy(asc(signingCertificates.firstUsedAt), asc(signingCertificates.fingerprint));
  return rows.map(({ der }) => der);
}
