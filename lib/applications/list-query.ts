import { z } from 'zod';
import { listHref } from '@/lib/platform/lists/address';
import { ifValid, recordId, searchText } from '@/lib/platform/lists/filters';

/** The lists of applications. */
export const APPLICATION_LISTS = { undecided: 'To decide', approved: 'Approved', declined: 'Declined' } as const;
export type ApplicationList = keyof typeof APPLICATION_LISTS;

/**
 * The URL parameters of the list: which list, words of the organization and its contact, and the application that the
 * page starts after. Invalid values are ignored.
 */
export const applicationListSchema = z.object({
  list: z.enum(Object.keys(APPLICATION_LISTS) as ApplicationList[]).catch('undecided'),
  q: searchText,
  after: ifValid(recordId),
});

export type ApplicationListQuery = z.output<typeof applicationListSchema>;

/** Returns the address of a list with this query. */
export function applicationListHref({ list, q, after }: ApplicationListQuery): string {
  return listHref('/admin/applications', { list: list === 'undecided' ? null : list, q, after });
}
