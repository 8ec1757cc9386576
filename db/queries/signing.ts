import { desc, eq } from 'drizzle-orm';
import type { Queryable } from '../client';
import { signatures } from '../schema';

/** What a signature looks like; it never changes. */
export async function findSignature(db: Queryable, signatureId: number) {
  const [row] = await db
    .select({ kind: signatures.kind, typedText: signatures.typedText, picture: signatures.picture })
    .from(signatures)
    .where(eq(signatures.id, signatureId));
  return row ?? null;
}

/** The signature a person signs with now, or null. */
export async function findLatestSignatureOf(db: Queryable, userId: number) {
  const [row] = await db
    .select()
    .from(signatures)
    .where(eq(signatures.userId, userId))
    .orderBy(desc(signatures.id))
    .limit(1);
  return row ?? null;
}
