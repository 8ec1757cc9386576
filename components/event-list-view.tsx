'use client';

import type { WaitingClaims as Claims } from '@/lib/claims/list-waiting';
import type { ConferenceChoice } from '@/lib/conferences/list-conferences';
import type { EventCategory } from '@/lib/events/list-categories';
import type { EventPage } from '@/lib/events/list-events';
import type { OwedCounts as Owed } from '@/lib/events/list-owed-counts';
import { type EventListQuery, eventListHref, isFiltered, LIST_SIZES } from '@/lib/events/list-query';
import { ButtonLink } from './button-link';
import { EventViews } from './calendar/event-views';
import { CountsToCheck } from './counts-to-check';
import { EventFilters } from './event-filters';
import { listCaption, resorted } from './event-list-words';
import { EventTable } from './event-table';
import { KeysetPager } from './keyset-pager';
import { ListSizes } from './list-sizes';
import { NoEvents } from './no-events';
import { Notice } from './notice';
import { PageHeader } from './page-header';
import { WaitingClaims } from './share/waiting-claims';

type EventListViewProps = {
  query: EventListQuery;
  /** What was ignored in the URL, and why. */
  notes: string[];
  page: EventPage;
  owed: Owed;
  /** The number of recorded counts that certificates have changed since. */
  differing: number;
  /** Claims that wait for a decision; only for people who may decide. */
  claims: Claims;
  categories: EventCategory[];
  conferences?: readonly ConferenceChoice[];
  mayChange: boolean;
  /** Why someone who may change events can't add any: the provider's standing rules it out. */
  whyNotAdd?: string | null;
  /** Whether the reader signs certificates. */
  maySign: boolean;
};

/** List Events: shows what still owes a count, the search and filters, and the events (M7, M9). */
export function EventListView(props: EventListViewProps) {
  const {
    query,
    notes,
    page,
    owed,
    differing,
    claims,
    categories,
    conferences,
    mayChange,
    whyNotAdd = null,
    maySign,
  } = props;
  const { events, next, previous, total, firstUse } = page;
  const mayAdd = mayChange && !whyNotAdd;
  const conference = page.conferenceId === null ? null : (events[0]?.conference ?? null);
  return (
    <>
      <PageHeader
        title="Events"
        lead={<span className="wide-only">One hour of instruction is one professional development unit (PDU).</span>}
        beside
        action={mayAdd && !firstUse && <ButtonLink href="/events/new">Add event</ButtonLink>}
      />
      {!firstUse && <EventViews current="list" />}
      <CountsToCheck
        owed={query.state === 'count-due' ? null : owed}
        differing={query.state === 'count-differs' ? 0 : differing}
        mayChange={mayChange}
        brief={isFiltered(query) || query.position !== null}
      />
      {whyNotAdd && (
        <Notice kind="warning">
          <p>{whyNotAdd}</p>
        </Notice>
      )}
      <WaitingClaims claims={claims} />
      {notes.length > 0 && (
        <Notice announce>
          {notes.map((note) => (
            <p key={note}>{note}</p>
          ))}
        </Notice>
      )}
      {!firstUse && <EventFilters query={query} categories={categories} conferences={conferences} />}
      {events.length === 0 ? (
        <NoEvents query={query} firstUse={firstUse} mayChange={mayAdd} />
      ) : (
        <>
          <EventTable
            events={events}
            caption={conference ? `${conference.name}: ${listCaption(page, query)}` : listCaption(page, query)}
            ofOneConference={conference !== null}
            sort={query.sort}
            order={query.order}
            sortHref={(sort) => eventListHref(resorted(query, sort))}
            mayChange={mayChange}
          />
          <KeysetPager
            label="Pages of events"
            previousHref={previous && eventListHref(previous)}
            nextHref={next && eventListHref(next)}
            summary={
              <>
                {(!total || total > LIST_SIZES[0]) && (
                  <ListSizes
                    current={query.size}
                    hrefOf={(size) => eventListHref({ ...query, size, position: null })}
                  />
                )}
                <a href={eventListHref({ ...query, position: null }, '/events/export')} download>
                  Download {isFiltered(query) ? 'the events found' : 'all events'} as CSV
                </a>
                {conference && (
                  <>
                    {' · '}
                    <a href={`/conferences/${conference.id}`}>The whole conference</a>
                  </>
                )}
                {maySign && (
                  <>
                    {' · '}
                    <a href={signHref(page.conferenceId)}>
                      {page.conferenceId ? 'Sign all events of this conference' : 'Sign several events'}
                    </a>
                  </>
                )}
              </>
            }
          />
        </>
      )}
    </>
  );
}

function signHref(conferenceId: number | null): string {
  return conferenceId ? `/events/sign?conference=${conferenceId}` : '/events/sign';
}
