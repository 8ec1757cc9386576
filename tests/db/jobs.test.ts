import '../support/settings';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import { firstAccessLinks, humanChecks, mails, rateLimits, sessions } from '@/db/schema';
import { workerUrl } from '@/db/worker-url';
import { ALL_JOBS } from '@/lib/jobs/all-jobs';
import { defineJob, type JobContext } from '@/lib/jobs/define-job';
import { doJob } from '@/lib/jobs/do-job';
import { purge } from '@/lib/jobs/purge';
import { runJobs } from '@/lib/jobs/run-jobs';
import { SCHEDULE } from '@/lib/jobs/schedule';
import { clockAt } from '@/lib/platform/clock';
import { JobFailed } from '@/lib/platform/job-failed';
import { addJob, DELIVER_MAIL } from '@/lib/platform/job-kinds';
import { log } from '@/lib/platform/log';
import { sendEmail } from '@/lib/platform/mail/send-email';
import { asAdmin, testDatabase } from '../support/database';
import { providerContext } from '../support/people';
import { soon } from '../support/soon';

const database = testDatabase();
const NOW = new Date('2026-05-03T18:00:00Z');
const LONG_AGO = new Date('2026-05-01T12:00:00Z');
const EARLIER = new Date('2026-05-03T17:50:00Z');
const visit = { clock: clockAt(() => NOW) };

beforeAll(() => {
  log.level = 'silent';
});

test('the purge deletes what is no longer needed, and nothing else', async () => {
  const { db } = database;
  const { actor } = await providerContext(db);
  for (const at of [LONG_AGO, EARLIER]) {
    const hash = at.toISOString();
    await db.insert(sessions).values({ tokenHash: hash, userId: actor.userId, createdAt: at, lastSeenAt: at });
    await db.insert(rateLimits).values({ key: 'k', windowStart: at, count: 1 });
    await db.insert(humanChecks).values({ id: crypto.randomUUID(), kind: 'letters', answerHash: 'x', expiresAt: at });
    await db
      .insert(firstAccessLinks)
      .values({ tokenHash: hash, userId: actor.userId, createdAt: LONG_AGO, expiresAt: at });
    await db.insert(mails).values({
      kind: 'x',
      toAddress: 'a@example.org',
      subject: 'x',
      text: 'x',
      html: 'x',
      state: 'sending',
      createdAt: LONG_AGO,
      claimedAt: at,
    });
  }
  await purge({ db, clock: visit.clock });
  for (const table of [sessions, rateLimits, humanChecks, firstAccessLinks]) {
    expect(await db.select().from(table)).toHaveLength(1);
  }
  const words = await db.select({ at: mails.claimedAt, text: mails.text }).from(mails).orderBy(mails.claimedAt);
  expect(words).toEqual([
    { at: LONG_AGO, text: '' },
    { at: EARLIER, text: 'x' },
  ]);
});

/** Runs a job of a kind that was made for one test. */
function doOnce(
  { run, maxSeconds = 60 }: { run: (ctx: JobContext) => Promise<void>; maxSeconds?: number },
  payload: unknown = { mailId: 1 },
): Promise<void> {
  const kind = { ...DELIVER_MAIL, name: 'x', queue: 'upkeep', maxSeconds, run } as const;
  const settings = { smtpUrl: null, from: { name: 'PDUPS', address: 'a@example.org' }, replyTo: null, folder: '' };
  return doJob(defineJob(kind), { db: database.db, ...visit, settings }, { id: '1', payload, lastTry: false });
}

test('a payload is checked when a job is added and when it runs, and errors do not repeat its content', async () => {
  const wrong = { mailId: 'jane@example.org' } as never;
  await expect(database.db.transaction((tx) => addJob(tx, DELIVER_MAIL, wrong))).rejects.toThrow('mailId');
  expect(await database.db.execute(sql`select from graphile_worker.jobs`)).toHaveLength(0);
  const run = jest.fn();
  await expect(doOnce({ run }, wrong)).rejects.toThrow(new JobFailed('payload not understood (mailId)'));
  expect(run).not.toHaveBeenCalled();
});

