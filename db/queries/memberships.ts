import { and, asc, eq, inArray, isNull, ne, sql } from 'drizzle-orm';
import type { Queryable } from '../client';
import { events, memberships, providers, sessions, users } from '../schema';

export type Role = 'manager' | 'editor' | 'viewer';

export type ProgramRow = {
  providerId: number;
  providerName: string;
  role: Role;
  /** Ended events without a count, up to `countTo`, and the end date of the oldest. */
  owed: number;
  oldest: string | null;
};

/** Lists one person's providers by name, without closed ones, each with what it owes: one short index range per provider. */
export async function listProgramRows(
  db: Queryable,
  userId: number,
  { today, countTo, most }: { today: string; countTo: number; most: number },
): Promise<ProgramRow[]> {
  const rows = await db.execute<{
    provider_id: string;
    provider_name: string;
    role: Role;
    owed: string;
    oldest: string | null;
  }>(sql`
    select m.provider_id, p.name as provider_name, m.role, due.owed, due.oldest::text as oldest
    from ${memberships} m
    join ${providers} p on p.id = m.provider_id and p.standing <> 'closed'
    cross join lateral (
      select count(*) as owed, min(ends_on) as oldest
      from (
        select e.ends_on from ${events} e
        where e.provider_id = m.provider_id and e.certificate_count is null and e.canceled_at is null
          and e.ends_on < ${today}::date
        order by e.ends_on limit ${countTo}
      ) owing
    ) due
    where m.user_id = ${userId}
    order by lower(p.name), p.id limit ${most}`);
  return rows.map((row) => ({
    providerId: Number(row.provider_id),
    providerName: row.provider_name,
    role: row.role,
    owed: Number(row.owed),
    oldest: row.oldest,
  }));
}

/** Lists the roles that a person has at their providers, without closed ones. */
export async function listRoles(db: Queryable, userId: number): Promise<Role[]> {
  const rows = await db
    .select({ role: memberships.role })
    .from(memberships)
    .innerJoin(providers, eq(providers.id, memberships.providerId))
    .where(and(eq(memberships.userId, userId), ne(providers.standing, 'closed')));
  return rows.map(({ role }) => role);
}

/** Returns a person's role at a provider, if they work for it and it is not closed. */
export async function findMembership(db: Queryable, userId: number, providerId: number) {
  const [row] = await db
    .select({
      providerId: providers.id,
      providerName: providers.name,
      role: memberships.role,
      standing: providers.standing,
      standingFrom: providers.standingFrom,
      standingBefore: providers.standingBefore,
    })
    .from(memberships)
    .innerJoin(providers, eq(providers.id, memberships.providerId))
    .where(
      and(eq(memberships.userId, userId), eq(memberships.providerId, providerId), ne(providers.standing, 'closed')),
    );
  return row ?? null;
}

/** Returns the name of a provider that a person works for, or null; nobody works for a closed one. */
export async function findEmployerOf(db: Queryable, userId: number): Promise<string | null> {
  const [row] = await db
    .select({ name: providers.name })
    .from(memberships)
    .innerJoin(providers, eq(providers.id, memberships.providerId))
    .where(and(eq(memberships.userId, userId), ne(providers.standing, 'closed')))
    .orderBy(asc(providers.name))
    .limit(1);
  return row?.name ?? null;
}

const colleague = {
  userId: users.id,
  name: users.name,
  username: users.username,
  email: users.email,
  role: memberships.role,
  disabledAt: users.disabledAt,
};

/** Lists the people of one provider by name, with when they were last active for it. */
export async function listColleagues(db: Queryable, providerId: number, most: number) {
  return db
    .select({
      ...colleague,
      lastSeenAt: sql<Date | null>`(select max(${sessions.lastSeenAt}) from ${sessions}
        where ${sessions.userId} = ${users.id} and ${sessions.providerId} = ${providerId})`.mapWith(
        sessions.lastSeenAt,
      ),
    })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(eq(memberships.providerId, providerId))
    .orderBy(asc(sql`lower(${users.name})`), asc(users.id))
    .limit(most);
}

/** Returns one person of this provider, or null: another provider's person looks like one who does not exist. */
export async function findColleague(db: Queryable, userId: number, providerId: number) {
  const [row] = await db
    .select(colleague)
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.userId, userId), eq(memberships.providerId, providerId)));
  return row ?? null;
}

/**
 * Locks the provider's managers for the rest of the transaction and returns those who can sign in. Lock them before lowering
 * a role, so that two managers who lower each other do not leave the provider without one.
 */
export async function lockManagers(tx: Queryable, providerId: number): Promise<number[]> {
  const managers = await tx
    .select({ userId: memberships.userId })
    .from(memberships)
    .where(and(eq(memberships.providerId, providerId), eq(memberships.role, 'manager')))
    .orderBy(asc(memberships.userId))
    .for('update');
  const ids = managers.map(({ userId }) => userId);
  // A statement of its own, since the one above still sees users as they were before it waited for its locks.
  const rows = await tx
    .select({ userId: users.id })
    .from(users)
    .where(and(inArray(users.id, ids), isNull(users.disabledAt)));
  return rows.map(({ userId }) => userId);
}

export async function setRole(tx: Queryable, userId: number, providerId: number, role: Role): Promise<void> {
  await tx
    .update(memberships)
    .set({ role })
    .where(and(eq(memberships.userId, userId), eq(memberships.providerId, providerId)));
}

export async function deleteMembership(tx: Queryable, userId: number, providerId: number): Promise<void> {
  await tx.delete(memberships).where(and(eq(memberships.userId, userId), eq(memberships.providerId, providerId)));
}

/** Returns the person of this provider with this email address, whatever its case, and since when they work for it, or null. */
export async function findColleagueByEmail(db: Queryable, email: string, providerId: number) {
  const [row] = await db
    .select({ ...colleague, since: memberships.createdAt })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(sql`lower(${users.email}) = lower(${email})`, eq(memberships.providerId, providerId)))
    .limit(1);
  return row ?? null;
}

/** Lists the provider's managers who can sign in, with their addresses, by who joined first. */
export async function listManagersToNotify(db: Queryable, providerId: number, most: number) {
  return db
    .select({ name: users.name, email: users.email })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.providerId, providerId), eq(memberships.role, 'manager'), isNull(users.disabledAt)))
    .orderBy(asc(memberships.createdAt), asc(users.id))
    .limit(most);
}
