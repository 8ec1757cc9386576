import { z } from 'zod';
import type { ProviderFilter } from '@/db/queries/providers';
import { searchable } from '@/lib/platform/text';
import { TYPE_CHOICES } from './words';

const MAX_WORDS = 6;

const typed = z
  .string()
  .max(100)
  .refine((text) => text.isWellFormed() && !text.includes('\0'))
  .catch('');

/**
 * The URL parameters of a list of providers: words of their names, a city, a type, and the provider that the page starts
 * after. Invalid values are ignored.
 */
export const providerListSchema = z.object({
  q: typed,
  place: typed,
  type: z
    .string()
    .refine((value) => TYPE_CHOICES.some((choice) => choice.value === value))
    .catch(''),
  after: z
    .string()
    .regex(/^[1-9]\d{0,14}$/)
    .transform(Number)
    .nullable()
    .catch(null),
});

export type ProviderListQuery = z.output<typeof providerListSchema>;

/** Returns the address of a list with this query. */
export function providerListHref(list: string, { q, place, type, after }: ProviderListQuery): string {
  const given = Object.entries({ q, place, type, after: after === null ? '' : String(after) });
  const params = new URLSearchParams(given.filter(([, value]) => value !== ''));
  return params.size > 0 ? `${list}?${params}` : list;
}

/** Returns what a query looks for. */
export function filterOf({ q, place, type }: Pick<ProviderListQuery, 'q' | 'place' | 'type'>): ProviderFilter {
  return {
    words: searchable(q).split(' ').filter(Boolean).slice(0, MAX_WORDS),
    place: place.trim() || null,
    type: type || null,
  };
}
