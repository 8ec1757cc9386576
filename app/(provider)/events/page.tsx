import type { Metadata } from 'next';
import { owedCountsOfRequest } from '@/app/_edges/owed-counts';
import { personPage } from '@/app/_edges/person-page';
import { EventListView } from '@/components/event-list-view';
import { whyNotAllowed } from '@/lib/access/capabilities';
import { listWaitingClaims, NONE_WAIT } from '@/lib/claims/list-waiting';
import { conferencesToFilter } from '@/lib/conferences/list-conferences';
import { countEventsDiffering } from '@/lib/events/count-differing';
import { knownCategories } from '@/lib/events/known-categories';
import { listEvents } from '@/lib/events/list-events';
import { readEventListQuery, type SearchParams } from '@/lib/events/list-query';

export const metadata: Metadata = { title: 'Events' };

export default personPage(['provider'], async (ctx, { searchParams }: { searchParams: Promise<SearchParams> }) => {
  const { query, notes } = readEventListQuery(await searchParams);
  const mayChange = whyNotAllowed(ctx.actor, 'event.edit') === null;
  const [page, owed, differing, claims, categories, conferences] = await Promise.all([
    listEvents(ctx, query),
    owedCountsOfRequest(),
    countEventsDiffering(ctx),
    mayChange ? listWaitingClaims(ctx) : NONE_WAIT,
    knownCategories(ctx),
    conferencesToFilter(ctx),
  ]);
  return (
    <EventListView
      query={query}
      notes={notes}
      page={page}
      owed={owed}
      differing={differing}
      claims={claims}
      categories={categories}
      conferences={conferences}
      whyNotAdd={mayChange ? whyNotAllowed(ctx.actor, 'event.add') : null}
      mayChange={mayChange}
      maySign={whyNotAllowed(ctx.actor, 'event.sign') === null}
    />
  );
});
