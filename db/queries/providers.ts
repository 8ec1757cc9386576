import { and, asc, eq, inArray, like, ne, sql } from 'drizzle-orm';
import type { Queryable } from '../client';
import { events, providers } from '../schema';
import { type AskedDocuments, documentsOverdue } from './yearly-documents';

/** What is on record about a provider; it may ask to change all but its kind, its type and the day of its approval. */
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
> &
  Partial<Pick<typeof providers.$inferSelect, 'kind' | 'type' | 'approvedOn'>>;

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
 * Returns how the provider of an event stands, or null. Until the transaction ends, its standing does not change.
 */
export async function lockStandingOf(tx: Queryable, eventId: number) {
  const [row] = await tx
    .select({
      providerName: providers.name,
      standing: providers.standing,
      standingFrom: providers.standingFrom,
      standingBefore: providers.standingBefore,
    })
    .from(providers)
    .innerJoin(events, eq(events.providerId, providers.id))
    .where(eq(events.id, eventId))
    .for('share', { of: providers });
  return row ?? null;
}

/**
 * Locks providers for the rest of the transaction, in the order of their numbers, and returns their records. Nothing that
 * belongs to them is added in the meantime.
 */
export async function lockProvidersAlone(tx: Queryable, providerIds: readonly number[]): Promise<ProviderRow[]> {
  return tx
    .select()
    .from(providers)
    .where(inArray(providers.id, [...providerIds]))
    .orderBy(asc(providers.id))
    .for('update');
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

/**
 * Providers whose names have all of these words, in a city that begins so, and of a type; null means any. Closed ones are
 * found only when they are asked for.
 */
export type ProviderFilter = {
  words: readonly string[];
  place: string | null;
  type: string | null;
  closedToo?: boolean;
  /** Only those who have not sent this document by the day on which they had to. */
  missing?: (AskedDocuments & { year: number }) | null;
};

/** Lists providers by name, starting after a given one. */
export async function listProviderRows(
  db: Queryable,
  {
    words,
    place,
    type,
    closedToo = false,
    missing,
    afterId,
    limit,
  }: ProviderFilter & { afterId: number | null; limit: number },
): Promise<ProviderRow[]> {
  const city = sql`lower(coalesce(${providers.physicalAddress}, ${providers.mailingAddress}) ->> 'city')`;
  return db
    .select()
    .from(providers)
    .where(
      and(
        ...words.map((word) => like(providers.searchText, `%${literally(word)}%`)),
        place === null ? undefined : sql`${city} like ${`${literally(place.toLowerCase())}%`}`,
        type === null ? undefined : eq(providers.type, type),
        closedToo ? undefined : ne(providers.standing, 'closed'),
        missing
          ? sql`${providers.id} in (
            select missing.provider_id from (${documentsOverdue(missing)}) missing where missing.year = ${missing.year})`
          : undefined,
        afterId === null
          ? undefined
          : sql`(${providers.searchText}, ${providers.id}) > (select p.search_text, p.id from ${providers} p where p.id = ${afterId})`,
      ),
    )
    .orderBy(asc(providers.searchText), asc(providers.id))
    .limit(limit);
}

/** Escapes what `like` would take for a pattern. */
const literally = (text: string) => text.replaceAll(/[\\%_]/g, '\\$&');

/** Returns the provider that has this name, whatever its case, or null. */
export async function findProviderNamed(db: Queryable, name: string): Promise<number | null> {
  const [row] = await db
    .select({ id: providers.id })
    .from(providers)
    .where(sql`lower(${providers.name}) = lower(${name})`);
  return row?.id ?? null;
}
