import { and, count, eq, gt, isNotNull, isNull, lt, ne, or, sql } from 'drizzle-orm';
import type { Queryable } from '../client';
import { recoveryCodes, sessions, signInChallenges, users } from '../schema';
import { deleteDevicesOf } from './known-devices';

/** Inserts a challenge that waits for a code; the token's hash identifies it. */
export async function insertChallenge(db: Queryable, challenge: typeof signInChallenges.$inferInsert): Promise<void> {
  await db.insert(signInChallenges).values(challenge);
}

/** Still waiting for an answer: not used, not expired, not tried too often, and the password has not changed since. */
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

/** Returns the person whose code this challenge waits for, or null when it is closed. */
export async function findOpenChallenge(db: Queryable, tokenHash: string, limits: { at: Date; most: number }) {
  const [row] = await db
    .select({ userId: users.id, username: users.username, expiresAt: signInChallenges.expiresAt })
    .from(signInChallenges)
    .innerJoin(users, eq(users.id, signInChallenges.userId))
    .where(isOpen(tokenHash, limits));
  return row ?? null;
}

/**
 * Counts one more try of a challenge and returns whose code it waits for; null when it is closed. Parallel tries each count.
 */
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

/** Closes a challenge for good; returns false when it was already closed. */
export async function spendChallenge(tx: Queryable, challengeId: number, at: Date): Promise<boolean> {
  const rows = await tx
    .update(signInChallenges)
    .set({ usedAt: at })
    .where(and(eq(signInChallenges.id, challengeId), isNull(signInChallenges.usedAt)))
    .returning({ id: signInChallenges.id });
  return rows.length > 0;
}

/**
 * Records the time step of an accepted code. Returns false when that step or a later one was used, or the secret has
 * changed.
 */
export async function takeStep(
  tx: Queryable,
  userId: number,
  { encrypted, step }: { encrypted: string; step: number },
): Promise<boolean> {
  const rows = await tx
    .update(users)
    .set({ twoStepLastStep: step })
    .where(
      and(
        eq(users.id, userId),
        eq(users.twoStepSecret, encrypted),
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

/** Returns false when the code was used in the meantime. */
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

/** Replaces all earlier recovery codes with new ones. */
export async function replaceRecoveryCodes(tx: Queryable, userId: number, hashes: string[]): Promise<void> {
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId));
  if (hashes.length > 0) await tx.insert(recoveryCodes).values(hashes.map((codeHash) => ({ userId, codeHash })));
}

/** Returns the person's own row, with what two-step sign-in needs. */
export async function findTwoStepUser(db: Queryable, userId: number) {
  const [row] = await db
    .select({
      id: users.id,
      name: users.name,
      email: users.email,
      username: users.username,
      passwordHash: users.passwordHash,
      passwordChangedAt: users.passwordChangedAt,
      staffRole: users.staffRole,
      demo: users.demo,
      twoStepSecret: users.twoStepSecret,
      twoStepConfirmedAt: users.twoStepConfirmedAt,
    })
    .from(users)
    .where(and(eq(users.id, userId), isNull(users.disabledAt)));
  return row ?? null;
}

/** The session in which something is set up, and whose it is. */
type OwnSession = { sessionId: number; userId: number };

const liveSession = ({ sessionId, userId }: OwnSession) =>
  and(eq(sessions.id, sessionId), eq(sessions.userId, userId), isNull(sessions.endedAt));

/** Saves a secret that waits for its first code, for this session only; it replaces an earlier one. */
export async function saveSetUp(tx: Queryable, own: OwnSession, setUp: { encrypted: string; at: Date }): Promise<void> {
  await tx.update(sessions).set({ setUpSecret: setUp.encrypted, setUpBegunAt: setUp.at }).where(liveSession(own));
}

/** Returns the encrypted secret of the setup that was begun in this session after a moment, or null. */
export async function findSetUpSecret(db: Queryable, own: OwnSession, begunAfter: Date): Promise<string | null> {
  const [row] = await db
    .select({ secret: sessions.setUpSecret })
    .from(sessions)
    .where(and(liveSession(own), gt(sessions.setUpBegunAt, begunAfter)));
  return row?.secret ?? null;
}

/** Uses up the setup of this session with this secret. Returns false when it or the session has ended, or another one was begun. */
export async function takeSetUp(
  tx: Queryable,
  own: OwnSession,
  { encrypted, begunAfter }: { encrypted: string; begunAfter: Date },
): Promise<boolean> {
  const rows = await tx
    .update(sessions)
    .set({ setUpSecret: null, setUpBegunAt: null })
    .where(and(liveSession(own), eq(sessions.setUpSecret, encrypted), gt(sessions.setUpBegunAt, begunAfter)))
    .returning({ id: sessions.id });
  return rows.length > 0;
}

/** Ends the setups of this person, in every session. */
export async function endSetUps(tx: Queryable, userId: number): Promise<void> {
  await tx
    .update(sessions)
    .set({ setUpSecret: null, setUpBegunAt: null })
    .where(and(eq(sessions.userId, userId), isNotNull(sessions.setUpSecret)));
}

/** Turns on two-step sign-in with this secret, confirmed by the code of `step`. Returns false when it is already on. */
export async function turnTwoStepOn(
  tx: Queryable,
  userId: number,
  { encrypted, step, at }: { encrypted: string; step: number; at: Date },
): Promise<boolean> {
  const rows = await tx
    .update(users)
    .set({ twoStepSecret: encrypted, twoStepConfirmedAt: at, twoStepLastStep: step })
    .where(and(eq(users.id, userId), isNull(users.disabledAt), isNull(users.twoStepConfirmedAt)))
    .returning({ id: users.id });
  return rows.length > 0;
}

/** Turns off two-step sign-in and deletes the secret and the recovery codes. Returns false when it was off. */
export async function forgetTwoStep(tx: Queryable, userId: number): Promise<boolean> {
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId));
  const rows = await tx
    .update(users)
    .set({ twoStepSecret: null, twoStepConfirmedAt: null, twoStepLastStep: null })
    .where(and(eq(users.id, userId), isNotNull(users.twoStepSecret)))
    .returning({ id: users.id });
  return rows.length > 0;
}

/**
 * Ends a person's sessions and every sign-in that waits for its code. With `exceptSessionId`, that session stays; without
 * it, the person's known devices are deleted, too.
 */
export async function endSessionsAndChallenges(
  tx: Queryable,
  { userId, exceptSessionId, at }: { userId: number; exceptSessionId?: number; at: Date },
): Promise<number> {
  await tx
    .update(signInChallenges)
    .set({ usedAt: at })
    .where(and(eq(signInChallenges.userId, userId), isNull(signInChallenges.usedAt)));
  if (exceptSessionId === undefined) await deleteDevicesOf(tx, userId);
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
