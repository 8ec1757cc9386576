import { inArray, type SQL, sql } from 'drizzle-orm';
import { freshPlans, type Queryable } from '../client';
import { constant } from '../constant';
import { certificateReports, conferences, eventCategoryLinks, events, SEARCH_PARTS } from '../schema';
import { type EventScope, withinScope } from './events';

export type EventListSort = 'start' | 'end' | 'title' | 'instructor' | 'hours' | 'certificates';

/** Where a page begins: the sort key and the number of the event before its first event, or after its last. */
export type EventListPosition = { side: 'after' | 'before'; key: string; id: number };

export type EventListFilter = {
  /** Each must appear in the event's search text; from `searchable`, so without case, accents or spaces. */
  words: readonly string[];
  /** Also finds the event with this number, regardless of its text. */
  eventNumber: number | null;
  /** Also finds all events of these providers, whose names have the words. */
  providerIds: readonly number[];
  /** Canceled events are in the list only when it asks for them. */
  state: 'upcoming' | 'running' | 'count-due' | 'reported' | 'canceled' | 'count-differs' | null;
  categoryId: number | null;
  /** Events with at least one day in this range. */
  from: string | null;
  to: string | null;
  locationKind: 'online' | 'in_person' | null;
  /** The sessions of these conferences; null for any event. */
  conferenceIds: readonly number[] | null;
};

export type EventListRequest = {
  filter: EventListFilter;
  /** The day that decides the states: Montana's, given by the caller. */
  today: string;
  sort: EventListSort;
  descending: boolean;
  position: EventListPosition | null;
  limit: number;
};

export type EventListRow = {
  id: number;
  providerId: number;
  title: string;
  instructor: string;
  startsOn: string;
  endsOn: string;
  locationKind: 'online' | 'in_person';
  city: string | null;
  state: string | null;
  zip: string | null;
  hours: string;
  conference: { id: number; name: string } | null;
  ownNumber: string | null;
  startsAt: string | null;
  endsAt: string | null;
  room: string | null;
  track: string | null;
  certificateCount: number | null;
  issuedCount: number;
  reportedIssued: number | null;
  canceledAt: Date | null;
  /** The value that the list is sorted by, as text; together with the id, the event's position in the list. */
  key: string;
};

/** Few events are canceled, so every index reads past them. */
const NOT_CANCELED = sql`${events.canceledAt} is null`;

type Order = { key: SQL; type: SQL };

/** Repeats the index expressions in db/schema/events.ts word for word; otherwise a query would not use its index. */
const ORDERS: Record<EventListSort, Order> = {
  start: { key: sql`${events.startsOn}`, type: sql`date` },
  end: { key: sql`${events.endsOn}`, type: sql`date` },
  title: { key: sql`lower(${events.title}) collate "C"`, type: sql`text` },
  instructor: { key: sql`lower(${events.instructor}) collate "C"`, type: sql`text` },
  hours: { key: sql`${events.hours}`, type: sql`numeric` },
  certificates: { key: sql`coalesce(${events.certificateCount}, -1)`, type: sql`integer` },
};

/**
 * How many rows decide whether matches are frequent, how many of them must match, and how far the list is then read. In
 * order, reading a row costs about 1 µs near the start of the list and 3 µs far from it.
 */
const SAMPLE = 300;
const FREQUENT = 5;
const READ_PER_MATCH = 100;

/**
 * Lists the events of one page, in the order requested; going back, nearest first.
 *
 * Without filters, or with filters that bound the order's own index, this reads `limit` entries of that index. Any other
 * filter has two good plans, each disastrous in the other's case: reading in order until the page is full (frequent
 * matches), or collecting all matches through the filter's own index and sorting them (rare matches). The planner chooses by
 * statistics over all providers, which say nothing about a single one, so the statement looks at the first 300 events
 * itself. A branch that is not needed does not run: its condition is evaluated before its scan starts, and `lateral` with
 * `offset 0` keeps the planner from starting parallel workers for it anyway.
 */
