import { type EveryEventQuery, everyEventHref } from '@/lib/events/every-event-query';
import type { EventCategory } from '@/lib/events/list-categories';
import type { EveryEventPage } from '@/lib/events/list-every-event';
import { isFiltered, LIST_SIZES, WHOLE_LIST } from '@/lib/events/list-query';
import { ButtonLink } from './button-link';
import { EmptyState } from './empty-state';
import { EventFilters } from './event-filters';
import { listCaption, resorted } from './event-list-words';
import { EveryEventTable } from './event-table';
import { KeysetPager } from './keyset-pager';
import { ListSizes } from './list-sizes';
import { Notice } from './notice';
import { PageHeader } from './page-header';

type Props = {
  query: EveryEventQuery;
  /** What was ignored in the URL, and why. */
  notes: string[];
  page: EveryEventPage;
  categories: EventCategory[];
};

const EVERYTHING: EveryEventQuery = { ...WHOLE_LIST, providerId: null };

/** Shows staff the events of every provider, or of the one that they chose, with search and filters. */
export function EveryEventList({ query, notes, page, categories }: Props) {
  const { events, next, previous, providerName } = page;
  const filtered = isFiltered(query) || query.providerId !== null;
  const { sort, order } = query;
  return (
    <>
      <PageHeader
        title="Events"
        lead={leadOf(query, providerName)}
        action={
          providerName && (
            <ButtonLink href={`/admin/act-for/${query.providerId}`} variant="secondary">
              Act for this provider
            </ButtonLink>
          )
        }
      />
      {notes.length > 0 && (
        <Notice announce>
          {notes.map((note) => (
            <p key={note}>{note}</p>
          ))}
        </Notice>
      )}
      <EventFilters
        query={query}
        categories={categories}
        everywhere={{
          clearHref: filtered ? everyEventHref({ ...EVERYTHING, sort, order }) : null,
          providerId: query.providerId,
        }}
      />
      {events.length === 0 ? (
        <EmptyState
          title={filtered ? 'No event matches' : 'No events yet'}
          action={filtered && <ButtonLink href={everyEventHref(EVERYTHING)}>Show all events</ButtonLink>}
        >
          <p>
            {filtered
              ? 'Every search word must appear in the event, or all of them in its provider’s name. Try fewer words, and check the filters.'
              : 'Events appear here when providers add them.'}
          </p>
        </EmptyState>
      ) : (
        <>
          <EveryEventTable
            events={events}
            caption={listCaption(page, query)}
            sort={sort}
            order={order}
            sortHref={(column) => everyEventHref(resorted(query, column))}
            providerHref={(providerId) => everyEventHref({ ...query, providerId, position: null })}
          />
          <KeysetPager
            label="Pages of events"
            previousHref={previous && everyEventHref(previous)}
            nextHref={next && everyEventHref(next)}
            summary={
              (next || previous || query.size !== LIST_SIZES[0]) && (
                <ListSizes current={query.size} hrefOf={(size) => everyEventHref({ ...query, size, position: null })} />
              )
            }
          />
        </>
      )}
    </>
  );
}

function leadOf(query: EveryEventQuery, providerName: string | null) {
  if (query.providerId === null) {
    return (
      <>
        The events of every provider. <a href="/conferences">Conferences</a>
      </>
    );
  }
  return (
    <>
      The events of {providerName ? <bdi>{providerName}</bdi> : 'a provider that does not exist'}.{' '}
      <a href={everyEventHref({ ...query, providerId: null, position: null })}>Show every provider</a>
    </>
  );
}
