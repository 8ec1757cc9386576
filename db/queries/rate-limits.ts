import { eq, sql } from 'drizzle-orm';
import type { Queryable } from '../client';
import { rateLimits } from '../schema';

/** Counts one more try in this window, and returns how many there are now. Parallel tries each count. */
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
 * Counts several tries in this window if there are at most this many with them.
 * @returns whether they were counted
 */
export async function countTriesWithin(
  db: Queryable,
  key: string,
  windowStart: Date,
  { tries, most }: { tries: number; most: number },
): Promise<boolean> {
  if (tries > most) return false;
  const rows = await db
    .insert(rateLimits)
    .values({ key, windowStart, count: tries })
    .onConflictDoUpdate({
      target: [rateLimits.key, rateLimits.windowStart],
      set: { count: sql`${rateLimits.count} + ${tries}` },
      setWhere: sql`${rateLimits.count} + ${tries} <= ${most}`,
    })
    .returning({ count: rateLimits.count });
  return rows.length > 0;
}

/**
 * Returns how many wrong tries came before this one in the window, and counts it when it is wrong. One statement, so that
 * each of many simultaneous guesses sees those before it.
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

/** Returns whether anything was counted under this key in the windows that are still kept, about a day. */
export async function hasTries(db: Queryable, key: string): Promise<boolean> {
  const [row] = await db.select({ key: rateLimits.key }).from(rateLimits).where(eq(rateLimits.key, key)).limit(1);
  return row !== undefined;
}
