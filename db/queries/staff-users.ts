import { and, asc, desc, eq, inArray, like, or, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { freshPlans, type Queryable } from '../client';
import { auditEntries, memberships, providers, sessions, users } from '../schema';

export type ListedUser = {
  id: number;
  name: string;
  username: string;
  staffRole: 'staff' | 'administrator' | null;
  providers: string[];
  disabledAt: Date | null;
  twoStepConfirmedAt: Date | null;
  lastSeenAt: Date | null;
};

// Spelled out: in a single-table query, drizzle drops the table's name, and inside a subquery `id` is a different id.
const PERSON = sql.raw('users.id');

const lastSeenAt = sql<Date | null>`(
  select max(s.last_seen_at) from ${sessions} s where s.user_id = ${PERSON})`.mapWith(sessions.lastSeenAt);

/**
 * Lists people of every provider and of the agency, by name, starting after a given person. Every word must appear in the
 * person's name, username or email address, or else every word must appear in the name of one of their providers.
 */
export async function listUsersForStaff(
  db: Queryable,
  { words, afterId, limit }: { words: string[]; afterId: number | null; limit: number },
): Promise<ListedUser[]> {
  return freshPlans(db)
    .select({
      id: users.id,
      name: users.name,
      username: users.username,
      staffRole: users.staffRole,
      providers: sql<string[]>`(
        select coalesce(json_agg(p.name order by p.name), '[]') from ${memberships} m
        join ${providers} p on p.id = m.provider_id where m.user_id = ${PERSON})`,
      disabledAt: users.disabledAt,
      twoStepConfirmedAt: users.twoStepConfirmedAt,
      lastSeenAt,
    })
    .from(users)
    .where(
      and(
        words.length > 0 ? await foundBy(db, words) : undefined,
        afterId === null
          ? undefined
          : sql`(${users.searchText}, ${users.id}) > (select a.search_text, a.id from ${users} a where a.id = ${afterId})`,
      ),
    )
    .orderBy(asc(users.searchText), asc(users.id))
    .limit(limit);
}

/** More people than this are soon found by reading them in order. */
const FEW_PEOPLE = 2_000;

/** Finds few people through the indexes of both searches; an `or` would scan the whole table. */
async function foundBy(db: Queryable, words: string[]): Promise<SQL | undefined> {
  const all = (column: typeof users.searchText | typeof providers.searchText) =>
    and(...words.map((word) => like(column, `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`)));
  const ofProviders = sql`select ${memberships.userId} from ${memberships}
    join ${providers} on ${providers.id} = ${memberships.providerId} where ${all(providers.searchText)}`;
  const few = await freshPlans(db).execute<{ id: string }>(sql`
    (select ${users.id} from ${users} where ${all(users.searchText)} limit ${FEW_PEOPLE + 1})
    union (${ofProviders} limit ${FEW_PEOPLE + 1})`);
  if (few.length > FEW_PEOPLE) return or(all(users.searchText), sql`${users.id} in (${ofProviders})`);
  return sql`${users.id} = any(${`{${few.map(({ id }) => id).join(',')}}`}::bigint[])`;
}

/** Returns one person as staff see them; never the password hash or the two-step secret. */
export async function findUserForStaff(db: Queryable, userId: number) {
  const [row] = await db
    .select({
      id: users.id,
      name: users.name,
      username: users.username,
      email: users.email,
      staffRole: users.staffRole,
      demo: users.demo,
      hasPassword: sql<boolean>`${users.passwordHash} is not null`,
      disabledAt: users.disabledAt,
      twoStepConfirmedAt: users.twoStepConfirmedAt,
      createdAt: users.createdAt,
      lastSeenAt,
    })
    .from(users)
    .where(eq(users.id, userId));
  return row ?? null;
}

export async function listMembershipsOf(db: Queryable, userId: number) {
  return db
    .select({ providerId: providers.id, providerName: providers.name, role: memberships.role })
    .from(memberships)
    .innerJoin(providers, eq(providers.id, memberships.providerId))
    .where(eq(memberships.userId, userId))
    .orderBy(asc(providers.name));
}

/** Lists the person's latest sign-ins, newest first. */
export async function listSignInsOf(db: Queryable, userId: number, limit: number) {
  return db
    .select({
      id: sessions.id,
      createdAt: sessions.createdAt,
      lastSeenAt: sessions.lastSeenAt,
      endedAt: sessions.endedAt,
      address: sessions.address,
      userAgent: sessions.userAgent,
    })
    .from(sessions)
    .where(eq(sessions.userId, userId))
    .orderBy(desc(sessions.createdAt), desc(sessions.id))
    .limit(limit);
}

/** Lists what the log says about this person's account, newest first. */
export async function listAccountEntriesOf(db: Queryable, userId: number, limit: number) {
  const by = sql<string | null>`(select b.name from ${users} b where b.id = audit_entries.user_id)`;
  return db
    .select({
      id: auditEntries.id,
      at: auditEntries.at,
      action: auditEntries.action,
      by,
      provider: providers.name,
      details: auditEntries.details,
    })
    .from(auditEntries)
    .leftJoin(providers, eq(providers.id, auditEntries.providerId))
    .where(and(eq(auditEntries.subjectType, 'user'), eq(auditEntries.subjectId, userId)))
    .orderBy(desc(auditEntries.id))
    .limit(limit);
}

/** Lists the people whom managers invited to their provider, latest first. */
export async function listInvitations(db: Queryable, limit: number) {
  const invited = alias(users, 'invited');
  return db
    .select({
      id: auditEntries.id,
      at: auditEntries.at,
      userId: invited.id,
      name: invited.name,
      providerId: providers.id,
      providerName: providers.name,
      role: sql<'manager' | 'editor' | 'viewer'>`${auditEntries.details} ->> 'role'`,
      by: users.name,
    })
    .from(auditEntries)
    .innerJoin(invited, eq(invited.id, auditEntries.subjectId))
    .innerJoin(providers, eq(providers.id, auditEntries.providerId))
    .innerJoin(users, eq(users.id, auditEntries.userId))
    .where(eq(auditEntries.action, 'user.invited'))
    .orderBy(desc(auditEntries.at), desc(auditEntries.id))
    .limit(limit);
}

export type LockedUser = {
  id: number;
  name: string;
  email: string;
  username: string;
  staffRole: 'staff' | 'administrator' | null;
  disabledAt: Date | null;
  demo: boolean;
};

/**
 * Locks these people's rows until the transaction ends, always in the same order, so that two administrators who disable
 * each other at the same moment do not both succeed.
 */
export async function lockUsers(tx: Queryable, ids: number[]): Promise<LockedUser[]> {
  return tx
    .select({
      id: users.id,
      name: users.name,
      email: users.email,
      username: users.username,
      staffRole: users.staffRole,
      disabledAt: users.disabledAt,
      demo: users.demo,
    })
    .from(users)
    .where(inArray(users.id, ids))
    .orderBy(asc(users.id))
    .for('update');
}

export async function setDisabled(tx: Queryable, userId: number, disabledAt: Date | null): Promise<void> {
  await tx.update(users).set({ disabledAt }).where(eq(users.id, userId));
}

export async function setStaffRole(
  tx: Queryable,
  userId: number,
  staffRole: 'staff' | 'administrator' | null,
): Promise<void> {
  await tx.update(users).set({ staffRole }).where(eq(users.id, userId));
}
