import '../support/settings';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { connect, type Database } from '@/db/client';
import { defineJob, scheduledPayload } from '@/lib/jobs/define-job';
import { queueDueJobs } from '@/lib/jobs/queue-due-jobs';
import { runJobs } from '@/lib/jobs/run-jobs';
import type { ScheduleEntry } from '@/lib/jobs/schedule';
import { JobFailed } from '@/lib/platform/job-failed';
import { addJob, type JobKind } from '@/lib/platform/job-kinds';
import { log } from '@/lib/platform/log';
import { testDatabase } from '../support/database';
import { type SimulatedTime, simulateTime } from '../support/simulated-time';
import { soon } from '../support/soon';

const database = testDatabase();
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let time: SimulatedTime;
/** Connected with a simulated `now()`, too. */
let db: Database;

jest.setTimeout(120_000);
beforeAll(async () => {
  log.level = 'silent';
  time = await simulateTime(database);
  db = connect(time.url, { max: 4 });
});
afterAll(() => db.$client.end({ timeout: 5 }));

const settings = { smtpUrl: null, from: { name: 'PDUPS', address: 'a@example.org' }, replyTo: null, folder: '' };

/** Makes a job that only records that it ran, and for which moment. */
function noted(name: string, done: Record<string, string[]>) {
  done[name] = [];
  return defineJob({
    name,
    payload: scheduledPayload,
    queue: 'upkeep',
    maxAttempts: 3,
    maxSeconds: 60,
    run: async (_ctx, { dueAt }) => void done[name]!.push(dueAt),
  });
}

/** Makes workers that check the schedule, each with a separate memory. */
function lookers(schedule: readonly ScheduleEntry[], count: number) {
  const noted = Array.from({ length: count }, () => new Map<string, number>());
  return {
    look: () => Promise.all(noted.map((memory) => queueDueJobs({ db, clock: time.clock }, schedule, memory))),
    restart: () => {
      for (const memory of noted) memory.clear();
    },
  };
}

const jobsLeft = async () => (await db.execute(sql`select from graphile_worker.jobs`)).length;

const wall = new Intl.DateTimeFormat('sv-SE', { timeZone: 'America/Denver', dateStyle: 'short', timeStyle: 'short' });
const onTheWall = (moments: readonly string[] | undefined) =>
  moments!.map((text) => wall.format(new Date(text))).sort();

/** Returns the days of a year in Montana, as names. */
function days(from: string, count: number): string[] {
  return Array.from({ length: count }, (_, n) => new Date(Date.parse(from) + n * DAY).toISOString().slice(0, 10));
}

test('in a year with two workers, each planned moment comes once, in Montana’s time, and delays follow the clock', async () => {
  const done: Record<string, string[]> = {};
  const morning = noted('morning', done);
  const followUps: { day: string; at: number; attempt: number }[] = [];
  const FOLLOW_UP = {
    name: 'follow_up',
    payload: z.strictObject({ day: z.iso.date() }),
    maxAttempts: 5,
  } satisfies JobKind;
  const followUp = defineJob({
    ...FOLLOW_UP,
    queue: 'issuing',
    maxSeconds: 60,
    run: async ({ clock }, { day }) => {
      const attempt = followUps.filter((row) => row.day === day).length + 1;
      followUps.push({ day, at: clock.now().getTime(), attempt });
      if (attempt === 1) throw new JobFailed('the first attempt');
    },
  });
  const schedule: ScheduleEntry[] = [{ job: morning, daily: '06:00' }];
  const jobs = [morning, followUp];
  const deps = { db, clock: time.clock, settings };

  // Noon in Montana in winter, and 1 p.m. in summer.
  const start = Date.parse('2026-02-01T19:00:00Z');
  await time.set(new Date(start));
  const workers = lookers(schedule, 2);
  const running = await Promise.all([1, 2].map(() => runJobs(time.url, deps, { jobs, schedule })));
  try {
    await workers.look();
    for (let now = start + DAY; now <= start + 365 * DAY; now += DAY) {
      await time.set(new Date(now));
      await workers.look();
      // Every hundred days, somebody schedules something for three days later.
      const day = (now - start) / DAY;
      if (day % 100 === 0) {
        await database.db.transaction((tx) =>
          addJob(tx, FOLLOW_UP, { day: time.clock.today() }, { at: new Date(now + 3 * DAY) }),
        );
      }
      if (day === 150) workers.restart();
    }
    // The pauses between attempts follow the same clock, which is moved forward a little until nothing waits.
    await soon(async () => {
      await time.set(new Date(time.clock.now().getTime() + 10_000));
      return (await jobsLeft()) === 0;
    });
  } finally {
    await Promise.all(running.map((worker) => worker.stop()));
  }

  const year = days('2026-02-02', 365);
  expect(onTheWall(done.morning)).toEqual(year.map((day) => `${day} 06:00`));
  expect(followUps.map(({ day, attempt }) => `${day} ${attempt}`).sort()).toEqual(
    ['2026-05-12', '2026-08-20', '2026-11-28'].flatMap((day) => [`${day} 1`, `${day} 2`]),
  );
  for (const { day, at } of followUps) expect(at).toBeGreaterThanOrEqual(Date.parse(`${day}T19:00:00Z`) + 3 * DAY);
});

