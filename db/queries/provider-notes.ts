import { desc, eq } from 'drizzle-orm';
import type { Queryable } from '../client';
import { providerNotes, users } from '../schema';

export async function insertNote(tx: Queryable, row: typeof providerNotes.$inferInsert): Promise<number> {
  const [added] = await tx.insert(providerNotes).values(row).returning({ id: providerNotes.id });
  return added!.id;
}

/** Lists what staff noted about a provider, latest first. */
export async function listNotes(db: Queryable, providerId: number, limit: number) {
  return db
    .select({ id: providerNotes.id, text: providerNotes.text, at: providerNotes.at, byName: users.name })
    .from(providerNotes)
    .innerJoin(users, eq(users.id, providerNotes.by))
    .where(eq(providerNotes.providerId, providerId))
    .orderBy(desc(providerNotes.id))
    .limit(limit);
}
