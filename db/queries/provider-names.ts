import { and, asc, inArray, like } from 'drizzle-orm';
import type { Queryable } from '../client';
import { providers } from '../schema';

/** Returns the providers whose names have all of these words, which come from `searchable`. */
export async function listProvidersNamed(db: Queryable, words: readonly string[], limit: number): Promise<number[]> {
  const rows = await db
    .select({ id: providers.id })
    .from(providers)
    .where(and(...words.map((word) => like(providers.searchText, `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`))))
    .orderBy(asc(providers.id))
    .limit(limit);
  return rows.map(({ id }) => id);
}

/** Returns the names of providers by number. */
export async function providerNames(db: Queryable, ids: readonly number[]): Promise<Map<number, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ id: providers.id, name: providers.name })
    .from(providers)
    .where(inArray(providers.id, [...new Set(ids)]));
  return new Map(rows.map(({ id, name }) => [id, name]));
}
