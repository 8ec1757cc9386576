import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import type { Queryable } from '../client';
import { firstAccessLinks, users } from '../schema';

const live = (tokenHash: string, at: Date) =>
  and(eq(firstAccessLinks.tokenHash, tokenHash), isNull(firstAccessLinks.usedAt), gt(firstAccessLinks.expiresAt, at));

/** Returns the person that a link is for, if the link still works. */
export async function findFirstAccess(db: Queryable, tokenHash: string, at: Date) {
  const [row] = await db
    .select({ id: users.id, username: users.username, name: users.name, email: users.email })
    .from(firstAccessLinks)
    .innerJoin(users, eq(users.id, firstAccessLinks.userId))
    .where(and(live(tokenHash, at), isNull(users.disabledAt)));
  return row ?? null;
}

/** Returns the person of a link that was used, with the password that they have now. */
export async function findUsedFirstAccess(db: Queryable, tokenHash: string) {
  const [row] = await db
    .select({
      id: users.id,
      username: users.username,
      passwordHash: users.passwordHash,
      passwordChangedAt: users.passwordChangedAt,
    })
    .from(firstAccessLinks)
    .innerJoin(users, eq(users.id, firstAccessLinks.userId))
    .where(
      and(
        eq(firstAccessLinks.tokenHash, tokenHash), // This link made the password that they have now: both are written at once.
        sql`${firstAccessLinks.usedAt} >= ${users.passwordChangedAt} - interval '1 minute'`,
        isNull(users.disabledAt),
      ),
    );
  return row ?? null;
}

/** Marks a link as used. Returns false when it has just been used or has ended. */
export async function useFirstAccessLink(db: Queryable, tokenHash: string, at: Date): Promise<boolean> {
  const rows = await db
    .update(firstAccessLinks)
    .set({ usedAt: at })
    .where(live(tokenHash, at))
    .returning({ userId: firstAccessLinks.userId });
  return rows.length === 1;
}
