import { pageOfSessions, SESSIONS_A_PAGE } from '@/lib/whole-conference/page-of-sessions';
import type { Session } from '@/lib/whole-conference/sessions';

const sessions = (count: number) => Array.from({ length: count }, (_, id) => ({ id }) as Session);
const shown = (count: number, asked?: string | string[]) => {
  const page = pageOfSessions(sessions(count), asked);
  return { ids: page.sessions.map(({ id }) => id), first: page.first, previous: page.previous, next: page.next };
};

test('a conference fits on one page', () => {
  expect(shown(SESSIONS_A_PAGE)).toMatchObject({ first: 1, previous: null, next: null });
  expect(shown(SESSIONS_A_PAGE).ids).toHaveLength(SESSIONS_A_PAGE);
  expect(shown(0)).toEqual({ ids: [], first: 1, previous: null, next: null });
});

test('each session of a large conference is on exactly one page', () => {
  const count = 2 * SESSIONS_A_PAGE + 1;
  const pages = ['1', '2', '3'].map((page) => shown(count, page));
  expect(pages.flatMap(({ ids }) => ids)).toEqual(sessions(count).map(({ id }) => id));
  expect(pages.map(({ first, previous, next }) => [first, previous, next])).toEqual([
    [1, null, 2],
    [SESSIONS_A_PAGE + 1, 1, 3],
    [2 * SESSIONS_A_PAGE + 1, 2, null],
  ]);
});

test.each([undefined, '', '0', '-1', 'two', '1e3', ['2', '3']])(
  'an address without a page shows the first: %p',
  (asked) => {
    expect(shown(SESSIONS_A_PAGE + 1, asked)).toMatchObject({ first: 1, previous: null, next: 2 });
  },
);

test('a page beyond the last shows the last', () => {
  expect(shown(SESSIONS_A_PAGE + 1, '99')).toMatchObject({ first: SESSIONS_A_PAGE + 1, previous: 1, next: null });
});
