import { desc, eq } from 'drizzle-orm';
import type { Queryable } from '../client';
import { providerStandings, users } from '../schema';

/** Writes what staff decided about a provider that the transaction has locked. A trigger shows it in the provider's row. */
export async function insertStanding(tx: Queryable, row: typeof providerStandings.$inferInsert): Promise<void> {
  await tx.insert(providerStandings).values(row);
}

/** Lists what staff decided about a provider's standing, latest first, with who decided. */
export async function listStandings(db: Queryable, providerId: number, limit: number) {
  return db
    .select({ row: providerStandings, byName: users.name })
    .from(providerStandings)
    .innerJoin(users, eq(users.id, providerStandings.by))
    .where(eq(providerStandings.providerId, providerId))
    .orderBy(desc(providerStandings.id))
    .limit(limit);
}
