import type { Metadata } from 'next';
import { personPage } from '@/app/_edges/person-page';
import { EveryEventList } from '@/components/every-event-list';
import { readEveryEventQuery } from '@/lib/events/every-event-query';
import { knownCategories } from '@/lib/events/known-categories';
import { listEveryEvent } from '@/lib/events/list-every-event';
import type { SearchParams } from '@/lib/events/list-query';

export const metadata: Metadata = { title: 'Events' };

export default personPage(['staff'], async (ctx, { searchParams }: { searchParams: Promise<SearchParams> }) => {
  const { query, notes } = readEveryEventQuery(await searchParams);
  const [page, categories] = await Promise.all([listEveryEvent(ctx, query), knownCategories(ctx)]);
  return <EveryEventList query={query} notes={notes} page={page} categories={categories} />;
});
