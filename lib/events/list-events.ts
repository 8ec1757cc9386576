import { type EventListRow, hasAnyEvent, listEventRows } from '@/db/queries/event-list';
import { type Scope, scopeOf } from '@/lib/access/scope';
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
  /** Whether no event matches because the provider has none yet. */
  firstUse: boolean;
};

/** Returns a page of the events that the actor may see. */
export async function listEvents(ctx: Context, query: EventListQuery): Promise<EventPage> {
  const scope = scopeOf(ctx.actor);
  const { rows, ...page } = await pageOfRows(ctx, scope, query);
  const today = ctx.clock.today();
  return {
    ...page,
    events: rows.map((row) => toListed(row, today)),
    firstUse: rows.length === 0 && !query.position && !(await hasAnyEvent(ctx.db, scope)),
  };
}

export type RowPage<Query> = TurnedPage<Query, EventListRow>;

/** Returns a page of the events in a scope. `providerIds` are the providers whose names have the words of the search. */
export async function pageOfRows<Query extends EventListQuery>(
  ctx: Pick<Context, 'db' | 'clock'>,
  scope: Scope,
  query: Query,
  providerIds: readonly number[] = [],
): Promise<RowPage<Query>> {
  const today = ctx.clock.today();
  return turnTo<{ key: string; id: number }, Query, EventListRow>(query, {
    size: query.size,
    read: (position, limit) =>
      listEventRows(ctx.db, scope, rowsRequest({ ...query, position }, today, limit, providerIds)),
    keyOf: ({ key, id }) => ({ key, id }),
  });
}

export function rowsRequest(query: EventListQuery, today: Day, limit: number, providerIds: readonly number[] = []) {
  const { state, categoryId, from, to, locationKind, conferenceId, sort, order, position } = query;
  return {
    filter: { ...searchedFor(query.text), providerIds, state, categoryId, from, to, locationKind, conferenceId },
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
