import { type EventListRow, hasAnyEvent, listEventRows } from '@/db/queries/event-list';
import { type Scope, scopeOf } from '@/lib/access/scope';
import { findConferences } from '@/lib/conferences/list-conferences';
import type { Day } from '@/lib/platform/clock';
import { type TurnedPage, turnTo } from '@/lib/platform/lists/pages';
import type { Context } from '@/lib/platform/visit';
import type { EventLocation } from './event';
import { type EventListQuery, searchedFor } from './list-query';
import { type EventState, stateOf, whyNotEditable, whyNotReportable } from './rules';

/** One event as the list shows it. */
export type ListedEvent = {
  id: number;
  title: string;
  instructor: string;
  startsOn: Day;
  endsOn: Day;
  location: EventLocation;
  hours: string;
  conference: { id: number; name: string } | null;
  ownNumber: string | null;
  certificateCount: number | null;
  issuedCount: number;
  reportedIssued: number | null;
  state: EventState;
  editable: boolean;
  reportable: boolean;
};

export type EventPage = {
  events: ListedEvent[];
  next: EventListQuery | null;
  previous: EventListQuery | null;
  /** The total number, known only when all of them fit on this page. */
  total: number | null;
  /** The conference that the filter means, when it is exactly one. */
  conferenceId: number | null;
  /** Whether no event matches because the provider has none yet. */
  firstUse: boolean;
};

/** Returns a page of the events that the actor may see. */
export async function listEvents(ctx: Context, query: EventListQuery): Promise<EventPage> {
  const scope = scopeOf(ctx.actor);
  const conferenceIds = await conferencesMeant(ctx, query);
  const { rows, ...page } = await pageOfRows(ctx, scope, query, { conferenceIds });
  const today = ctx.clock.today();
  return {
    ...page,
    events: rows.map((row) => toListed(row, today)),
    conferenceId: conferenceIds?.length === 1 ? conferenceIds[0]! : null,
    firstUse: rows.length === 0 && !query.position && !(await hasAnyEvent(ctx.db, scope)),
  };
}

/** Returns the numbers of the conferences that the list is limited to; null for no limit. */
export async function conferencesMeant(ctx: Context, query: EventListQuery): Promise<number[] | null> {
  if (query.conference === '') return null;
  return (await findConferences(ctx, query.conference)).map(({ id }) => id);
}

/** What was looked up for the list before its rows. */
export type Found = {
  /** The providers whose names have the words of the search. */
  providerIds?: readonly number[];
  /** The conferences whose names have the words of the filter; null for any event. */
  conferenceIds?: readonly number[] | null;
};

export type RowPage<Query> = TurnedPage<Query, EventListRow>;

/** Returns a page of the events in a scope. */
export async function pageOfRows<Query extends EventListQuery>(
  ctx: Pick<Context, 'db' | 'clock'>,
  scope: Scope,
  query: Query,
  found: Found = {},
): Promise<RowPage<Query>> {
  const today = ctx.clock.today();
  return turnTo<{ key: string; id: number }, Query, EventListRow>(query, {
    size: query.size,
    read: (position, limit) => listEventRows(ctx.db, scope, rowsRequest({ ...query, position }, today, limit, found)),
    keyOf: ({ key, id }) => ({ key, id }),
  });
}

export function rowsRequest(query: EventListQuery, today: Day, limit: number, found: Found = {}) {
  const { state, categoryId, from, to, locationKind, sort, order, position } = query;
  const { providerIds = [], conferenceIds = null } = found;
  return {
    filter: { ...searchedFor(query.text), providerIds, state, categoryId, from, to, locationKind, conferenceIds },
    today,
    sort,
    descending: order === 'desc',
    position,
    limit,
  };
}

export function toListed(row: EventListRow, today: Day): ListedEvent {
  return {
    id: row.id,
    title: row.title,
    instructor: row.instructor,
    startsOn: row.startsOn,
    endsOn: row.endsOn,
    location:
      row.locationKind === 'online'
        ? { kind: 'online' }
        : { kind: 'in_person', city: row.city!, state: row.state!, zip: row.zip! },
    hours: row.hours,
    conference: row.conference,
    ownNumber: row.ownNumber,
    certificateCount: row.certificateCount,
    issuedCount: row.issuedCount,
    reportedIssued: row.reportedIssued,
    state: stateOf(row, today),
    editable: whyNotEditable(row, today) === null,
    reportable: whyNotReportable(row, today) === null,
  };
}
