import { and, desc, eq, gt, isNull, ne, type SQL } from 'drizzle-orm';
import type { Queryable } from '../client';
import { sessions } from '../schema';

/** What makes a session live, as in findLiveSession: started and used recently enough, and not ended. */
export type SessionLimits = { notBefore: Date; idleSince: Date };

function live(userId: number, { notBefore, idleSince }: SessionLimits): SQL | undefined {
  return and(
    eq(sessions.userId, userId),
    isNull(sessions.endedAt),
    gt(sessions.createdAt, notBefore),
    gt(sessions.lastSeenAt, idleSince),
  );
}

/** Lists where this person is signed in now, latest first. */
export async function listLiveSessions(db: Queryable, userId: number, limits: SessionLimits, most: number) {
  return db
    .select({
      id: sessions.id,
      address: sessions.address,
      userAgent: sessions.userAgent,
      createdAt: sessions.createdAt,
      lastSeenAt: sessions.lastSeenAt,
      recognisedAt: sessions.recognisedAt,
    })
    .from(sessions)
    .where(live(userId, limits))
    .orderBy(desc(sessions.createdAt), desc(sessions.id))
    .limit(most);
}

/** Ends one live session of this person; returns false when they have no session with that number. */
export async function endOwnSession(
  tx: Queryable,
  userId: number,
  sessionId: number,
  at: Date,
  limits: SessionLimits,
): Promise<boolean> {
  const rows = await tx
    .update(sessions)
    .set({ endedAt: at })
    .where(and(eq(sessions.id, sessionId), live(userId, limits)))
    .returning({ id: sessions.id });
  return rows.length > 0;
}

/** Marks one live session of this person as their own; returns false when they have no session with that number. */
export async function recognizeOwnSession(
  tx: Queryable,
  userId: number,
  sessionId: number,
  at: Date,
  limits: SessionLimits,
): Promise<boolean> {
  const rows = await tx
    .update(sessions)
    .set({ recognisedAt: at })
    .where(and(eq(sessions.id, sessionId), live(userId, limits)))
    .returning({ id: sessions.id });
  return rows.length > 0;
}

/** Ends this person's live sessions: all, all but one, or those at one provider. Returns how many. */
export async function endSessionsOf(
  tx: Queryable,
  userId: number,
  at: Date,
  { except, providerId }: { except?: number; providerId?: number } = {},
): Promise<number> {
  const rows = await tx
    .update(sessions)
    .set({ endedAt: at })
    .where(
      and(
        eq(sessions.userId, userId),
        isNull(sessions.endedAt),
        except === undefined ? undefined : ne(sessions.id, except),
        providerId === undefined ? undefined : eq(sessions.providerId, providerId),
      ),
    )
    .returning({ id: sessions.id });
  return rows.length;
}

/** Sets the provider that the person works for in this session from now on. */
export async function setSessionProvider(
  tx: Queryable,
  sessionId: number,
  userId: number,
  providerId: number,
): Promise<void> {
  await tx
    .update(sessions)
    .set({ providerId })
    .where(and(eq(sessions.id, sessionId), eq(sessions.userId, userId), isNull(sessions.endedAt)));
}

/** Returns the token hash of one of this person's live sessions. */
export async function findTokenHash(db: Queryable, userId: number, sessionId: number): Promise<string | undefined> {
  const [row] = await db
    .select({ tokenHash: sessions.tokenHash })
    .from(sessions)
    .where(and(eq(sessions.id, sessionId), eq(sessions.userId, userId), isNull(sessions.endedAt)));
  return row?.tokenHash;
}
