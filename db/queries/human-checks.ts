import type { Queryable } from '../client';
import { humanChecks } from '../schema';

/** Records that a check was answered. Returns false when it was answered before, even at the same moment. */
export async function insertAnswer(
  db: Queryable,
  { id, kind, answerHash, expiresAt, usedAt }: typeof humanChecks.$inferInsert,
): Promise<boolean> {
  const rows = await db
    .insert(humanChecks)
    .values({ id, kind, answerHash, expiresAt, usedAt })
    .onConflictDoNothing()
    .returning({ id: humanChecks.id });
  return rows.length === 1;
}
