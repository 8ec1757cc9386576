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

/**
 * How many wrong tries came before this one in the window; counts it when it is wrong. One statement, so that of many
 * guesses at once each knows of those before it.
 */
export async function countWrongTry(db: Queryable, key: string, windowStart: Date, wrong: boolean): Promise<number> {
  const more = wrong ? 1 : 0;
  const [row] = await db
    .insert(rateLimits)
    .values({ key, windowStart, count: more })
    .onConflictDoUpdate({
      target: [rateLimits.key, rateLimits.windowStart],
      set: { count: sql`${rateLimits.count} + ${more}` },
    })
    .returning({ count: rateLimits.count });
  return row!.count - more;
}

export async function forgetTries(db: Queryable, key: string): Promise<void> {
  await db.delete(rateLimits).where(eq(rateLimits.key, key));
}