export async function listEventRows(db: Queryable, scope: EventScope, request: EventListRequest) {
  const { statement, plan } = eventListStatement(scope, request);
  const rows = await (plan === 'kept' ? db : freshPlans(db)).execute<RawRow>(statement);
  const names = await conferenceNames(db, rows);
  return rows.map((row) => toRow(row, names));
}

/** Returns the names of the conferences of a page by number: only for these rows, not for all that a search collects. */
async function conferenceNames(db: Queryable, rows: readonly RawRow[]): Promise<Map<number, string>> {
  const ids = new Set(rows.flatMap(({ conference_id }) => conference_id ?? []).map(Number));
  if (ids.size === 0) return new Map();
  const named = await db
    .select({ id: conferences.id, name: conferences.name })
    .from(conferences)
    .where(inArray(conferences.id, [...ids]));
  return new Map(named.map(({ id, name }) => [id, name]));
}

/** Returns the statement, and whether its plan can be kept: reading an index in order is right for every provider. */
export function eventListStatement(
  scope: EventScope,
  request: EventListRequest,
): { statement: SQL; plan: 'kept' | 'fresh' } {
  const { sort, position } = request;
  const limit = constant(request.limit);
  const order = ORDERS[sort];
  // Going back is going forward in the opposite order.
  const descending = position?.side === 'before' ? !request.descending : request.descending;
  const direction = descending ? sql`desc` : sql`asc`;
  const inOrder = sql`order by ${order.key} ${direction}, ${events.id} ${direction}`;

  const { bounds, byOrder, byIndex } = conditions(scope, request);
  const here = all([withinScope(scope), positionCondition(order, position, descending), ...bounds]);
  if (byOrder.length === 0) {
    const statement = sql`select ${columns(order)} from ${events} where ${here} ${inOrder} limit ${limit}`;
    return { statement, plan: 'kept' };
  }
  const statement = sql`
    with sample as materialized (
      select count(*) as seen, count(*) filter (where ${all(byOrder)}) as hits
      from (select * from ${events} where ${here} ${inOrder} limit ${SAMPLE}) ${events}
    ), frequent as materialized (
      select ${columns(order)}
      from (
        select * from ${events}
        where ${here} and (select hits >= ${FREQUENT} or seen < ${SAMPLE} from sample)
        ${inOrder} limit ${constant(request.limit * READ_PER_MATCH)}
      ) ${events}
      where ${all(byOrder)} ${inOrder} limit ${limit}
    ), enough as materialized (
      select (select count(*) from frequent) = ${limit} or (select seen < ${SAMPLE} from sample) as yes
    ), rare as materialized (
      select rare.* from enough, lateral (
        select ${columns(order)} from ${events}
        where ${here} and ${all(byIndex)} and not enough.yes offset 0
      ) rare
      where not enough.yes
    )
    select * from frequent where (select yes from enough)
    union all
    (select * from rare order by key ${direction}, id ${direction} limit ${limit})
    order by key ${direction}, id ${direction}`;
  return { statement, plan: 'fresh' };
}

/** Counts the events whose recorded count no longer matches their certificates, up to `countTo`. */
export async function countDiffering(db: Queryable, scope: EventScope, countTo: number): Promise<number> {
  const [row] = await db.execute<{ count: string }>(differingStatement(scope, countTo));
  return Number(row!.count);
}

export function differingStatement(scope: EventScope, countTo: number): SQL {
  const differing = all([withinScope(scope), sql`${events.countDiffers}`, NOT_CANCELED]);
  return sql`select count(*) from (select from ${events} where ${differing} limit ${constant(countTo)}) differing`;
}

export type OwedRequest = { today: string; limit: number; countTo: number };

export type OwedRow = { id: number; title: string; endsOn: string; owed: number };

/** Lists the ended events that still owe a certificate count, oldest first, each with the total, up to `countTo`. */
export async function listOwedRows(
  db: Queryable,
  scope: EventScope,
  { today, limit, countTo }: OwedRequest,
): Promise<OwedRow[]> {
  const rows = await db.execute<{ id: string; title: string; ends_on: string; owed: string }>(
    owedStatement(scope, { today, limit, countTo }),
  );
  return rows.map((row) => ({ id: Number(row.id), title: row.title, endsOn: row.ends_on, owed: Number(row.owed) }));
}

