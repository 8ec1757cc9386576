import { lastDue, type Times } from '@/lib/jobs/last-due';

const HOUR = 3_600_000;

/** Formats a moment as a clock on a wall in Montana shows it, independently of the code under test. */
const wall = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'America/Denver',
  dateStyle: 'short',
  timeStyle: 'short',
});
const onTheWall = (moment: Date) => wall.format(moment);

/** Returns the due moments found by looking every five minutes. */
function moments(times: Times, from: string, to: string): Date[] {
  const seen: Date[] = [];
  for (let at = Date.parse(from); at < Date.parse(to); at += 300_000) {
    const due = lastDue(times, new Date(at));
    expect(due.getTime()).toBeLessThanOrEqual(at);
    if (seen.at(-1)?.getTime() !== due.getTime()) seen.push(due);
  }
  return seen;
}

test('an hourly job is due at its minute in each hour that passes, including when clocks change', () => {
  for (const [from, to] of [
    ['2026-03-07T12:00:00Z', '2026-03-09T12:00:00Z'],
    ['2026-10-31T12:00:00Z', '2026-11-02T12:00:00Z'],
  ] as const) {
    const due = moments({ every: 'hour', at: ':23' }, from, to);
    expect(due).toHaveLength(49);
    due.forEach((moment, i) => {
      expect(onTheWall(moment)).toMatch(/:23$/);
      if (i > 0) expect(moment.getTime() - due[i - 1]!.getTime()).toBe(HOUR);
    });
  }
});

test('a daily job is due once a day at its time in Montana, all year', () => {
  const due = moments({ daily: '06:00' }, '2026-02-01T13:00:00Z', '2027-02-01T13:00:00Z').map(onTheWall);
  expect(due).toHaveLength(365);
  expect(new Set(due.map((text) => text.slice(0, 10))).size).toBe(365);
  expect(due.every((text) => text.endsWith('06:00'))).toBe(true);
});

test('a time that clocks skip counts an hour later, and one that occurs twice counts the first time', () => {
  expect(moments({ daily: '02:30' }, '2026-03-08T00:00:00Z', '2026-03-10T00:00:00Z').map(onTheWall)).toEqual([
    '2026-03-07 02:30',
    '2026-03-08 03:30',
    '2026-03-09 02:30',
  ]);
  const twice = moments({ daily: '01:30' }, '2026-11-01T00:00:00Z', '2026-11-03T00:00:00Z');
  expect(twice.map((moment) => moment.toISOString())).toEqual([
    '2026-10-31T07:30:00.000Z',
    '2026-11-01T07:30:00.000Z',
    '2026-11-02T08:30:00.000Z',
  ]);
});

test('a job is due at its exact time', () => {
  const moment = new Date('2026-05-03T12:00:00Z');
  expect(lastDue({ daily: '06:00' }, moment)).toEqual(moment);
  expect(lastDue({ every: 'hour', at: ':00' }, moment)).toEqual(moment);
});
