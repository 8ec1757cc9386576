import { z } from 'zod';
import type { ProviderFilter } from '@/db/queries/providers';
import { listHref } from '@/lib/platform/lists/address';
import { ifValid, recordId, searchText, searchWords } from '@/lib/platform/lists/filters';
import { TYPE_CHOICES } from './words';

/**
 * The URL parameters of a list of providers: words of their names, a city, a type, and the provider that the page starts
 * after. Invalid values are ignored.
 */
export const providerListSchema = z.object({
  q: searchText,
  place: searchText,
  type: z
    .string()
    .refine((value) => TYPE_CHOICES.some((choice) => choice.value === value))
    .catch(''),
  after: ifValid(recordId),
});

export type ProviderListQuery = z.output<typeof providerListSchema>;

/** Returns the address of a list with this query. */
export function providerListHref(list: string, { q, place, type, after }: ProviderListQuery): string {
  return listHref(list, { q, place, type, after });
}

/** Returns what a query looks for. */
export function filterOf({ q, place, type }: Pick<ProviderListQuery, 'q' | 'place' | 'type'>): ProviderFilter {
  return {
    words: searchWords(q),
    place: place.trim() || null,
    type: type || null,
  };
}