export function owedStatement(scope: EventScope, { today, limit, countTo }: OwedRequest): SQL {
  const owing = all([
    withinScope(scope),
    sql`${events.certificateCount} is null`,
    NOT_CANCELED,
    sql`${events.endsOn} < ${today}::date`,
  ]);
  return sql`
    select ${events.id}, ${events.title}, ${events.endsOn},
      (select count(*) from (select from ${events} where ${owing} limit ${constant(countTo)}) owing) as owed
    from ${events} where ${owing}
    order by ${events.endsOn}, ${events.id} limit ${constant(limit)}`;
}

export type CountRowsRequest = { today: string; eventIds: readonly number[] | null; limit: number };

/**
 * Lists the events whose count can be recorded, oldest first: those with these ids, or without a list those that have
 * ended and owe one. Each comes with the id of its latest report, 0 for none.
 */
export async function listCountRows(db: Queryable, scope: EventScope, request: CountRowsRequest) {
  const rows = await freshPlans(db).execute<RawCountRow>(countRowsStatement(scope, request));
  return rows.map((row) => ({
    id: Number(row.id),
    title: row.title,
    conference: row.conference,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    certificateCount: row.certificate_count,
    issuedCount: row.issued_count,
    reportedIssued: row.reported_issued,
    latestReport: Number(row.latest_report),
  }));
}

export function countRowsStatement(scope: EventScope, { today, eventIds, limit }: CountRowsRequest): SQL {
  const chosen =
    eventIds === null
      ? [sql`${events.certificateCount} is null`, sql`${events.endsOn} < ${today}::date`]
      : [sql`${events.id} = any(${`{${eventIds.join(',')}}`}::bigint[])`, sql`${events.endsOn} <= ${today}::date`];
  return sql`
    select ${events.id}, ${events.title}, ${events.startsOn}, ${events.endsOn},
      (select c.name from ${conferences} c where c.id = ${events.conferenceId}) as conference,
      ${events.certificateCount}, ${events.issuedCount}, ${events.reportedIssued},
      coalesce((
        select r.id from ${certificateReports} r where r.event_id = ${events.id} order by r.id desc limit 1
      ), 0) as latest_report
    from ${events} where ${all([withinScope(scope), NOT_CANCELED, ...chosen])}
    order by ${events.endsOn}, ${events.id} limit ${limit}`;
}

type RawCountRow = {
  id: string;
  title: string;
  conference: string | null;
  starts_on: string;
  ends_on: string;
  certificate_count: number | null;
  issued_count: number;
  reported_issued: number | null;
  latest_report: string;
};

/** Lists the descriptions and category names of the events on an exported page, which the list itself does not show. */
export async function listExportDetails(db: Queryable, ids: readonly number[]) {
  if (ids.length === 0) return new Map<number, { description: string; categories: string; interim: number | null }>();
  const rows = await db.execute<{ id: string; description: string; categories: string; interim: number | null }>(sql`
    select ${events.id}, ${events.description}, coalesce((
      select string_agg(c.name, '; ' order by c.position, c.id)
      from ${eventCategoryLinks} l join event_categories c on c.id = l.category_id
      where l.event_id = ${events.id}), '') as categories, (
      select i.count from interim_counts i where i.event_id = ${events.id}
      order by i.as_of desc, i.id desc limit 1) as interim
    from ${events} where ${events.id} = any(${`{${ids.join(',')}}`}::bigint[])`);
  return new Map(rows.map(({ id, ...details }) => [Number(id), details] as const));
}

/** Returns whether the scope has any event at all: an empty list and a filter without matches need different messages. */
export async function hasAnyEvent(db: Queryable, scope: EventScope): Promise<boolean> {
  const rows = await db.execute(sql`select from ${events} where ${all([withinScope(scope)])} limit 1`);
  return rows.length > 0;
}

