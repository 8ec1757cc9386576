import { and, eq, gt, isNotNull, isNull, lt, ne, type SQL, sql } from 'drizzle-orm';
import type { Queryable } from '../client';
import { firstAccessLinks, memberships, passwordResets, providers, sessions, signInChallenges, users } from '../schema';
import { cancelEmailChanges } from './email-changes';
import { endSetUps } from './two-step';

/** Returns the person with this username, disabled or not. */
export async function findPersonByUsername(db: Queryable, username: string): Promise<{ id: number } | null> {
  const [row] = await db.select({ id: users.id }).from(users).where(eq(users.username, username));
  return row ?? null;
}

export async function insertReset(db: Queryable, row: typeof passwordResets.$inferInsert): Promise<void> {
  await db.insert(passwordResets).values(row);
}

/** Returns the reset flow that a browser started, with the person it is about, if any; ended reset flows too. */
export async function findReset(db: Queryable, browserHash: string) {
  const [row] = await db
    .select({
      id: passwordResets.id,
      username: passwordResets.username,
      userId: passwordResets.userId,
      name: users.name,
      email: users.email,
      disabledAt: users.disabledAt,
      hasAccess: sql<boolean>`${users.staffRole} is not null or exists (select from ${memberships}
        join ${providers} on ${providers.id} = ${memberships.providerId} and ${providers.standing} <> 'closed'
        where ${memberships.userId} = ${users.id})`,
      expiresAt: passwordResets.expiresAt,
      emailConfirmedAt: passwordResets.emailConfirmedAt,
      codeExpiresAt: passwordResets.codeExpiresAt,
      codeTries: passwordResets.codeTries,
      codesSent: passwordResets.codesSent,
      codeVerifiedAt: passwordResets.codeVerifiedAt,
      usedAt: passwordResets.usedAt,
    })
    .from(passwordResets)
    .leftJoin(users, eq(users.id, passwordResets.userId))
    .where(eq(passwordResets.browserHash, browserHash));
  return row ?? null;
}

/** A reset flow that can still continue at this moment. */
const open = (id: number, at: Date): SQL =>
  and(eq(passwordResets.id, id), gt(passwordResets.expiresAt, at), isNull(passwordResets.usedAt))!;

/** Replaces the old code with a new one. Returns false when the reset flow has used up its codes, or is past this step. */
export async function replaceCode(
  db: Queryable,
  { id, codeHash, expiresAt, at, most }: { id: number; codeHash: string; expiresAt: Date; at: Date; most: number },
): Promise<boolean> {
  const rows = await db
    .update(passwordResets)
    .set({
      codeHash,
      codeExpiresAt: expiresAt,
      codeTries: 0,
      codesSent: sql`${passwordResets.codesSent} + 1`,
      emailConfirmedAt: at,
    })
    .where(and(open(id, at), isNull(passwordResets.codeVerifiedAt), lt(passwordResets.codesSent, most)))
    .returning({ id: passwordResets.id });
  return rows.length === 1;
}

/**
 * Counts a try at the code and returns what to compare it with; null once the code is dead. The count happens before the
 * comparison and in one statement, so parallel tries each count.
 */
export async function countCodeTry(
  db: Queryable,
  { id, at, most }: { id: number; at: Date; most: number },
): Promise<{ codeHash: string; tries: number } | null> {
  const [row] = await db
    .update(passwordResets)
    .set({ codeTries: sql`${passwordResets.codeTries} + 1` })
    .where(
      and(
        open(id, at),
        isNull(passwordResets.codeVerifiedAt),
        gt(passwordResets.codeExpiresAt, at),
        lt(passwordResets.codeTries, most),
      ),
    )
    .returning({ codeHash: passwordResets.codeHash, tries: passwordResets.codeTries });
  return row?.codeHash ? { codeHash: row.codeHash, tries: row.tries } : null;
}

/** Accepts the code that was just compared, once; if another code was requested in the meantime, that one wins. */
export async function acceptCode(
  db: Queryable,
  { id, codeHash, at, expiresAt }: { id: number; codeHash: string; at: Date; expiresAt: Date },
): Promise<boolean> {
  const rows = await db
    .update(passwordResets)
    .set({ codeVerifiedAt: at, codeHash: null, expiresAt })
    .where(and(open(id, at), isNull(passwordResets.codeVerifiedAt), eq(passwordResets.codeHash, codeHash)))
    .returning({ id: passwordResets.id });
  return rows.length === 1;
}

/** Uses up a reset flow whose code was right. Returns false when another request was faster, or it has ended. */
export async function useReset(db: Queryable, id: number, at: Date): Promise<boolean> {
  const rows = await db
    .update(passwordResets)
    .set({ usedAt: at })
    .where(and(open(id, at), isNotNull(passwordResets.codeVerifiedAt)))
    .returning({ id: passwordResets.id });
  return rows.length === 1;
}

/** Saves a password and ends everything that the old one opened, or that could still set another. */
export async function writeNewPassword(
  tx: Queryable,
  { userId, passwordHash, at, keepSession }: { userId: number; passwordHash: string; at: Date; keepSession?: string },
): Promise<boolean> {
  const changed = await tx
    .update(users)
    .set({ passwordHash, passwordChangedAt: at })
    .where(and(eq(users.id, userId), isNull(users.disabledAt)))
    .returning({ id: users.id });
  if (changed.length === 0) return false;
  const running = and(eq(sessions.userId, userId), isNull(sessions.endedAt));
  await tx
    .update(sessions)
    .set({ endedAt: at })
    .where(keepSession ? and(running, ne(sessions.tokenHash, keepSession)) : running);
  await endSetUps(tx, userId);
  await tx
    .update(signInChallenges)
    .set({ usedAt: at })
    .where(and(eq(signInChallenges.userId, userId), isNull(signInChallenges.usedAt)));
  await tx
    .update(firstAccessLinks)
    .set({ usedAt: at })
    .where(and(eq(firstAccessLinks.userId, userId), isNull(firstAccessLinks.usedAt)));
  await endOpenResets(tx, userId, at);
  await cancelEmailChanges(tx, userId, at);
  return true;
}

/** Ends a person's open resets. */
export async function endOpenResets(tx: Queryable, userId: number, at: Date): Promise<void> {
  await tx
    .update(passwordResets)
    .set({ expiresAt: at })
    .where(and(eq(passwordResets.userId, userId), isNull(passwordResets.usedAt), gt(passwordResets.expiresAt, at)));
}

/** Lists the provider names that a person's password must not be built from. */
export async function listProviderNames(db: Queryable, userId: number): Promise<string[]> {
  const rows = await db
    .select({ name: providers.name })
    .from(memberships)
    .innerJoin(providers, eq(providers.id, memberships.providerId))
    .where(eq(memberships.userId, userId));
  return rows.map(({ name }) => name);
}
