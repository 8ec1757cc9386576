import { asc, eq } from 'drizzle-orm';
import type { Queryable } from '../client';
import { eventCategories } from '../schema';

/** Locks all categories until the transaction ends, and returns them in staff's order. */
export async function lockCategories(tx: Queryable) {
  return tx
    .select()
    .from(eventCategories)
    .orderBy(asc(eventCategories.position), asc(eventCategories.id))
    .for('update');
}

export async function insertCategory(tx: Queryable, row: { name: string; position: number }): Promise<number> {
  const [inserted] = await tx.insert(eventCategories).values(row).returning({ id: eventCategories.id });
  return inserted!.id;
}

export async function updateCategory(
  tx: Queryable,
  id: number,
  changes: Partial<{ name: string; position: number; retiredAt: Date | null }>,
): Promise<void> {
  await tx.update(eventCategories).set(changes).where(eq(eventCategories.id, id));
}
