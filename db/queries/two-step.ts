import { and, count, eq, gt, isNotNull, isNull, lt, ne, or, sql } from 'drizzle-orm';
import type { Queryable } from '../client';
import { recoveryCodes, sessions, signInChallenges, users } from '../schema';

/** Opens the wait for a code; the token's hash names it. */
export async function insertChallenge(db: Queryable, challenge: typeof signInChallenges.$inferInsert): Promise<void> {
  await db.insert(signInChallenges).values(challenge);
}

/** Still to be answered: not used, not expired, not tried too often, and the person's password is the one that opened it. */
function isOpen(tokenHash: string, { at, most }: { at: Date; most: number }) {
  return and(
    eq(signInChallenges.tokenHash, tokenHash),
    eq(users.id, signInChallenges.userId),
    isNull(signInChallenges.usedAt),
    gt(signInChallenges.expiresAt, at),
    lt(signInChallenges.tries, most),
    isNull(users.disabledAt),
    isNotNull(users.twoStepConfirmedAt),
    or(isNull(users.passwordChangedAt), lt(users.passwordChangedAt, signInChallenges.createdAt)),
  );
}

/** Whose code this challenge waits for, or null when it is over. */
export async function findOpenChallenge(db: Queryable, tokenHash: string, limits: { at: Date; most: number }) {
  const [row] = await db
    .select({ userId: users.id, username: users.username, expiresAt: signInChallenges.expiresAt })
    .from(signInChallenges)
    .innerJoin(users, eq(users.id, signInChallenges.userId))
    .where(isOpen(tokenHash, limits));
  return row ?? null;
}

/** Counts one more try of a challenge and says whose code it waits for; null when it is over. Parallel tries each count. */
export async function takeChallengeTry(db: Queryable, tokenHash: string, limits: { at: Date; most: number }) {
  const [row] = await db
    .update(signInChallenges)
    .set({ tries: sql`${signInChallenges.tries} + 1` })
    .from(users)
    .where(isOpen(tokenHash, limits))
    .returning({
      challengeId: signInChallenges.id,
      tries: signInChallenges.tries,
      id: users.id,
      name: users.name,
      email: users.email,
      username: users.username,
      staffRole: users.staffRole,
      twoStepSecret: users.twoStepSecret,
    });
  return row ?? null;
}

/** Closes a challenge for good; false when it was closed already. */
export async function spendChallenge(tx: Queryable, challengeId: number, at: Date): Promise<boolean> {
  const rows = await tx
    .update(signInChallenges)
    .set({ usedAt: at })
    .where(and(eq(signInChallenges.id, challengeId), isNull(signInChallenges.usedAt)))
    .returning({ id: signInChallenges.id });
  return rows.length > 0;
}

/** Notes the time step of an accepted code. False when that step or a later one was used, or the secret is another now. */
export async function takeStep(
  tx: Queryable,
  userId: number,
  { sealed, step }: { sealed: string; step: number },
): Promise<boolean> {
  const rows = await tx
    .update(users)
    .set({ twoStepLastStep: step })
    .where(
      and(
        eq(users.id, userId),
        eq(users.twoStepSecret, sealed),
        or(isNull(users.twoStepLastStep), lt(users.twoStepLastStep, step)),
      ),
    )
    .returning({ id: users.id });
  return rows.length > 0;
}

export async function listUnusedRecoveryCodes(db: Queryable, userId: number): Promise<string[]> {
  const rows = await db
    .select({ codeHash: recoveryCodes.codeHash })
    .from(recoveryCodes)
    .where(and(eq(recoveryCodes.userId, userId), isNull(recoveryCodes.usedAt)));
  return rows.map((row) => row.codeHash);
}

export async function countUnusedRecoveryCodes(db: Queryable, userId: number): Promise<number> {
  const [row] = await db
    .select({ left: count() })
    .from(recoveryCodes)
    .where(and(eq(recoveryCodes.userId, userId), isNull(recoveryCodes.usedAt)));
  return row!.left;
}

