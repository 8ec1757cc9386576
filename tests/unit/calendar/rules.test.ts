import fc from 'fast-check';
import {
  addMonths,
  daysOf,
  entriesOf,
  firstDay,
  isDueNow,
  lastDay,
  MAX_DAYS_SHOWN,
  readMonth,
  weeksOf,
} from '@/lib/calendar/rules';
import { addDays } from '@/lib/platform/days';

const event = (given: Partial<Parameters<typeof isDueNow>[0] & { startsAt: string | null }> = {}) => ({
  startsOn: '2026-05-03',
  endsOn: '2026-05-03',
  startsAt: null as string | null,
  certificateCount: null as number | null,
  canceledAt: null as Date | null,
  ...given,
});
const kinds = (month: string, given: ReturnType<typeof event>) =>
  [...entriesOf(month, [given])].map(([day, entries]) => [day, ...entries.map(({ kind }) => kind)]);

test('a month is four digits, a hyphen and a real month; anything else is none', () => {
  expect(readMonth('2026-05')).toBe('2026-05');
  for (const text of ['2026-13', '2026-00', '2026-5', '2026-05-01', '0026-05', '9999-01', 'May', '']) {
    expect(readMonth(text)).toBeNull();
  }
});

test('months follow each other over the years, forward and back', () => {
  expect(addMonths('2026-12', 1)).toBe('2027-01');
  expect(addMonths('2026-01', -1)).toBe('2025-12');
  expect(lastDay('2028-02')).toBe('2028-02-29');
  fc.assert(
    fc.property(fc.integer({ min: -1000, max: 1000 }), (months) => {
      expect(addMonths(addMonths('2026-05', months), -months)).toBe('2026-05');
    }),
  );
});

test('the weeks of a month have seven days each, from Sunday, and every day of the month once', () => {
  // May 1, 2026 is a Friday.
  expect(weeksOf('2026-05')[0]).toEqual([null, null, null, null, null, '2026-05-01', '2026-05-02']);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1200 }), (months) => {
      const month = addMonths('2000-01', months);
      const weeks = weeksOf(month);
      expect(weeks.every((week) => week.length === 7)).toBe(true);
      expect(weeks.flat().filter((day) => day !== null)).toEqual(daysOf(month));
    }),
  );
});

test('an event is on each of its days, and its count is due on the day after', () => {
  expect(kinds('2026-05', event({ endsOn: '2026-05-05' }))).toEqual([
    ['2026-05-03', 'day'],
    ['2026-05-04', 'day'],
    ['2026-05-05', 'day'],
    ['2026-05-06', 'count-due'],
  ]);
  const entries = entriesOf('2026-05', [event({ endsOn: '2026-05-05' })]).get('2026-05-04');
  expect(entries).toMatchObject([{ part: { day: 2, of: 3 } }]);
});

test('a month has its own part of an event that began before it, and a count that is due on the first', () => {
  expect(kinds('2026-06', event({ startsOn: '2026-05-30', endsOn: '2026-06-01' }))).toEqual([
    ['2026-06-01', 'day'],
    ['2026-06-02', 'count-due'],
  ]);
  expect(kinds('2026-06', event({ startsOn: '2026-05-31', endsOn: '2026-05-31' }))).toEqual([
    ['2026-06-01', 'count-due'],
  ]);
});

test('an event of more than two weeks is on its first and its last day only', () => {
  const long = event({ endsOn: addDays('2026-05-03', MAX_DAYS_SHOWN) });
  expect(kinds('2026-05', long)).toEqual([
    ['2026-05-03', 'first'],
    ['2026-05-17', 'last'],
    ['2026-05-18', 'count-due'],
  ]);
  expect(kinds('2026-05', event({ endsOn: addDays('2026-05-03', MAX_DAYS_SHOWN - 1) }))).toHaveLength(15);
});

test('a day has what has no time before the others, which are in the order of their times', () => {
  const may3 = [
    event({ startsAt: '13:00:00' }),
    event(),
    event({ startsAt: '07:15:00' }),
    event({ startsOn: '2026-05-02', endsOn: '2026-05-04' }),
    event({ startsAt: '11:30:00' }),
    event({ startsOn: '2026-05-02', endsOn: '2026-05-02', startsAt: '09:00:00' }),
  ];
  const entries = entriesOf('2026-05', may3).get('2026-05-03')!;
  expect(entries.map(({ kind, startsAt, event }) => [kind, startsAt, may3.indexOf(event)])).toEqual([
    ['day', null, 1],
    ['day', null, 3],
    ['count-due', null, 5],
    ['day', '07:15:00', 2],
    ['day', '11:30:00', 4],
    ['day', '13:00:00', 0],
  ]);
});

test('only an event of one day has its time in the calendar', () => {
  const timesOf = (given: ReturnType<typeof event>) =>
    [...entriesOf('2026-05', [given]).values()].flat().map(({ startsAt }) => startsAt);
  expect(timesOf(event({ startsAt: '09:00:00', certificateCount: 0 }))).toEqual(['09:00:00']);
  expect(timesOf(event({ endsOn: '2026-05-04', startsAt: '09:00:00' }))).toEqual([null, null, null]);
  expect(timesOf(event({ endsOn: '2026-05-20', startsAt: '09:00:00' }))).toEqual([null, null, null]);
});

test('no count is due once it is recorded, and 0 is a count', () => {
  expect(kinds('2026-05', event({ certificateCount: 0 }))).toEqual([['2026-05-03', 'day']]);
});

test('a count is due now from the day after the last day', () => {
  expect(isDueNow(event(), '2026-05-03')).toBe(false);
  expect(isDueNow(event(), '2026-05-04')).toBe(true);
  expect(isDueNow(event({ canceledAt: new Date(0) }), '2026-05-04')).toBe(false);
});

test('every day of a month is one of its own days', () => {
  expect(daysOf('2026-02')).toHaveLength(28);
  expect(daysOf('2026-02')[0]).toBe(firstDay('2026-02'));
});
