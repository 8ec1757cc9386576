import { z } from 'zod';
import type { Day } from '@/lib/platform/clock';
import { isDay } from '@/lib/platform/days';
import { lineOfText, searchable, tidyLine } from '@/lib/platform/text';
import { MAX_CONFERENCE } from './limits';
import { EVENT_STATES, type EventState } from './rules';

export const EVENT_SORTS = ['start', 'end', 'title', 'instructor', 'hours', 'certificates'] as const;
export type EventSort = (typeof EVENT_SORTS)[number];

/** Beside the states of an event: those whose recorded count other certificates came after. */
export const LIST_STATES = [...EVENT_STATES, 'count-differs'] as const satisfies string[];
export type ListState = EventState | 'count-differs';

/** Which events of the list, in which order, from where on. The address of the page is all of it. */
export type EventListQuery = {
  /** As it was typed, for the search box. */
  text: string;
  state: ListState | null;
  categoryId: number | null;
  from: Day | null;
  to: Day | null;
  locationKind: 'online' | 'in_person' | null;
  /** The conference whose sessions are listed (M24). */
  conference: string | null;
  sort: EventSort;
  order: 'asc' | 'desc';
  position: { side: 'after' | 'before'; key: string; id: number } | null;
};

export const WHOLE_LIST: EventListQuery = {
  text: '',
  state: null,
  categoryId: null,
  from: null,
  to: null,
  locationKind: null,
  conference: null,
  sort: 'start',
  order: 'desc',
  position: null,
};

/** What was recorded and has to be looked at again, oldest first (M14). */
export const COUNTS_DIFFERING: EventListQuery = { ...WHOLE_LIST, state: 'count-differs', sort: 'end', order: 'asc' };

/** What still owes a count, the longest overdue first (M9). */
export const COUNTS_DUE: EventListQuery = { ...WHOLE_LIST, state: 'count-due', sort: 'end', order: 'asc' };

const LONGEST_TEXT = 100;
const MOST_WORDS = 8;

export type SearchParams = Record<string, string | string[] | undefined>;

// An address is typed, cut off and pasted by people: whatever cannot be meant is left out, with a word about it.
const day = z.string().refine((text) => isDay(text) && text >= '1900-01-01' && text < '2200-01-01');
const schema = z.object({
  state: z.enum(LIST_STATES),
  category: z
    .string()
    .regex(/^[1-9]\d{0,8}$/)
    .transform(Number),
  from: day,
  to: day,
  location: z.enum(['online', 'in_person']),
  conference: lineOfText({ label: 'The conference', max: MAX_CONFERENCE }),
  sort: z.enum(EVENT_SORTS),
  order: z.enum(['asc', 'desc']),
});

const COMPLAINTS: Record<keyof typeof schema.shape, string> = {
  state: 'There is no such state of events, so events in every state are shown.',
  category: 'There is no such category, so events of every category are shown.',
  from: 'The first date is not a date of the calendar, so it was left out.',
  to: 'The last date is not a date of the calendar, so it was left out.',
  conference: 'The name of the conference cannot be read, so all events are shown.',
  location: 'There is no such kind of location, so events everywhere are shown.',
  sort: 'The list cannot be sorted that way, so the newest start comes first.',
  order: 'The list cannot be sorted that way, so it has its usual order.',
};

/** Reads the list's address. Never throws; `notes` says what was left out and why. */
export function readEventListQuery(params: SearchParams): { query: EventListQuery; notes: string[] } {
  const notes: string[] = [];
  const read = <Name extends keyof typeof schema.shape>(name: Name) => {
    const text = first(params[name]).trim();
    if (text === '') return null;
    const result = schema.shape[name].safeParse(text);
    if (!result.success) notes.push(COMPLAINTS[name]);
    return result.success ? (result.data as z.output<(typeof schema.shape)[Name]>) : null;
  };

  const typed = tidyLine(first(params.q).replaceAll(/[\p{Cc}\p{Cs}]/gu, ' '));
  const text = [...typed].slice(0, LONGEST_TEXT).join('').trim();
  if (text !== typed) notes.push(`Only the first ${LONGEST_TEXT} characters of the search were used.`);

  const { words } = searchedFor(text);
  if (text !== '' && words.length === 0) notes.push('The search has no letter or figure to look for.');

  const sort = read('sort') ?? WHOLE_LIST.sort;
  const query: EventListQuery = {
    text,
    state: read('state'),
    categoryId: read('category'),
    from: read('from'),
    to: read('to'),
    locationKind: read('location'),
    conference: read('conference'),
    sort,
    order: read('order') ?? usualOrder(sort),
    position: null,
  };
  if (query.from && query.to && query.from > query.to) {
    notes.push('The first date is after the last one, so no event can lie between them.');
  }
  const side = params.before === undefined ? 'after' : 'before';
  const cursor = first(params[side]);
  if (cursor !== '') {
    const place = readCursor(cursor, sort);
    if (place) query.position = { side, ...place };
    else notes.push('That page of the list cannot be found any more, so the list starts from the beginning.');
  }
  return { query, notes };
}

