import { and, desc, eq, isNull } from 'drizzle-orm';
import type { Queryable } from '../client';
import { auditChecks, users } from '../schema';

export type CheckResult = NonNullable<(typeof auditChecks.$inferSelect)['result']>;

/** Adds a check; returns null when one is running. */
export async function insertCheck(tx: Queryable, startedBy: number, startedAt: Date): Promise<number | null> {
  const [row] = await tx
    .insert(auditChecks)
    .values({ startedBy, startedAt })
    .onConflictDoNothing()
    .returning({ id: auditChecks.id });
  return row?.id ?? null;
}

/** Lists the latest checks, latest first. */
export async function listChecks(db: Queryable, limit: number) {
  return db
    .select({
      id: auditChecks.id,
      startedByName: users.name,
      startedAt: auditChecks.startedAt,
      done: auditChecks.done,
      total: auditChecks.total,
      endedAt: auditChecks.endedAt,
      result: auditChecks.result,
    })
    .from(auditChecks)
    .innerJoin(users, eq(users.id, auditChecks.startedBy))
    .orderBy(desc(auditChecks.id))
    .limit(limit);
}

export async function setCheckProgress(db: Queryable, id: number, done: number, total: number): Promise<void> {
  await db.update(auditChecks).set({ done, total }).where(eq(auditChecks.id, id));
}

/** Ends a check with its result; null: it could not be completed. */
export async function endCheck(db: Queryable, id: number, endedAt: Date, result: CheckResult | null): Promise<void> {
  await db.update(auditChecks).set({ endedAt, result }).where(eq(auditChecks.id, id));
}

/** Returns whether the check still waits or runs. */
export async function isCheckOpen(db: Queryable, id: number): Promise<boolean> {
  const [row] = await db
    .select({ id: auditChecks.id })
    .from(auditChecks)
    .where(and(eq(auditChecks.id, id), isNull(auditChecks.endedAt)));
  return row !== undefined;
}
