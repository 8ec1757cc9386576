import { and, eq, gt, isNull, ne, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { preparedOnce, type Queryable } from '../client';
import { memberships, providers, sessions, users } from '../schema';

type Stands = Pick<typeof providers.$inferSelect, 'standing' | 'standingFrom' | 'standingBefore'>;

export type LiveSession = {
  sessionId: number;
  userId: number;
  username: string;
  name: string;
  staffRole: 'staff' | 'administrator' | null;
  providerId: number | null;
  providerName: string | null;
  /** How it stands. */
  provider: Stands | null;
  role: 'manager' | 'editor' | 'viewer' | null;
  lastSeenAt: Date;
  startPage: 'portal' | 'program';
  /** The person belongs to other providers besides the session's. */
  otherProviders: boolean;
  demo: boolean;
  twoStepConfirmedAt: Date | null;
  /** The provider that staff act for now, and until when. */
  actingProviderId: number | null;
  actingProviderName: string | null;
  actingProvider: Stands | null;
  actingUntil: Date | null;
};

const principals = alias(providers, 'principals');

/**
 * Returns the session with this token, unless it has ended, started before `notBefore`, has been idle since `idleSince`, or
 * its person was disabled. Nobody works for a closed provider. The role is read fresh each time, so that a removed right is gone at the next request.
 */
export async function findLiveSession(
  db: Queryable,
  tokenHash: string,
  limits: { notBefore: Date; idleSince: Date; now: Date },
): Promise<LiveSession | null> {
  const query = preparedOnce(db, 'findLiveSession', () =>
    db
      .select({
        sessionId: sessions.id,
        userId: users.id,
        username: users.username,
        name: users.name,
        staffRole: users.staffRole,
        providerId: providers.id,
        providerName: providers.name,
        provider: {
          standing: providers.standing,
          standingFrom: providers.standingFrom,
          standingBefore: providers.standingBefore,
        },
        role: memberships.role,
        lastSeenAt: sessions.lastSeenAt,
        startPage: users.startPage,
        otherProviders: sql<boolean>`exists (select from memberships other
        join providers open on open.id = other.provider_id and open.standing <> 'closed'
        where other.user_id = ${sessions.userId} and other.provider_id <> ${sessions.providerId})`,
        demo: users.demo,
        twoStepConfirmedAt: users.twoStepConfirmedAt,
        actingProviderId: principals.id,
        actingProviderName: principals.name,
        actingProvider: {
          standing: principals.standing,
          standingFrom: principals.standingFrom,
          standingBefore: principals.standingBefore,
        },
        actingUntil: sessions.actingUntil,
      })
      .from(sessions)
      .innerJoin(users, eq(users.id, sessions.userId))
      .leftJoin(memberships, and(eq(memberships.userId, users.id), eq(memberships.providerId, sessions.providerId)))
      .leftJoin(providers, and(eq(providers.id, memberships.providerId), ne(providers.standing, 'closed')))
      .leftJoin(
        principals,
        and(
          eq(principals.id, sessions.actingProviderId),
          ne(principals.standing, 'closed'),
          gt(sessions.actingUntil, sql.placeholder('now')),
        ),
      )
      .where(
        and(
          eq(sessions.tokenHash, sql.placeholder('tokenHash')),
          isNull(sessions.endedAt),
          isNull(users.disabledAt),
          gt(sessions.createdAt, sql.placeholder('notBefore')),
          gt(sessions.lastSeenAt, sql.placeholder('idleSince')),
        ),
      )
      .prepare('find_live_session'),
  );
  const [row] = await query.execute({
    tokenHash,
    notBefore: limits.notBefore.toISOString(),
    idleSince: limits.idleSince.toISOString(),
    now: limits.now.toISOString(),
  });
  return row ?? null;
}

export async function touchSession(db: Queryable, sessionId: number, at: Date): Promise<void> {
  await db.update(sessions).set({ lastSeenAt: at }).where(eq(sessions.id, sessionId));
}

export async function insertSession(
  db: Queryable,
  session: {
    tokenHash: string;
    userId: number;
    providerId: number | null;
    at: Date;
    address: string;
    userAgent: string;
  },
): Promise<void> {
  const { at, ...row } = session;
  await db.insert(sessions).values({ ...row, createdAt: at, lastSeenAt: at });
}

/** Locks a session until the transaction ends, and returns the provider that staff act for in it, or null. */
export async function lockActing(
  tx: Queryable,
  { sessionId, userId }: { sessionId: number; userId: number },
  now: Date,
): Promise<number | null> {
  const [row] = await tx
    .select({ providerId: sessions.actingProviderId, until: sessions.actingUntil })
    .from(sessions)
    .where(and(eq(sessions.id, sessionId), eq(sessions.userId, userId), isNull(sessions.endedAt)))
    .for('no key update');
  return row?.until && row.until > now ? row.providerId : null;
}

/** Lets staff act for a provider in one of their live sessions; null: for none. */
export async function setActing(
  tx: Queryable,
  { sessionId, userId }: { sessionId: number; userId: number },
  acting: { providerId: number; until: Date } | null,
): Promise<void> {
  await tx
    .update(sessions)
    .set({ actingProviderId: acting?.providerId ?? null, actingUntil: acting?.until ?? null })
    .where(and(eq(sessions.id, sessionId), eq(sessions.userId, userId), isNull(sessions.endedAt)));
}

/** Ends the session if it is still live. Returns whose it was. */
export async function endSession(db: Queryable, tokenHash: string, at: Date): Promise<{ userId: number } | null> {
  const [row] = await db
    .update(sessions)
    .set({ endedAt: at })
    .where(and(eq(sessions.tokenHash, tokenHash), isNull(sessions.endedAt)))
    .returning({ userId: sessions.userId });
  return row ?? null;
}

/** Deletes sessions and tries that nothing can use any more. */
export async function deleteExpired(db: Queryable, before: Date): Promise<void> {
  await db.execute(sql`delete from sessions where created_at < ${before.toISOString()}`);
  await db.execute(sql`delete from rate_limits where window_start < ${before.toISOString()}`);
}
