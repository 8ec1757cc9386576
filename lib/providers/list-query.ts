import { z } from 'zod';
import type { ProviderFilter } from '@/db/queries/providers';
import type { YearlyDocumentKind } from '@/db/queries/yearly-documents';
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

/** A yearly document that providers owe and have not sent. */
export type MissingDocument = { kind: YearlyDocumentKind; year: number };

/** The same for staff, who also find the providers whose agreement or report of a reporting year is missing. */
export const staffProviderListSchema = providerListSchema.extend({
  missing: ifValid(
    z
      .string()
      .regex(/^(agreement|report)-2[01]\d\d$/)
      .transform((text): MissingDocument => {
        const [kind, year] = text.split('-');
        return { kind: kind as YearlyDocumentKind, year: Number(year) };
      }),
  ).default(null),
});

export type ProviderListQuery = z.output<typeof providerListSchema> & { missing?: MissingDocument | null };

/** Returns a missing document as the address of a list has it. */
export function missingParam({ kind, year }: MissingDocument): string {
  return `${kind}-${year}`;
}

/** Returns the address of a list with this query. */
export function providerListHref(list: string, { q, place, type, missing, after }: ProviderListQuery): string {
  return listHref(list, { q, place, type, missing: missing && missingParam(missing), after });
}

/** Returns what a query looks for. */
export function filterOf({ q, place, type }: Pick<ProviderListQuery, 'q' | 'place' | 'type'>): ProviderFilter {
  return {
    words: searchWords(q),
    place: place.trim() || null,
    type: type || null,
  };
}
