import { eq, sql } from 'drizzle-orm';
import type { Queryable } from '../client';
import { firstAccessLinks, memberships, providers, users } from '../schema';

/** Returns the person with this username, disabled or not. */
export async function findUserByUsername(db: Queryable, username: string) {
  const [row] = await db
    .select({
      id: users.id,
      name: users.name,
      email: users.email,
      staffRole: users.staffRole,
      disabledAt: users.disabledAt,
    })
    .from(users)
    .where(eq(users.username, username));
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

export async function insertProvider(
  tx: Queryable,
  provider: { name: string; phone: string; kind: 'multiple_event' | 'single_event'; type: string; createdAt: Date },
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
