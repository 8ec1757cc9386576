import { entryOfClaim } from '@/lib/claims/entry-of-claim';
import { askToContinue, interimDayNow, interimDays, nextEntryOf, whyNotInterim } from '@/lib/courses/rules';
import {
  asksCompleted,
  dayOfClaim,
  entryOn,
  nextDates,
  whyNotOnThisDay,
  whyNotThisEntry,
} from '@/lib/events/asynchronous';
import type { EventContent } from '@/lib/events/event';

const SENTENCE = /^[A-Z].*\.$/;

test.each([
  ['2026-07-01', '2027-07-01', '2027-07-02', '2028-07-02'],
  ['2026-07-01', '2027-06-30', '2027-07-01', '2028-06-30'],
  ['2027-07-01', '2028-06-30', '2028-07-01', '2029-06-30'],
  ['2027-01-15', '2027-06-30', '2027-07-01', '2028-06-30'],
  ['2028-02-29', '2029-02-28', '2029-03-01', '2030-03-01'],
  ['2027-03-01', '2028-02-29', '2028-03-01', '2029-02-28'],
  ['2026-01-01', '2026-12-31', '2027-01-01', '2027-12-31'],
])('after %s to %s comes %s to %s', (startsOn, endsOn, nextStart, nextEnd) => {
  expect(nextDates({ startsOn, endsOn })).toEqual({ startsOn: nextStart, endsOn: nextEnd });
});

test('ten years in a row have no gap, no overlap, and none is longer than a year', () => {
  for (const first of [
    { startsOn: '2023-03-01', endsOn: '2024-02-29' },
    { startsOn: '2024-02-29', endsOn: '2025-02-28' },
    { startsOn: '2025-07-01', endsOn: '2026-06-30' },
  ]) {
    let entry = first;
    for (let year = 0; year < 10; year++) {
      const next = nextDates(entry);
      expect(Date.parse(next.startsOn) - Date.parse(entry.endsOn)).toBe(86_400_000);
      expect((Date.parse(next.endsOn) - Date.parse(next.startsOn)) / 86_400_000).toBeLessThanOrEqual(366);
      entry = next;
    }
  }
});

test('the agenda moves along, and nothing of it falls behind the last day', () => {
  const row = (heldOn: string) => ({ heldOn, startsAt: '09:00', endsAt: '10:00', title: 'Watch', counts: true });
  const content = {
    startsOn: '2027-07-02',
    endsOn: '2028-07-02',
    agenda: [row('2027-07-02'), row('2028-07-02')],
  } as unknown as EventContent;
  expect(nextEntryOf(content)).toMatchObject({
    startsOn: '2028-07-03',
    endsOn: '2029-07-03',
    agenda: [row('2028-07-03'), row('2029-07-03')],
  });
});

const years = [
  { startsOn: '2025-07-01', endsOn: '2026-06-30' },
  { startsOn: '2026-07-01', endsOn: '2027-06-30' },
];

describe('a completion belongs to the year', () => {
  test.each([
    ['2025-01-01', 0],
    ['2025-07-01', 0],
    ['2026-06-30', 0],
    ['2026-07-01', 1],
    ['2027-06-30', 1],
    ['2029-01-01', 1],
  ])('%s', (day, at) => expect(entryOn(years, day)).toBe(years[at]));

  test('and one in a gap between two years to neither, with a sentence', () => {
    const later = [years[0]!, { startsOn: '2026-07-10', endsOn: '2027-06-30' }];
    const entry = entryOn(later, '2026-07-05');
    expect(entry).toBe(later[1]);
    expect(whyNotOnThisDay('2026-07-05', { asks: null, entry, today: '2026-07-12' })).toMatch(SENTENCE);
    // Before the next year begins, the rule of when certificates are issued has its own sentence.
    expect(whyNotOnThisDay('2026-07-05', { asks: null, entry, today: '2026-07-05' })).toBeNull();
  });
});

