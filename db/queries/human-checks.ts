import type { Queryable } from '../client';
import { humanChecks } from '../schema';

/** Writes down that a check was answered. False: it was answered before, also when that was in the same moment. */
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
