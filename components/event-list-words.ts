import { type EventListQuery, type EventSort, usualOrder } from '@/lib/events/list-query';

type Page = { events: readonly unknown[]; total: number | null };

/** Returns the query sorted by this column; choosing the current sort column reverses the order. */
export function resorted<Query extends EventListQuery>(query: Query, sort: EventSort): Query {
  const order = query.sort === sort ? (query.order === 'asc' ? 'desc' : 'asc') : usualOrder(sort);
  return { ...query, sort, order, position: null };
}

/** Says how many events a page of the list shows, and in which order. */
export function listCaption(page: Page, query: EventListQuery): string {
  return `${howMany(page)}, ${orderWords(query)}`;
}

function howMany({ events, total }: Page): string {
  const noun = events.length === 1 ? 'event' : 'events';
  return total === null ? `${events.length} ${noun} on this page` : `${events.length} ${noun}`;
}

const ORDER_WORDS: Record<EventSort, { asc: string; desc: string }> = {
  start: { asc: 'first start first', desc: 'latest start first' },
  end: { asc: 'first end first', desc: 'latest end first' },
  title: { asc: 'by title', desc: 'by title, from Z to A' },
  instructor: { asc: 'by instructor', desc: 'by instructor, from Z to A' },
  hours: { asc: 'fewest hours first', desc: 'most hours first' },
  certificates: { asc: 'fewest certificates first', desc: 'most certificates first' },
};

function orderWords({ sort, order }: EventListQuery): string {
  return ORDER_WORDS[sort][order];
}