describe('the day of completion', () => {
  test('is asked for 30 days after a year began, and from the end of the last one on', () => {
    expect(asksCompleted(years, '2026-06-30')).toBeNull();
    expect(asksCompleted(years, '2026-07-01')).toEqual({ from: '2025-07-01', to: '2026-07-01' });
    expect(asksCompleted(years, '2026-07-30')).toEqual({ from: '2025-07-01', to: '2026-07-30' });
    expect(asksCompleted(years, '2026-07-31')).toBeNull();
    expect(asksCompleted(years, '2027-07-01')).toEqual({ from: '2026-07-01', to: '2027-06-30' });
    expect(asksCompleted(years.slice(0, 1), '2025-07-05')).toBeNull();
  });

  test('is the day on which the form was opened when midnight passed meanwhile, and no older one', () => {
    const asks = asksCompleted(years, '2026-07-01');
    const day = (completedOn: string | null, openedOn: string | null) =>
      dayOfClaim({ completedOn, openedOn }, asks, '2026-07-01');
    expect(day('2026-06-30', '2026-07-01')).toBe('2026-06-30');
    expect(day(null, '2026-06-30')).toBe('2026-06-30');
    expect(day(null, '2026-06-29')).toBe('2026-07-01');
    expect(day(null, null)).toBe('2026-07-01');
    // A day that nobody asked for decides nothing.
    expect(dayOfClaim({ completedOn: '2026-01-01', openedOn: null }, null, '2026-10-01')).toBe('2026-10-01');
  });

  test('of a seminar is never asked for: people claim its certificate long after it', () => {
    const seminar = { id: 1, title: '', hours: '1', canceledAt: null, startsOn: '2026-05-03', endsOn: '2026-05-03' };
    const claim = { days: { completedOn: null, openedOn: null }, today: '2026-12-01' };
    expect(entryOfClaim([seminar], { asynchronous: false }, claim)).toMatchObject({ entry: seminar });
    expect(entryOfClaim([seminar], { asynchronous: true }, claim)).toEqual({ why: expect.stringMatching(SENTENCE) });
  });
});

test('an entry stays between the years next to it', () => {
  const course = { ...years[1]!, asynchronous: true };
  const after = { startsOn: '2027-07-01', endsOn: '2028-06-30' };
  expect(whyNotThisEntry(course, { before: years[0]!, after })).toBeNull();
  expect(whyNotThisEntry({ ...course, startsOn: '2026-06-30' }, { before: years[0]!, after })).toMatch(SENTENCE);
  expect(whyNotThisEntry({ ...course, endsOn: '2027-07-01' }, { before: years[0]!, after })).toMatch(SENTENCE);
  expect(whyNotThisEntry({ ...course, asynchronous: false }, { before: years[0]!, after: null })).toMatch(SENTENCE);
  expect(whyNotThisEntry({ ...course, asynchronous: false }, { before: null, after: null })).toBeNull();
});

test('the provider is asked from the largest number of days before the end on, urgently from the smallest', () => {
  const on = (today: string) => askToContinue({ endsOn: '2026-06-30' }, today, [60, 30, 14]);
  expect(['2026-04-30', '2026-05-01', '2026-06-15', '2026-06-16', '2026-07-30', '2026-07-31'].map(on)).toEqual([
    'early',
    'soon',
    'soon',
    'now',
    'now',
    'over',
  ]);
});

describe('a count up to June 30', () => {
  test('is for courses that run on that day and go on after it', () => {
    expect(interimDays({ startsOn: '2026-01-01', endsOn: '2026-12-31' })).toEqual(['2026-06-30']);
    expect(interimDays({ startsOn: '2025-07-01', endsOn: '2026-06-30' })).toEqual([]);
    expect(interimDays({ startsOn: '2026-06-30', endsOn: '2027-06-30' })).toEqual(['2026-06-30']);
    expect(interimDays({ startsOn: '2026-07-01', endsOn: '2027-07-01' })).toEqual(['2027-06-30']);
  });

  test('is possible once that day is over, and not for other events', () => {
    const course = { asynchronous: true, startsOn: '2026-01-01', endsOn: '2026-12-31', canceledAt: null };
    expect(interimDayNow(course, '2026-06-30')).toBeNull();
    expect(interimDayNow(course, '2026-07-01')).toBe('2026-06-30');
    expect(interimDayNow({ ...course, canceledAt: new Date() }, '2026-07-01')).toBeNull();
    expect(interimDayNow({ ...course, asynchronous: false }, '2026-07-01')).toBeNull();
    expect(whyNotInterim(course, '2026-06-30', '2026-06-30')).toBe('You can record this count from July 1, 2026 on.');
    expect(whyNotInterim(course, '2025-06-30', '2026-07-01')).toMatch(SENTENCE);
    expect(whyNotInterim({ ...course, asynchronous: false }, '2026-06-30', '2026-07-01')).toMatch(SENTENCE);
    expect(whyNotInterim(course, '2026-06-30', '2027-02-01')).toBeNull();
  });
});
