import { dayInMontana } from '@/lib/platform/clock';
import { addYears, daysBetween, formatDay, formatDays, formatMoment, isDay } from '@/lib/platform/days';

test.each([
  ['2026-05-04T05:59:59Z', '2026-05-03'],
  ['2026-05-04T06:00:00Z', '2026-05-04'],
  ['2026-12-04T06:59:59Z', '2026-12-03'],
  ['2026-12-04T07:00:00Z', '2026-12-04'],
  // The night in which the clocks change.
  ['2026-03-08T06:59:59Z', '2026-03-07'],
  ['2026-11-01T06:00:00Z', '2026-11-01'],
])('at %s it is %s in Montana', (moment, day) => {
  expect(dayInMontana(new Date(moment))).toBe(day);
});

test('dates are written as people in Montana write them', () => {
  expect(formatDay('2026-05-03')).toBe('May 3, 2026');
  expect(formatDays('2026-05-03', '2026-05-03')).toBe('May 3, 2026');
  expect(formatDays('2026-05-03', '2026-05-05')).toBe('May 3–5, 2026');
  expect(formatDays('2026-05-30', '2026-06-02')).toBe('May 30 – June 2, 2026');
  expect(formatDays('2025-11-15', '2026-11-15')).toBe('November 15, 2025 – November 15, 2026');
});

test('a time is shown with its time zone', () => {
  expect(formatMoment(new Date('2026-10-04T21:30:00Z'))).toBe('October 4, 2026 at 3:30 PM MT');
  expect(formatMoment(new Date('2026-12-04T21:30:00Z'))).toBe('December 4, 2026 at 2:30 PM MT');
});

test.each(['2026-02-30', '2025-02-29', '2026-13-01', '2026-1-1', 'infinity', '', '2026-05-03T00:00', '20260503'])(
  '%j is not a day',
  (text) => expect(isDay(text)).toBe(false),
);

test('a year after February 29 is February 28', () => {
  expect(addYears('2028-02-29', 1)).toBe('2029-02-28');
  expect(daysBetween('2026-05-03', '2027-05-03')).toBe(365);
});
