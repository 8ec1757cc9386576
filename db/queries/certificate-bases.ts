import { eq } from 'drizzle-orm';
import type { Queryable } from '../client';
import { certificateBases } from '../schema';

/** Saves a base unless one with the same facts exists, because somebody else made it at the same time. */
export async function keepCertificateBase(
  db: Queryable,
  base: Omit<typeof certificateBases.$inferInsert, 'id'>,
): Promise<void> {
  await db.insert(certificateBases).values(base).onConflictDoNothing({ target: certificateBases.factsHash });
}

export async function findCertificateBase(db: Queryable, factsHash: string) {
  const [row] = await db
    .select({ id: certificateBases.id, bytes: certificateBases.bytes, plan: certificateBases.plan })
    .from(certificateBases)
    .where(eq(certificateBases.factsHash, factsHash));
  return row ?? null;
}