/** Dates and numbers start with the largest, words with A. */
export function usualOrder(sort: EventSort): 'asc' | 'desc' {
  return sort === 'title' || sort === 'instructor' ? 'asc' : 'desc';
}

/** What the search looks for: words without case and accents, and an event's number when it is nothing else. */
export function searchedFor(text: string): { words: string[]; eventNumber: number | null } {
  const number = /^#?([1-9]\d{0,14})$/.exec(text)?.[1];
  const words = searchable(text.replace(/^#(?=\d+$)/, ''))
    .split(' ')
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
  return { words: [...new Set(words)].slice(0, MOST_WORDS), eventNumber: number ? Number(number) : null };
}

/** How many filters beside the search are in use. */
export function filtersInUse({ state, categoryId, from, to, locationKind, conference }: EventListQuery): number {
  return [state, categoryId, from, to, locationKind, conference].filter((value) => value !== null).length;
}

/** Whether the list leaves anything out. */
export function isFiltered(query: EventListQuery): boolean {
  return query.text !== '' || filtersInUse(query) > 0;
}

/** The address of this list; what is as usual is left out of it. */
export function eventListHref(query: EventListQuery, path = '/events'): string {
  const params = new URLSearchParams();
  const put = (name: string, value: string | number | null) => {
    if (value !== null && value !== '') params.set(name, String(value));
  };
  put('q', query.text);
  put('state', query.state);
  put('category', query.categoryId);
  put('from', query.from);
  put('to', query.to);
  put('location', query.locationKind);
  put('conference', query.conference);
  if (query.sort !== WHOLE_LIST.sort) put('sort', query.sort);
  if (query.order !== usualOrder(query.sort)) put('order', query.order);
  if (query.position) put(query.position.side, writeCursor(query.sort, query.position));
  return params.size > 0 ? `${path}?${params}` : path;
}

// A place in the list. Not secret and not signed: it is checked like any other input, and whose events are listed
// never depends on it.
const id = z.int().min(1).max(Number.MAX_SAFE_INTEGER);
const dayKey = z.string().refine((text) => isDay(text) && text > '0001-01-01');
const textKey = z
  .string()
  .max(2000)
  .refine((text) => text.isWellFormed() && !text.includes('\0'));
const CURSORS = {
  start: z.tuple([z.literal('start'), dayKey, id]),
  end: z.tuple([z.literal('end'), dayKey, id]),
  title: z.tuple([z.literal('title'), textKey, id]),
  instructor: z.tuple([z.literal('instructor'), textKey, id]),
  hours: z.tuple([z.literal('hours'), z.string().regex(/^\d{1,3}(\.\d{1,2})?$/), id]),
  certificates: z.tuple([z.literal('certificates'), z.string().regex(/^(-1|\d{1,9})$/), id]),
} satisfies Record<EventSort, z.ZodType>;

function writeCursor(sort: EventSort, { key, id }: { key: string; id: number }): string {
  return Buffer.from(JSON.stringify([sort, key, id])).toString('base64url');
}

function readCursor(cursor: string, sort: EventSort): { key: string; id: number } | null {
  if (!/^[\w-]{1,4000}$/.test(cursor)) return null;
  try {
    const result = CURSORS[sort].safeParse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
    return result.success ? { key: result.data[1], id: result.data[2] } : null;
  } catch {
    return null;
  }
}

/** A parameter that comes several times counts once. */
function first(value: string | string[] | undefined): string {
  return (Array.isArray(value) ? value[0] : value) ?? '';
}
