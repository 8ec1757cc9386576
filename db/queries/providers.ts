import { eq, sql } from 'drizzle-orm';
import type { Queryable } from '../client';
import { providers } from '../schema';

/** What a provider may ask to change. */
export type ProviderColumns = Pick<
  typeof providers.$inferSelect,
  | 'name'
  | 'knownAs'
  | 'phone'
  | 'website'
  | 'mailingAddress'
  | 'physicalAddress'
  | 'primaryContact'
  | 'deputyContact'
  | 'signatory'
  | 'directoryConsent'
>;

/** Returns a provider's record, or null. */
export async function findProvider(db: Queryable, providerId: number) {
  const [row] = await db.select().from(providers).where(eq(providers.id, providerId));
  return row ?? null;
}

export type ProviderRow = NonNullable<Awaited<ReturnType<typeof findProvider>>>;

/**
 * Locks a provider for the rest of the transaction and returns its record, or null. Rows that refer to the provider can
 * still be added in the meantime.
 */
export async function lockProvider(tx: Queryable, providerId: number): Promise<ProviderRow | null> {
  const [row] = await tx.select().from(providers).where(eq(providers.id, providerId)).for('no key update');
  return row ?? null;
}

/**
 * Changes a provider that the transaction has locked.
 * @throws a duplicate fault on `providers_name_unique` when another provider has the name
 */
export async function updateProvider(tx: Queryable, providerId: number, columns: ProviderColumns): Promise<void> {
  await tx
    .update(providers)
    .set({ ...columns, version: sql`${providers.version} + 1` })
    .where(eq(providers.id, providerId));
}

/** Returns the provider that has this name, whatever its case, or null. */
export async function findProviderNamed(db: Queryable, name: string): Promise<number | null> {
  const [row] = await db
    .select({ id: providers.id })
    .from(providers)
    .where(sql`lower(${providers.name}) = lower(${name})`);
  return row?.id ?? null;
}
