import { addBusinessDays, holidaysOf, isBusinessDay } from '@/lib/platform/business-days';

test('the holidays of a year with an election and of one without', () => {
  expect(holidaysOf(2026)).toEqual([
    '2026-01-01',
    '2026-01-19',
    '2026-02-16',
    '2026-05-25',
    '2026-06-19',
    '2026-07-03', // July 4 is a Saturday
    '2026-09-07',
    '2026-10-12',
    '2026-11-03',
    '2026-11-11',
    '2026-11-26',
    '2026-12-25',
  ]);
  expect(holidaysOf(2027)).toEqual([
    '2027-01-01',
    '2027-01-18',
    '2027-02-15',
    '2027-05-31',
    '2027-06-18', // June 19 is a Saturday
    '2027-07-05', // July 4 is a Sunday
    '2027-09-06',
    '2027-10-11',
    '2027-11-11',
    '2027-11-25',
    '2027-12-24', // December 25 is a Saturday
  ]);
});

test('election day is never the first of November', () => {
  expect(holidaysOf(2022)).toContain('2022-11-08');
  expect(holidaysOf(2022)).not.toContain('2022-11-01');
});

test('New Year’s Day on a Saturday is observed in the old year', () => {
  expect(holidaysOf(2028)[0]).toBe('2027-12-31');
  expect(isBusinessDay('2027-12-31')).toBe(false);
  expect(isBusinessDay('2027-12-30')).toBe(true);
});

test.each([
  ['2026-11-24', 1, '2026-11-25'],
  // Thanksgiving and a weekend are in between.
  ['2026-11-24', 7, '2026-12-04'],
  ['2026-12-23', 2, '2026-12-28'],
  // Counted from a Sunday, the first day is Monday.
  ['2026-11-29', 7, '2026-12-08'],
  ['2027-12-29', 2, '2028-01-03'],
])('from %s, %i business days end on %s', (from, count, day) => {
  expect(addBusinessDays(from, count)).toBe(day);
});

test('the agency can add a day off and work on a holiday', () => {
  const others = { added: ['2026-12-24'], removed: ['2026-11-03'] };
  expect(['2026-12-24', '2026-11-03'].map((day) => isBusinessDay(day, others))).toEqual([false, true]);
  expect(['2026-12-24', '2026-11-03'].map((day) => isBusinessDay(day))).toEqual([true, false]);
  // A Saturday stays a Saturday.
  expect(isBusinessDay('2026-11-07', { added: [], removed: ['2026-11-07'] })).toBe(false);
  expect(addBusinessDays('2026-12-23', 1, others)).toBe('2026-12-28');
});
