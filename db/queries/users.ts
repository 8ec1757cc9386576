import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { Queryable } from '../client';
import { memberships, users } from '../schema';

/** Whoever may sign in under this username, with the hash to check against and the state of two-step sign-in. */
export async function findUserToSignIn(db: Queryable, username: string) {
  const [row] = await db
    .select({
      id: users.id,
      name: users.name,
      username: users.username,
      email: users.email,
      passwordHash: users.passwordHash,
      staffRole: users.staffRole,
      twoStepSecret: users.twoStepSecret,
      twoStepConfirmedAt: users.twoStepConfirmedAt,
      hasProvider: sql<boolean>`exists (select from ${memberships} where ${memberships.userId} = ${users.id})`,
    })
    .from(users)
    .where(and(eq(users.username, username), isNull(users.disabledAt)));
  return row ?? null;
}

/** The provider a person starts with: the one joined first. */
export async function findFirstProvider(db: Queryable, userId: number): Promise<number | null> {
  const [row] = await db
    .select({ providerId: memberships.providerId })
    .from(memberships)
    .where(eq(memberships.userId, userId))
    .orderBy(asc(memberships.createdAt), asc(memberships.providerId))
    .limit(1);
  return row?.providerId ?? null;
}

/** The usernames of demo sign-ins in this database; with any of them the server listens on loopback only. */
export async function listDemoUsernames(db: Queryable): Promise<string[]> {
  const rows = await db.select({ username: users.username }).from(users).where(eq(users.demo, true)).orderBy(users.id);
  return rows.map((row) => row.username);
}