test('a job acts under its own name, and one that takes too long is stopped and frees its slot', async () => {
  let ctx: JobContext | undefined;
  const hangs = (given: JobContext) => {
    ctx = given;
    return new Promise<void>(() => {});
  };
  await expect(doOnce({ run: hangs, maxSeconds: 0.01 })).rejects.toThrow(new JobFailed('it took longer than 0.01 s'));
  expect(ctx!.actor).toEqual({ kind: 'job', name: 'x', for: null });
  expect(ctx!.signal.aborted).toBe(true);
});

test('each job has one name, and at most one line in the schedule', () => {
  const names = ALL_JOBS.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  const planned = SCHEDULE.map(({ job }) => job);
  expect(new Set(planned).size).toBe(planned.length);
  expect(ALL_JOBS).toEqual(expect.arrayContaining(planned));
});

test('the queue saves neither the message nor the parameters of a failure', async () => {
  const leaky = () =>
    Promise.reject(Object.assign(new Error("insert 'jane@example.org'"), { name: 'PostgresError', code: '23505' }));
  const failure = await doOnce({ run: leaky }).catch((error) => error);
  expect(failure).toBeInstanceOf(JobFailed);
  expect(failure.message).toBe('PostgresError 23505');
});

test('upkeep is scheduled; a queue whose connections were cut continues by itself', async () => {
  await withJobs(async () => {
    await soon(async () => {
      const planned = await database.db.execute(sql`select from job_schedule where job = 'purge'`);
      return planned.length === 1;
    });
    await expectDelivery('before.cut');

    await asAdmin(
      database.url,
      (admin) => admin`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name = 'pdups jobs'`,
    );
    await expectDelivery('after.cut');
  });
  await soon(async () => {
    const open = await database.db.execute(
      sql`select from pg_stat_activity where datname = current_database() and application_name = 'pdups jobs'`,
    );
    return open.length === 0;
  });
});

test('a queue whose first query failed starts again', async () => {
  const told = jest.spyOn(log, 'trace');
  const name = (from: string, to: string) =>
    database.owner.execute(sql`alter table graphile_worker.${sql.identifier(from)} rename to ${sql.identifier(to)}`);
  await name('_private_tasks', 'away');
  try {
    await withJobs(async () => {
      await soon(() => told.mock.calls.some(([words]) => /Failed to acquire job/.test(JSON.stringify(words))));
      await name('away', '_private_tasks');
      await expectDelivery('after.failure');
    });
  } finally {
    told.mockRestore();
  }
});

/** Runs the work while a queue processes the jobs; its emails go to a folder that is deleted afterward. */
async function withJobs(work: () => Promise<void>): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'pdups-mail-'));
  const settings = { smtpUrl: null, from: { name: 'PDUPS', address: 'a@example.org' }, replyTo: null, folder };
  const jobs = await runJobs(database.url, { db: database.db, clock: visit.clock, settings });
  try {
    await work();
  } finally {
    await jobs.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function expectDelivery(kind: string): Promise<void> {
  await database.db.transaction((tx) =>
    sendEmail(tx, visit, { kind, to: 'a@example.org', subject: 'x', paragraphs: ['x'] }),
  );
  await soon(async () => {
    const [row] = await database.db.execute(sql`select from mails where kind = ${kind} and state = 'sent'`);
    return row;
  });
}

test('the queue’s driver encrypts like the product’s', () => {
  const url = 'postgres://a:b@db.example.org/pdups';
  const search = (address: string, encrypted: boolean) => new URL(workerUrl(address, encrypted)).searchParams;
  expect(search(url, false).has('sslmode')).toBe(false);
  expect(search(`${url}?sslmode=prefer`, false).has('sslmode')).toBe(false);
  expect(search(`${url}?ssl=true`, true).get('sslmode')).toBe('require');
  expect(search(`${url}?sslmode=require`, true).get('uselibpqcompat')).toBe('true');
  expect(search(`${url}?sslmode=verify-full`, true).get('sslmode')).toBe('verify-full');
  expect(search(`${url}?sslmode=verify-full`, true).has('uselibpqcompat')).toBe(false);
});
