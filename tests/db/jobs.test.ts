import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import { firstAccessLinks, humanChecks, mails, rateLimits, sessions } from '@/db/schema';
import { workerUrl } from '@/db/worker-url';
import { clockAt } from '@/lib/platform/clock';
import { keepHouse } from '@/lib/platform/jobs/housekeeping';
import { JobFailed } from '@/lib/platform/jobs/job-failed';
import { runJobs } from '@/lib/platform/jobs/run-jobs';
import { doJob } from '@/lib/platform/jobs/tasks';
import { log } from '@/lib/platform/log';
import { sendLetter } from '@/lib/platform/mail/send-letter';
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

test('housekeeping deletes what nothing can ask for any more, and nothing else', async () => {
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
      createdAt: at,
    });
  }
  await keepHouse({ db, clock: visit.clock });
  for (const table of [sessions, rateLimits, humanChecks, firstAccessLinks]) {
    expect(await db.select().from(table)).toHaveLength(1);
  }
  const words = await db.select({ at: mails.createdAt, text: mails.text }).from(mails).orderBy(mails.createdAt);
  expect(words).toEqual([
    { at: LONG_AGO, text: '' },
    { at: EARLIER, text: 'x' },
  ]);
});

test('the queue keeps neither the words nor the parameters of a failure', async () => {
  const leaky = () =>
    Promise.reject(Object.assign(new Error("insert 'jane@example.org'"), { name: 'PostgresError', code: '23505' }));
  const failure = await doJob('x', leaky, { payload: {}, lastTry: false }).catch((error) => error);
  expect(failure).toBeInstanceOf(JobFailed);
  expect(failure.message).toBe('PostgresError 23505');
});

test('housekeeping is planned; a queue whose connections were cut goes on by itself', async () => {
  await withJobs(async () => {
    await soon(async () => {
      const planned = await database.db.execute(
        sql`select from graphile_worker._private_known_crontabs where identifier = 'housekeeping'`,
      );
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

test('a queue whose first question failed begins anew', async () => {
  const told = jest.spyOn(log, 'trace');
  const name = (from: string, to: string) =>
    asAdmin(database.url, (admin) => admin`alter table graphile_worker.${admin(from)} rename to ${admin(to)}`);
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

/** Does the work while a queue works off the jobs; its letters land in a folder that is gone afterwards. */
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
    sendLetter(tx, visit, { kind, to: 'a@example.org', subject: 'x', paragraphs: ['x'] }),
  );
  await soon(async () => {
    const [row] = await database.db.execute(sql`select from mails where kind = ${kind} and state = 'sent'`);
    return row;
  });
}

test('the queue’s driver encrypts as ours does', () => {
  const url = 'postgres://a:b@db.example.org/pdups';
  const search = (address: string, encrypted: boolean) => new URL(workerUrl(address, encrypted)).searchParams;
  expect(search(url, false).has('sslmode')).toBe(false);
  expect(search(`${url}?sslmode=prefer`, false).has('sslmode')).toBe(false);
  expect(search(`${url}?ssl=true`, true).get('sslmode')).toBe('require');
  expect(search(`${url}?sslmode=require`, true).get('uselibpqcompat')).toBe('true');
  expect(search(`${url}?sslmode=verify-full`, true).get('sslmode')).toBe('verify-full');
  expect(search(`${url}?sslmode=verify-full`, true).has('uselibpqcompat')).toBe(false);
});
