import { and, asc, eq, isNotNull, isNull, ne, sql } from 'drizzle-orm';
import type { Queryable } from '../client';
import { memberships, providers, users } from '../schema';

/** Returns the person with this username, with the hash to check against and the state of two-step sign-in. */
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
      isDisabled: sql<boolean>`${users.disabledAt} is not null`,
      // Named by hand: columns in a selection have no table in front of them.
      hasProvider: sql<boolean>`exists (select from memberships m
        join providers p on p.id = m.provider_id and p.standing <> 'closed'
        where m.user_id = users.id)`,
    })
    .from(users)
    .where(eq(users.username, username));
  return row ?? null;
}

/**
 * Locks the row of a person who proved who they are, until the transaction ends; take this lock before all others. Anything
 * that ends a person's sessions changes or locks that row first, so no session is opened in the meantime.
 * @param proved what the proof was checked against
 * @returns false when that has changed: the person was disabled, the password changed, or two-step sign-in was turned on or
 * off
 */
export async function lockUserToSignIn(
  tx: Queryable,
  userId: number,
  proved: { passwordHash?: string | null; twoStep: boolean },
): Promise<boolean> {
  const rows = await tx
    .select({ id: users.id })
    .from(users)
    .where(
      and(
        eq(users.id, userId),
        isNull(users.disabledAt),
        proved.passwordHash ? eq(users.passwordHash, proved.passwordHash) : undefined,
        proved.twoStep ? isNotNull(users.twoStepConfirmedAt) : isNull(users.twoStepConfirmedAt),
      ),
    )
    .for('no key update');
  return rows.length > 0;
}

/** Returns the provider that a person starts with: the one they joined first of those that are not closed. */
export async function findFirstProvider(db: Queryable, userId: number): Promise<number | null> {
  const [row] = await db
    .select({ providerId: memberships.providerId })
    .from(memberships)
    .innerJoin(providers, eq(providers.id, memberships.providerId))
    .where(and(eq(memberships.userId, userId), ne(providers.standing, 'closed')))
    .orderBy(asc(memberships.createdAt), asc(memberships.providerId))
    .limit(1);
  return row?.providerId ?? null;
}

/** Lists the usernames of the demo sign-ins that are not disabled; if there are any, the server listens on loopback only. */
export async function listDemoUsernames(db: Queryable): Promise<string[]> {
  const rows = await db
    .select({ username: users.username })
    .from(users)
    .where(and(eq(users.demo, true), isNull(users.disabledAt)))
    .orderBy(users.id);
  return rows.map((row) => row.username);
}
