import { asLocalTime } from '@/lib/platform/clock';

/** ZIP writes the parts of a date in the process's own time zone. */
const parts = (date: Date) => [
  date.getFullYear(),
  date.getMonth() + 1,
  date.getDate(),
  date.getHours(),
  date.getMinutes(),
];

test('files in a ZIP carry the time in Montana, also in the evening and when clocks change', () => {
  expect(parts(asLocalTime(new Date('2026-06-16T02:05:00Z')))).toEqual([2026, 6, 15, 20, 5]);
  expect(parts(asLocalTime(new Date('2026-12-01T06:59:00Z')))).toEqual([2026, 11, 30, 23, 59]);
  expect(parts(asLocalTime(new Date('2026-11-01T08:30:00Z')))).toEqual([2026, 11, 1, 1, 30]);
});
