import { z } from 'zod';
import type { Day } from '@/lib/platform/clock';
import { filterReader, firstOf, listHref, type SearchParams, typedText } from '@/lib/platform/lists/address';
import { cursor, DAY, ID, TEXT, textLike } from '@/lib/platform/lists/cursor';
import { filterDay } from '@/lib/platform/lists/filters';
import { searchable } from '@/lib/platform/text';
import { EVENT_STATES, type EventState } from './rules';

export const EVENT_SORTS = ['start', 'end', 'title', 'instructor', 'hours', 'certificates'] as const;
export type EventSort = (typeof EVENT_SORTS)[number];

/** How many events a page of the list can have: few suit a phone, many a year's review on a desk. */
export const LIST_SIZES = [20, 50, 100] as const;
export type ListSize = (typeof LIST_SIZES)[number];

/** In addition to the states of an event: events with certificate changes after the recorded count. */
export const LIST_STATES = [...EVENT_STATES, 'count-differs'] as const satisfies string[];
export type ListState = EventState | 'count-differs';

/** Which events the list shows, in which order and from where. It is completely contained in the page's URL. */
export type EventListQuery = {
  /** As typed, for the search box. */
  text: string;
  state: ListState | null;
  categoryId: number | null;
  from: Day | null;
  to: Day | null;
  locationKind: 'online' | 'in_person' | null;
  /** Words of the name and dates of the conferences whose sessions are listed, as typed (M24); empty for all events. */
  conference: string;
  sort: EventSort;
  order: 'asc' | 'desc';
  size: ListSize;
  position: { side: 'after' | 'before'; key: string; id: number } | null;
};

export const WHOLE_LIST: EventListQuery = {
  text: '',
  state: null,
  categoryId: null,
  from: null,
  to: null,
  locationKind: null,
  conference: '',
  sort: 'start',
  order: 'desc',
  size: LIST_SIZES[0],
  position: null,
};

/** Events whose recorded count needs another look, oldest first (M14). */
export const COUNTS_DIFFERING: EventListQuery = { ...WHOLE_LIST, state: 'count-differs', sort: 'end', order: 'asc' };

/** Events that still owe a count, the longest overdue first (M9). */
export const COUNTS_DUE: EventListQuery = { ...WHOLE_LIST, state: 'count-due', sort: 'end', order: 'asc' };

export type { SearchParams };

const MAX_TEXT = 100;
/** A name with its dates, as the suggestions have it. */
const MAX_CONFERENCE = 200;
const MAX_WORDS = 8;

const schema = {
  state: z.enum(LIST_STATES),
  category: z
    .string()
    .regex(/^[1-9]\d{0,8}$/)
    .transform(Number),
  from: filterDay,
  to: filterDay,
  location: z.enum(['online', 'in_person']),
  sort: z.enum(EVENT_SORTS),
  order: z.enum(['asc', 'desc']),
  show: z.enum(['20', '50', '100']).transform(Number).pipe(z.literal(LIST_SIZES)),
};

const COMPLAINTS: Record<keyof typeof schema, string> = {
  state: 'That status does not exist, so events with any status are shown.',
  category: 'That category does not exist, so events in all categories are shown.',
  from: 'The first date is not a real date, so it was ignored.',
  to: 'The last date is not a real date, so it was ignored.',
  location: 'That location type does not exist, so events in all locations are shown.',
  sort: 'The list can’t be sorted that way, so the newest events come first.',
  order: 'The list can’t be sorted that way, so it is in its usual order.',
  show: `A page can’t have that many events, so each has ${LIST_SIZES[0]}.`,
};

/** Reads the list's URL. Never throws; `notes` says what was ignored and why. */
export function readEventListQuery(params: SearchParams): { query: EventListQuery; notes: string[] } {
  const notes: string[] = [];
  const read = filterReader(params, schema, COMPLAINTS, notes);
  const words = (name: 'q' | 'conference', max: number, what: string) => {
    const { text, isCut } = typedText(params, name, max);
    if (isCut) notes.push(`Only the first ${max} characters of ${what} were used.`);
    return text;
  };
  const text = words('q', MAX_TEXT, 'the search');

  if (text !== '' && searchedFor(text).words.length === 0) notes.push('Enter a letter or number to search for.');

  const sort = read('sort') ?? WHOLE_LIST.sort;
  const query: EventListQuery = {
    text,
    state: read('state'),
    categoryId: read('category'),
    from: read('from'),
    to: read('to'),
    locationKind: read('location'),
    conference: words('conference', MAX_CONFERENCE, 'the conference’s name'),
    sort,
    order: read('order') ?? usualOrder(sort),
    size: read('show') ?? WHOLE_LIST.size,
    position: null,
  };
  if (query.from && query.to && query.from > query.to) {
    notes.push('The first date is after the last one, so no events match.');
  }
  const side = params.before === undefined ? 'after' : 'before';
  const given = firstOf(params, side);
  if (given !== '') {
    const place = CURSORS[sort].read(given);
    if (place) query.position = { side, key: place.key, id: place.id };
    else notes.push('That page of the list no longer exists, so the list starts from the beginning.');
  }
  return { query, notes };
}

/** Returns the default order: largest first for dates and numbers, A first for words. */
export function usualOrder(sort: EventSort): 'asc' | 'desc' {
  return sort === 'title' || sort === 'instructor' ? 'asc' : 'desc';
}

/** Returns what to search for: words without case and accents, and an event number when the text is nothing else. */
export function searchedFor(text: string): { words: string[]; eventNumber: number | null } {
  const number = /^#?([1-9]\d{0,14})$/.exec(text)?.[1];
  const words = searchable(text.replace(/^#(?=\d+$)/, ''))
    .split(' ')
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
  return { words: [...new Set(words)].slice(0, MAX_WORDS), eventNumber: number ? Number(number) : null };
}

/** Counts the filters in use besides the search. */
export function filtersInUse({ state, categoryId, from, to, locationKind, conference }: EventListQuery): number {
  const chosen = [state, categoryId, from, to, locationKind].filter((value) => value !== null);
  return chosen.length + (conference === '' ? 0 : 1);
}

/** Returns whether the list leaves anything out. */
export function isFiltered(query: EventListQuery): boolean {
  return query.text !== '' || filtersInUse(query) > 0;
}

/** Returns the URL of this list, without default values. */
export function eventListHref(query: EventListQuery, path = '/events'): string {
  const { sort, order, size, position } = query;
  return listHref(path, {
    q: query.text,
    state: query.state,
    category: query.categoryId,
    from: query.from,
    to: query.to,
    location: query.locationKind,
    conference: query.conference,
    sort: sort === WHOLE_LIST.sort ? null : sort,
    order: order === usualOrder(sort) ? null : order,
    show: size === WHOLE_LIST.size ? null : size,
    ...(position && { [position.side]: CURSORS[sort].write({ sort, ...position }) }),
  });
}

const positionBy = (sort: EventSort, key: typeof TEXT) => cursor({ sort: textLike(sort), key, id: ID });
const CURSORS = {
  start: positionBy('start', DAY),
  end: positionBy('end', DAY),
  title: positionBy('title', TEXT),
  instructor: positionBy('instructor', TEXT),
  hours: positionBy('hours', textLike('\\d{1,3}(?:\\.\\d{1,2})?')),
  certificates: positionBy('certificates', textLike('-1|\\d{1,9}')),
};
