import { and, eq, gt, isNull } from 'drizzle-orm';
import type { Queryable } from '../client';
import { firstAccessLinks, users } from '../schema';

const live = (tokenHash: string, at: Date) =>
  and(eq(firstAccessLinks.tokenHash, tokenHash), isNull(firstAccessLinks.usedAt), gt(firstAccessLinks.expiresAt, at));

/** The person whom a link that still works is for. */
export async function findFirstAccess(db: Queryable, tokenHash: string, at: Date) {
  const [row] = await db
    .select({ id: users.id, username: users.username, name: users.name, email: users.email })
    .from(firstAccessLinks)
    .innerJoin(users, eq(users.id, firstAccessLinks.userId))
    .where(and(live(tokenHash, at), isNull(users.disabledAt)));
  return row ?? null;
}

/** Uses a link up. False: it was used, or ended, a moment before. */
export async function useFirstAccessLink(db: Queryable, tokenHash: string, at: Date): Promise<boolean> {
  const rows = await db
    .update(firstAccessLinks)
    .set({ usedAt: at })
    .where(live(tokenHash, at))
    .returning({ userId: firstAccessLinks.userId });
  return rows.length === 1;
}
