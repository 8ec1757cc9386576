import { and, asc, eq, inArray, like, sql } from 'drizzle-orm';
import type { Queryable } from '../client';
import { firstAccessLinks, memberships, providers, users } from '../schema';

/** Returns the person with this username, disabled or not, and keeps what they may do as it is until the transaction ends. */
export async function lockUserByUsername(tx: Queryable, username: string) {
  const [row] = await tx
    .select({
      id: users.id,
      name: users.name,
      email: users.email,
      staffRole: users.staffRole,
      disabledAt: users.disabledAt,
    })
    .from(users)
    .where(eq(users.username, username))
    .for('key share');
  return row ?? null;
}

export async function insertUser(
  tx: Queryable,
  user: { username: string; name: string; email: string; staffRole: 'staff' | 'administrator' | null; createdAt: Date },
): Promise<number> {
  const [row] = await tx.insert(users).values(user).returning({ id: users.id });
  return row!.id;
}

export async function insertMembership(
  tx: Queryable,
  membership: { userId: number; providerId: number; role: 'manager' | 'editor' | 'viewer'; createdAt: Date },
): Promise<void> {
  await tx.insert(memberships).values(membership);
}

/** Finds a provider by its name, regardless of case. */
export async function findProviderByName(db: Queryable, name: string): Promise<{ id: number; name: string } | null> {
  const [row] = await db
    .select({ id: providers.id, name: providers.name })
    .from(providers)
    .where(sql`lower(${providers.name}) = lower(${name})`);
  return row ?? null;
}

/** Lists the provider names most similar to this one, for people who mistyped it. */
export async function listProviderNamesLike(db: Queryable, name: string, most: number): Promise<string[]> {
  const likeness = sql`word_similarity(lower(${name}), lower(${providers.name}))`;
  const rows = await db
    .select({ name: providers.name })
    .from(providers)
    .where(sql`${likeness} > 0.3`)
    .orderBy(sql`${likeness} desc`, providers.name)
    .limit(most);
  return rows.map((row) => row.name);
}

/** @throws a duplicate fault on `providers_name_unique` when another provider has the name */
export async function insertProvider(
  tx: Queryable,
  provider: Omit<typeof providers.$inferInsert, 'id' | 'version' | 'standing' | 'standingFrom' | 'standingBefore'>,
): Promise<number> {
  const [row] = await tx.insert(providers).values(provider).returning({ id: providers.id });
  return row!.id;
}

export async function insertFirstAccessLink(
  tx: Queryable,
  link: { tokenHash: string; userId: number; createdAt: Date; expiresAt: Date },
): Promise<void> {
  await tx.insert(firstAccessLinks).values(link);
}

/**
 * Locks an email address until the transaction ends, so that two people who give the same new person a sign-in at the
 * same moment do so one after the other.
 */
export async function lockAddress(tx: Queryable, email: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('sign-in'), hashtext(lower(${email})))`);
}

/** Lists the people with this email address, whatever its case, each with their providers. */
export async function listUsersByEmail(
  db: Queryable,
  /** `searchable` finds the rows with the index of the search. */
  { email, searchable }: { email: string; searchable: string },
) {
  const pattern = `%${searchable.replaceAll(/[\\%_]/g, '\\$&')}%`;
  return db
    .select({
      id: users.id,
      name: users.name,
      username: users.username,
      staffRole: users.staffRole,
      disabledAt: users.disabledAt,
      providers: sql<{ id: number; name: string; role: 'manager' | 'editor' | 'viewer' }[]>`(
        select coalesce(json_agg(json_build_object('id', p.id, 'name', p.name, 'role', m.role) order by p.name), '[]')
        from ${memberships} m join ${providers} p on p.id = m.provider_id where m.user_id = users.id)`,
    })
    .from(users)
    .where(and(like(users.searchText, pattern), sql`lower(${users.email}) = lower(${email})`))
    .orderBy(asc(users.id))
    .limit(20);
}

/** Returns which of these usernames are taken. */
export async function listTakenUsernames(db: Queryable, usernames: string[]): Promise<string[]> {
  const rows = await db.select({ username: users.username }).from(users).where(inArray(users.username, usernames));
  return rows.map(({ username }) => username);
}
