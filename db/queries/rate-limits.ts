import { eq, sql } from 'drizzle-orm';
import type { Queryable } from '../client';
import { rateLimits } from '../schema';

/** Counts one more try in this window and returns how many there are now. Parallel tries each count. */
export async function countTry(db: Queryable, key: string, windowStart: Date): Promise<number> {
  const [row] = await db
    .insert(rateLimits)
    .values({ key, windowStart, count: 1 })
    .onConflictDoUpdate({
      target: [rateLimits.key, rateLimits.windowStart],
      set: { count: sql`${rateLimits.count} + 1` },
    })
    .returning({ count: rateLimits.count });
  return row!.count;
}

export async function forgetTries(db: Queryable, key: string): Promise<void> {
  await db.delete(rateLimits).where(eq(rateLimits.key, key));
}
