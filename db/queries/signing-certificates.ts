import { asc } from 'drizzle-orm';
import type { Queryable } from '../client';
import { signingCertificates } from '../schema';

/** Saves a certificate; one that is already saved stays unchanged. */
export async function keepSigningCertificate(
  db: Queryable,
  certificate: typeof signingCertificates.$inferInsert,
): Promise<void> {
  await db.insert(signingCertificates).values(certificate).onConflictDoNothing();
}

/** Lists all of them as DER, earliest first; a new one is added every few years. */
export async function listSigningCertificates(db: Queryable): Promise<Buffer[]> {
  const rows = await db
    .select({ der: signingCertificates.der })
    .from(signingCertificates)
    .orderBy(asc(signingCertificates.firstUsedAt), asc(signingCertificates.fingerprint));
  return rows.map(({ der }) => der);
}