function positionCondition(order: Order, position: EventListPosition | null, descending: boolean): SQL | undefined {
  if (!position) return undefined;
  // One row comparison, not `key < … or (key = … and id < …)`: only this one starts inside the index.
  return sql`(${order.key}, ${events.id}) ${descending ? sql`<` : sql`>`} (${position.key}::${order.type}, ${position.id}::bigint)`;
}

type Condition = { when: SQL; onto?: EventListSort };

/**
 * Returns the filter as conditions: those that bound the list's own index, and the rest in two equivalent spellings, one
 * that no index can answer (for reading in order) and one for the search index.
 */
function conditions(scope: EventScope, { filter, today, sort }: EventListRequest) {
  const list: Condition[] = [...stateConditions(filter.state, today, sort)];
  if (filter.from !== null) list.push({ when: sql`${events.endsOn} >= ${filter.from}::date`, onto: 'end' });
  if (filter.to !== null) list.push({ when: sql`${events.startsOn} <= ${filter.to}::date`, onto: 'start' });
  if (filter.conferenceIds !== null) {
    list.push({ when: sql`${events.conferenceId} = any(${`{${filter.conferenceIds.join(',')}}`}::bigint[])` });
  }
  if (filter.locationKind !== null) list.push({ when: sql`${events.locationKind} = ${filter.locationKind}` });
  if (filter.categoryId !== null) {
    list.push({
      when: sql`exists (select from ${eventCategoryLinks}
        where ${eventCategoryLinks.eventId} = ${events.id} and ${eventCategoryLinks.categoryId} = ${filter.categoryId})`,
    });
  }
  const bounds = list.filter(({ onto }) => onto === sort).map(({ when }) => when);
  // Not one of the filters: it leaves so little out that the list is read in order.
  if (filter.state !== 'canceled') bounds.push(NOT_CANCELED);
  const rest = list.filter(({ onto }) => onto !== sort).map(({ when }) => when);
  const { words } = filter;
  if (words.length === 0) return { bounds, byOrder: rest, byIndex: rest };
  const others = otherMatches(filter);
  const found = (each: SQL) => (others.length > 0 ? sql`(${sql.join([each, ...others], sql` or `)})` : each);
  return {
    bounds,
    byOrder: [...rest, found(all(words.map((word) => sql`strpos(${events.searchText}, ${wordPart(word)}) > 0`)))],
    byIndex: [...rest, ...partOf(scope), found(inAnyPart(scope, all(words.map(hasWord))))],
  };
}

/** Returns what finds an event regardless of its text, each with an index of its own. */
function otherMatches({ eventNumber, providerIds }: EventListFilter): SQL[] {
  const matches: SQL[] = [];
  if (eventNumber !== null) matches.push(sql`${events.id} = ${eventNumber}::bigint`);
  if (providerIds.length > 0) matches.push(sql`${events.providerId} = any(${`{${providerIds.join(',')}}`}::bigint[])`);
  return matches;
}

/** Returns the states of lib/events/rules.ts as conditions. */
function stateConditions(state: EventListFilter['state'], today: string, sort: EventListSort): Condition[] {
  if (state === null) return [];
  // These have their own indexes, ordered by end date.
  if (state === 'canceled') return [{ when: sql`${events.canceledAt} is not null`, onto: 'end' }];
  if (state === 'count-differs') return [{ when: sql`${events.countDiffers}`, onto: 'end' }];
  if (state === 'reported') return [{ when: sql`${events.certificateCount} is not null` }];
  // Its own index, ordered by end date, contains only the unreported ones.
  const unreported: Condition = { when: sql`${events.certificateCount} is null`, onto: 'end' };
  switch (state) {
    case 'upcoming':
      return [unreported, { when: sql`${events.startsOn} > ${today}::date`, onto: 'start' }];
    case 'running':
      return [
        unreported,
        { when: sql`${events.startsOn} <= ${today}::date`, onto: 'start' },
        { when: sql`${events.endsOn} >= ${today}::date`, onto: 'end' },
      ];
    case 'count-due':
      return [
        unreported,
        { when: sql`${events.endsOn} < ${today}::date`, onto: 'end' },
        // Follows from the end, and begins a list by start at the events that can be due.
        ...(sort === 'start' ? [{ when: sql`${events.startsOn} < ${today}::date`, onto: sort }] : []),
      ];
  }
}

