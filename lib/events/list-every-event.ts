import { listProvidersNamed, providerNames } from '@/db/queries/provider-names';
import { authorize } from '@/lib/access/authorize';
import type { Context } from '@/lib/platform/visit';
import type { EveryEventQuery } from './every-event-query';
import { type ListedEvent, pageOfRows, toListed } from './list-events';
import { searchedFor } from './list-query';

/** An event in the list of every provider's events. */
export type ListedForStaff = ListedEvent & { providerId: number; providerName: string };

export type EveryEventPage = {
  events: ListedForStaff[];
  next: EveryEventQuery | null;
  previous: EveryEventQuery | null;
  /** The total number, known only when all of them fit on this page. */
  total: number | null;
  /** The name of the chosen provider; null without a choice, or when there is no such provider. */
  providerName: string | null;
};

/** A search for a word such as “school” finds no more providers than this. */
const MAX_PROVIDERS = 5_000;

/** Returns a page of every provider's events, for staff. The search also finds events by their provider's name. */
export async function listEveryEvent(ctx: Context, query: EveryEventQuery): Promise<EveryEventPage> {
  authorize(ctx, 'event.list-every');
  const { providerId } = query;
  const { words, eventNumber } = searchedFor(query.text);
  const byName = providerId === null && words.length > 0 && eventNumber === null;
  const named = byName ? await listProvidersNamed(ctx.db, words, MAX_PROVIDERS) : [];
  const { rows, ...page } = await pageOfRows(ctx, providerId === null ? 'every-provider' : { providerId }, query, {
    providerIds: named,
  });
  const names = await providerNames(ctx.db, [
    ...(providerId === null ? [] : [providerId]),
    ...rows.map((row) => row.providerId),
  ]);
  const today = ctx.clock.today();
  return {
    ...page,
    events: rows.map((row) => ({
      ...toListed(row, today),
      providerId: row.providerId,
      providerName: names.get(row.providerId)!,
    })),
    providerName: providerId === null ? null : (names.get(providerId) ?? null),
  };
}
