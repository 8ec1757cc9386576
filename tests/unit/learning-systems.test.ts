import { z } from 'zod';
import { dayCompleted, isMoment } from '@/lib/learning-systems/completed-on';
import { learnerShape } from '@/lib/learning-systems/learner';
import { clockAt } from '@/lib/platform/clock';

const clock = (moment: string) => clockAt(() => new Date(moment));

/** 9 p.m. on May 4 in Montana. */
const EVENING = clock('2026-05-05T03:00:00Z');

test.each([
  // A date that is today somewhere counts as today.
  ['2026-05-04', '2026-05-04'],
  ['2026-05-05', '2026-05-04'],
  ['2026-05-03', '2026-05-03'],
  ['2026-05-06', '2026-05-06'],
  // A time is converted.
  ['2026-05-05T02:59:00Z', '2026-05-04'],
  ['2026-05-04T20:59:00-06:00', '2026-05-04'],
  ['2026-05-04T05:59:59Z', '2026-05-03'],
  ['2026-05-05T10:00:00+14:00', '2026-05-04'],
  // An hour ahead is the same day; a day ahead does not count as today.
  ['2026-05-05T04:00:00Z', '2026-05-04'],
  ['2026-05-05T07:00:00Z', '2026-05-05'],
])('in the evening of May 4, %s is %s', (completedOn, day) => {
  expect(dayCompleted(completedOn, EVENING)).toBe(day);
});

test('the date counts as today from the time it begins anywhere, and not before', () => {
  expect(dayCompleted('2026-05-05', clock('2026-05-04T09:59:59Z'))).toBe('2026-05-05');
  expect(dayCompleted('2026-05-05', clock('2026-05-04T10:00:00Z'))).toBe('2026-05-04');
});

test('a clock that is minutes fast does not complete a course tomorrow', () => {
  const beforeMidnight = clock('2026-05-05T05:58:00Z');
  expect(dayCompleted('2026-05-05T06:01:00Z', beforeMidnight)).toBe('2026-05-04');
  expect(dayCompleted('2026-05-05T06:04:00Z', beforeMidnight)).toBe('2026-05-05');
});

test.each([
  ['2026-05-03T21:30:00-06:00', true],
  ['2026-05-03T21:30:00.123Z', true],
  ['2026-05-03T21:30Z', true],
  ['2026-05-03t21:30:00z', true],
  ['2026-05-03T21:30:00', false],
  ['2026-05-03', false],
  ['2026-02-30T21:30:00Z', false],
  ['2026-05-03T25:00:00Z', false],
  ['2026-05-03T21:30:00+99:00', false],
  ['2026-05-03T21:30:00-06:00[America/Denver]', false],
  ['20260503T213000Z', false],
  ['', false],
])('%j is a time with an offset: %s', (text, is) => {
  expect(isMoment(text)).toBe(is);
});

const units = z.object({ units: learnerShape.units });

test.each([
  [6, '6'],
  [6.25, '6.25'],
  [0.25, '0.25'],
  [999.75, '999.75'],
  ['6', '6'],
  ['6.25', '6.25'],
  ['6.5', '6.5'],
  ['6.50', '6.5'],
  ['6.00', '6'],
  ['0.75', '0.75'],
])('units of %j are %s', (given, read) => {
  expect(units.parse({ units: given })).toEqual({ units: read });
});

test.each([
  0,
  -1,
  6.1,
  1000,
  Number.NaN,
  '0',
  '0.00',
  '-1',
  '6.1',
  '6,25',
  '1000',
  '6.250',
  '.',
  '',
  ' 6',
  null,
  true,
  [6],
])('units of %j are refused with a sentence', (given) => {
  const { error } = units.safeParse({ units: given });
  expect(error!.issues).toHaveLength(1);
  expect(error!.issues[0]!.message).toMatch(/^Units .*\.$/);
});

test('missing fields are named', () => {
  const { error } = z.object({ units: learnerShape.units, completedOn: learnerShape.completedOn }).safeParse({});
  expect(error!.issues.map(({ message }) => message)).toEqual(['This field is missing.', 'This field is missing.']);
});