/** Returns events of any provider that have a word, up to a limit, in no order. */
export async function listEventsWith(db: Queryable, word: string, limit: number): Promise<number[]> {
  const rows = await freshPlans(db)
    .select({ id: events.id })
    .from(events)
    .where(inAnyPart('every-provider', hasWord(word)))
    .limit(limit);
  return rows.map(({ id }) => id);
}

/** Whether an event has a word, as the lists of events search for it. */
export function hasWord(word: string): SQL {
  return sql`${events.searchText} like ${`%${escapeLike(wordPart(word))}%`}`;
}

/** Selects the one search index that contains this provider, repeating its definition word for word. */
function partOf(scope: EventScope): SQL[] {
  return scope === 'every-provider' ? [] : [inPart(scope.providerId % SEARCH_PARTS)];
}

/** Searches all providers through each of the search indexes. */
function inAnyPart(scope: EventScope, found: SQL): SQL {
  if (scope !== 'every-provider') return found;
  const parts = Array.from({ length: SEARCH_PARTS }, (_, part) => sql`(${inPart(part)} and ${found})`);
  return sql`(${sql.join(parts, sql` or `)})`;
}

function inPart(part: number): SQL {
  return sql`${events.providerId} % ${sql.raw(`${SEARCH_PARTS} = ${part}`)}`;
}

/** Finds three or more characters anywhere in a word, but one or two only at its start, after a space. */
function wordPart(word: string): string {
  return [...word].length >= 3 ? word : ` ${word}`;
}

function escapeLike(text: string): string {
  return text.replaceAll(/[\\%_]/g, '\\$&');
}

function columns(order: Order): SQL {
  const { id, providerId, title, instructor, startsOn, endsOn, locationKind, city, state, zip, hours } = events;
  const { conferenceId, ownNumber, startsAt, endsAt, room, track } = events;
  const { certificateCount, issuedCount, reportedIssued, canceledAt } = events;
  return sql`${id}, ${providerId}, ${title}, ${instructor}, ${startsOn}, ${endsOn}, ${locationKind}, ${city}, ${state}, ${zip}, ${hours},
    ${conferenceId}, ${ownNumber}, ${startsAt}, ${endsAt}, ${room}, ${track}, ${certificateCount}, ${issuedCount}, ${reportedIssued}, ${canceledAt}, ${order.key} as key`;
}

function all(parts: readonly (SQL | undefined)[]): SQL {
  const present = parts.filter((part) => part !== undefined);
  return present.length === 0 ? sql`true` : sql.join(present, sql` and `);
}

type RawRow = {
  id: string;
  provider_id: string;
  title: string;
  instructor: string;
  starts_on: string;
  ends_on: string;
  location_kind: 'online' | 'in_person';
  city: string | null;
  state: string | null;
  zip: string | null;
  hours: string;
  conference_id: string | null;
  own_number: string | null;
  starts_at: string | null;
  ends_at: string | null;
  room: string | null;
  track: string | null;
  certificate_count: number | null;
  issued_count: number;
  reported_issued: number | null;
  canceled_at: string | Date | null;
  key: string | number;
};

function toRow(row: RawRow, names: ReadonlyMap<number, string>): EventListRow {
  const conferenceId = row.conference_id === null ? null : Number(row.conference_id);
  return {
    id: Number(row.id),
    providerId: Number(row.provider_id),
    title: row.title,
    instructor: row.instructor,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    locationKind: row.location_kind,
    city: row.city,
    state: row.state,
    zip: row.zip,
    hours: row.hours,
    conference: conferenceId === null ? null : { id: conferenceId, name: names.get(conferenceId)! },
    ownNumber: row.own_number,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    room: row.room,
    track: row.track,
    certificateCount: row.certificate_count,
    issuedCount: row.issued_count,
    reportedIssued: row.reported_issued,
    canceledAt: row.canceled_at === null ? null : new Date(row.canceled_at),
    key: String(row.key),
  };
}
