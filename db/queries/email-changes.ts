import { and, desc, eq, gt, isNotNull, isNull, type SQL, sql } from 'drizzle-orm';
import type { Queryable } from '../client';
import { emailChanges, users } from '../schema';

function open(userId: number, now: Date): SQL | undefined {
  return and(
    eq(emailChanges.userId, userId),
    isNull(emailChanges.usedAt),
    isNull(emailChanges.cancelledAt),
    gt(emailChanges.expiresAt, now),
  );
}

/** Returns the change that this person started and did not finish, or null. */
export async function findOpenEmailChange(db: Queryable, userId: number, now: Date) {
  const [row] = await db.select().from(emailChanges).where(open(userId, now)).orderBy(desc(emailChanges.id)).limit(1);
  return row ?? null;
}

/** Returns the latest change that this person finished and whose codes have not expired, or null. */
export async function findFinishedEmailChange(db: Queryable, userId: number, now: Date) {
  const [row] = await db
    .select()
    .from(emailChanges)
    .where(and(eq(emailChanges.userId, userId), isNotNull(emailChanges.usedAt), gt(emailChanges.expiresAt, now)))
    .orderBy(desc(emailChanges.id))
    .limit(1);
  return row ?? null;
}

/** Returns the open change, locked for the rest of the transaction, so that simultaneous tries are counted one after another. */
export async function lockOpenEmailChange(tx: Queryable, userId: number, now: Date) {
  const [row] = await tx
    .select()
    .from(emailChanges)
    .where(open(userId, now))
    .orderBy(desc(emailChanges.id))
    .limit(1)
    .for('update');
  return row ?? null;
}

export async function insertEmailChange(tx: Queryable, change: typeof emailChanges.$inferInsert): Promise<void> {
  await tx.insert(emailChanges).values(change);
}

/** Cancels what this person started; returns true when there was something to cancel. */
export async function cancelEmailChanges(tx: Queryable, userId: number, now: Date): Promise<boolean> {
  const rows = await tx
    .update(emailChanges)
    .set({ cancelledAt: now })
    .where(open(userId, now))
    .returning({ id: emailChanges.id });
  return rows.length > 0;
}

type Progress = Partial<Pick<typeof emailChanges.$inferInsert, 'oldConfirmedAt' | 'newConfirmedAt' | 'usedAt'>>;

/** Records which addresses are confirmed, and a wrong try. */
export async function updateEmailChange(
  tx: Queryable,
  id: number,
  progress: Progress & { wrongTries?: number },
): Promise<void> {
  const { wrongTries = 0, ...rest } = progress;
  await tx
    .update(emailChanges)
    .set({ ...rest, tries: sql`${emailChanges.tries} + ${wrongTries}` })
    .where(eq(emailChanges.id, id));
}

/** Locks the person's own row for the rest of the transaction. */
export async function lockOwnUser(tx: Queryable, userId: number) {
  const [row] = await tx
    .select({
      id: users.id,
      name: users.name,
      username: users.username,
      email: users.email,
      passwordHash: users.passwordHash,
    })
    .from(users)
    .where(eq(users.id, userId))
    .for('update');
  return row ?? null;
}

export async function setEmail(tx: Queryable, userId: number, email: string): Promise<void> {
  await tx.update(users).set({ email }).where(eq(users.id, userId));
}