/** False when the code was used in the meantime. */
export async function takeRecoveryCode(
  tx: Queryable,
  { userId, codeHash, at }: { userId: number; codeHash: string; at: Date },
): Promise<boolean> {
  const rows = await tx
    .update(recoveryCodes)
    .set({ usedAt: at })
    .where(and(eq(recoveryCodes.userId, userId), eq(recoveryCodes.codeHash, codeHash), isNull(recoveryCodes.usedAt)))
    .returning({ userId: recoveryCodes.userId });
  return rows.length > 0;
}

/** Puts new recovery codes in the place of all earlier ones. */
export async function replaceRecoveryCodes(tx: Queryable, userId: number, hashes: string[]): Promise<void> {
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId));
  if (hashes.length > 0) await tx.insert(recoveryCodes).values(hashes.map((codeHash) => ({ userId, codeHash })));
}

/** The person's own row, as two-step sign-in needs it. */
export async function findTwoStepUser(db: Queryable, userId: number) {
  const [row] = await db
    .select({
      id: users.id,
      name: users.name,
      email: users.email,
      username: users.username,
      passwordHash: users.passwordHash,
      staffRole: users.staffRole,
      demo: users.demo,
      twoStepSecret: users.twoStepSecret,
      twoStepConfirmedAt: users.twoStepConfirmedAt,
    })
    .from(users)
    .where(and(eq(users.id, userId), isNull(users.disabledAt)));
  return row ?? null;
}

/** Keeps a secret that no code was typed for yet. False when two-step sign-in is on: it is never replaced unasked. */
export async function keepUnconfirmedSecret(db: Queryable, userId: number, sealed: string): Promise<boolean> {
  const rows = await db
    .update(users)
    .set({ twoStepSecret: sealed, twoStepLastStep: null })
    .where(and(eq(users.id, userId), isNull(users.twoStepConfirmedAt)))
    .returning({ id: users.id });
  return rows.length > 0;
}

/** Turns two-step sign-in on with this secret, of which the code of `step` was typed. False when it is on already. */
export async function confirmSecret(
  tx: Queryable,
  userId: number,
  { sealed, step, at }: { sealed: string; step: number; at: Date },
): Promise<boolean> {
  const rows = await tx
    .update(users)
    .set({ twoStepConfirmedAt: at, twoStepLastStep: step })
    .where(and(eq(users.id, userId), eq(users.twoStepSecret, sealed), isNull(users.twoStepConfirmedAt)))
    .returning({ id: users.id });
  return rows.length > 0;
}

/** Turns two-step sign-in off and forgets the secret and the recovery codes. False when it was off. */
export async function forgetTwoStep(tx: Queryable, userId: number): Promise<boolean> {
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId));
  const rows = await tx
    .update(users)
    .set({ twoStepSecret: null, twoStepConfirmedAt: null, twoStepLastStep: null })
    .where(and(eq(users.id, userId), isNotNull(users.twoStepSecret)))
    .returning({ id: users.id });
  return rows.length > 0;
}

/** Ends a person's sessions, but for the one in hand where there is one, and every sign-in that waits for its code. */
export async function endSessionsAndChallenges(
  tx: Queryable,
  { userId, exceptSessionId, at }: { userId: number; exceptSessionId?: number; at: Date },
): Promise<number> {
  await tx
    .update(signInChallenges)
    .set({ usedAt: at })
    .where(and(eq(signInChallenges.userId, userId), isNull(signInChallenges.usedAt)));
  const ended = await tx
    .update(sessions)
    .set({ endedAt: at })
    .where(
      and(
        eq(sessions.userId, userId),
        isNull(sessions.endedAt),
        exceptSessionId === undefined ? undefined : ne(sessions.id, exceptSessionId),
      ),
    )
    .returning({ id: sessions.id });
  return ended.length;
}
