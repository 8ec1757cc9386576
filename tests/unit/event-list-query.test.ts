import {
  COUNTS_DIFFERING,
  COUNTS_DUE,
  type EventListQuery,
  eventListHref,
  readEventListQuery,
  type SearchParams,
  searchedFor,
  WHOLE_LIST,
} from '@/lib/events/list-query';

function paramsOf(href: string): SearchParams {
  return Object.fromEntries(new URL(href, 'http://pdups.example').searchParams);
}

test('without parameters the whole list is shown, newest start first', () => {
  expect(readEventListQuery({})).toEqual({ query: WHOLE_LIST, notes: [] });
});

const everything: EventListQuery = {
  text: 'Séliš & fractions',
  state: 'reported',
  categoryId: 7,
  from: '2026-01-01',
  to: '2026-06-30',
  locationKind: 'in_person',
  conference: 'Educators’ days (May 3, 2026)',
  sort: 'title',
  order: 'desc',
  size: 100,
  position: { side: 'before', key: 'a “title”, 日本', id: 12 },
};

test.each([
  ['the whole list', WHOLE_LIST],
  ['what owes a count', COUNTS_DUE],
  ['counts to be looked at again', COUNTS_DIFFERING],
  ['everything at once', everything],
  ['a page by hours', { ...WHOLE_LIST, sort: 'hours', position: { side: 'after', key: '6.25', id: 3 } } as const],
  ['a page by count', { ...WHOLE_LIST, sort: 'certificates', position: { side: 'after', key: '-1', id: 3 } } as const],
])('the address describes the whole list: %s', (_name, query) => {
  expect(readEventListQuery(paramsOf(eventListHref(query)))).toEqual({ query, notes: [] });
});

test.each<[string, SearchParams]>([
  ['a state that does not exist', { state: 'cancelled' }],
  ['a category that cannot exist', { category: '99999999999999' }],
  ['the 30th of February', { from: '2026-02-30' }],
  ['a day before all calendars of ours', { from: '0000-01-01' }],
  ['a day without end', { to: 'infinity' }],
  ['a name that objects carry by nature', { sort: '__proto__' }],
  ['a page of another order', { sort: 'title', after: cursorOf(['start', '2026-01-01', 1]) }],
  ['a page with a day that does not exist', { after: cursorOf(['start', '2026-02-30', 1]) }],
  ['a page with a number beyond all numbers', { after: cursorOf(['start', '2026-02-01', 1e300]) }],
  ['a page with a NUL', { sort: 'title', after: cursorOf(['title', 'a\0b', 1]) }],
  ['a page that is no page', { after: 'x' }],
])('%s is left out, with a sentence about it', (_name, params) => {
  const { query, notes } = readEventListQuery(params);
  expect({ ...query, sort: 'start', order: 'desc' }).toEqual(WHOLE_LIST);
  expect(notes).toHaveLength(1);
});

function cursorOf(parts: (string | number)[]): string {
  return parts.join('_');
}

test('a parameter that comes twice counts once', () => {
  expect(readEventListQuery({ state: ['upcoming', 'reported'], q: ['one', 'two'] }).query).toMatchObject({
    state: 'upcoming',
    text: 'one',
  });
});

test('characters that no event can contain are not searched for', () => {
  expect(readEventListQuery({ q: '\0fraction\ud800s\n' }).query.text).toBe('fraction s');
});

test('a very long search is cut, and says so', () => {
  const { query, notes } = readEventListQuery({ q: 'a'.repeat(50_000) });
  expect(query.text).toHaveLength(100);
  expect(notes).toHaveLength(1);
});

test('a search without a letter or digit searches for nothing', () => {
  const { query, notes } = readEventListQuery({ q: '% & –' });
  expect(searchedFor(query.text).words).toEqual([]);
  expect(notes).toEqual(['Enter a letter or number to search for.']);
});

test('dates the wrong way round are pointed out', () => {
  expect(readEventListQuery({ from: '2026-05-03', to: '2026-05-02' }).notes).toHaveLength(1);
});

test('each word is searched once, without case and accents', () => {
  expect(searchedFor('Ñandú zoë NANDU')).toEqual({ words: ['nandu', 'zoe'], eventNumber: null });
});

test.each([
  ['4711', 4711],
  ['#4711', 4711],
  ['4711 fractions', null],
  ['0', null],
  ['9999999999999999', null],
])('%s names event number %s', (text, eventNumber) => {
  expect(searchedFor(text).eventNumber).toBe(eventNumber);
});
