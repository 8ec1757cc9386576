import { firstOf, type SearchParams } from '@/lib/platform/lists/address';
import { recordId } from '@/lib/platform/lists/filters';
import { type EventListQuery, type EventSort, eventListHref, readEventListQuery, usualOrder } from './list-query';

/** The list of every provider's events, for staff: like a provider's own list, and of one provider if they chose it. */
export type EveryEventQuery = EventListQuery & { providerId: number | null };

/** The columns by which this list can be sorted; the others have no index over all providers. */
const SORTS: readonly EventSort[] = ['start', 'end', 'title'];

/** Reads the list's URL. Never throws; `notes` says what was ignored and why. */
export function readEveryEventQuery(params: SearchParams): { query: EveryEventQuery; notes: string[] } {
  const { query, notes } = readEventListQuery({ ...params, conference: undefined });
  const provider = firstOf(params, 'provider');
  const providerId = recordId.safeParse(provider).data ?? null;
  if (provider !== '' && providerId === null) {
    notes.push('That provider does not exist, so the events of all providers are shown.');
  }
  if (SORTS.includes(query.sort)) return { query: { ...query, providerId }, notes };
  notes.push('The list can’t be sorted that way, so the newest events come first.');
  return { query: { ...query, providerId, sort: 'start', order: usualOrder('start'), position: null }, notes };
}

/** Returns the URL of this list, without default values. */
export function everyEventHref({ providerId, ...query }: EveryEventQuery): string {
  const href = eventListHref(query, '/admin/events');
  if (providerId === null) return href;
  return `${href}${href.includes('?') ? '&' : '?'}provider=${providerId}`;
}