test('each hour and each daily time comes once, even when clocks change', async () => {
  const done: Record<string, string[]> = {};
  const hourly = noted('hourly', done);
  const inTheGap = noted('in_the_gap', done);
  const twice = noted('twice', done);
  const schedule: ScheduleEntry[] = [
    { job: hourly, every: 'hour', at: ':23' },
    { job: inTheGap, daily: '02:30' },
    { job: twice, daily: '01:30' },
  ];
  const jobs = [hourly, inTheGap, twice];
  const workers = lookers(schedule, 3);
  const running = await runJobs(time.url, { db, clock: time.clock, settings }, { jobs, schedule: [] });
  try {
    for (const [start, first] of [
      ['2027-03-13T12:00:00Z', true],
      ['2027-11-06T12:00:00Z', false],
    ] as const) {
      done.hourly = [];
      for (let hour = 0; hour <= 48; hour++) {
        await time.set(new Date(Date.parse(start) + hour * HOUR));
        await workers.look();
      }
      await soon(async () => (await jobsLeft()) === 0);
      // The very first moment is only recorded; of those missed between spring and fall, only the latest is made up
      // for.
      const expected = Array.from({ length: first ? 48 : 49 }, (_, n) =>
        new Date(Date.parse(start) + (n + (first ? 0 : -1)) * HOUR + 23 * 60_000).toISOString(),
      );
      expect(done.hourly.sort()).toEqual(expected);
    }
    const onThreeDays = (at: string) => ['2027-11-06', '2027-11-07', '2027-11-08'].map((day) => `${day} ${at}`);
    expect(onTheWall(done.in_the_gap)).toEqual(['2027-03-14 03:30', '2027-03-15 02:30', ...onThreeDays('02:30')]);
    expect(onTheWall(done.twice)).toEqual(['2027-03-14 01:30', '2027-03-15 01:30', ...onThreeDays('01:30')]);
  } finally {
    await running.stop();
  }
});

test('of the moments missed while nothing ran, a restart makes up for the latest, once; a wrong clock repeats nothing', async () => {
  const done: Record<string, string[]> = {};
  const daily = noted('daily', done);
  const schedule: ScheduleEntry[] = [{ job: daily, daily: '06:00' }];
  const workers = lookers(schedule, 4);
  const at = async (moment: string) => {
    await time.set(new Date(moment));
    workers.restart();
    await workers.look();
  };
  const added = () =>
    db.execute<{ due: string }>(sql`
      select payload->>'dueAt' as due from graphile_worker._private_jobs order by id`);
  await at('2028-05-01T15:00:00Z');
  expect(await added()).toHaveLength(0);
  await at('2028-05-05T15:00:00Z');
  await at('2028-05-05T16:00:00Z');
  await at('2028-05-04T16:00:00Z');
  expect((await added()).map(({ due }) => due)).toEqual(['2028-05-05T12:00:00.000Z']);
});
