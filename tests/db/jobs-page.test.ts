import '../support/settings';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { mailBounces, mails, pausedQueues } from '@/db/schema';
import { defineJob } from '@/lib/jobs/define-job';
import { type RunningJobs, runJobs } from '@/lib/jobs/run-jobs';
import { describeJobs } from '@/lib/jobs/staff/describe-jobs';
import { continueQueue, pauseQueue } from '@/lib/jobs/staff/pause-queue';
import { retryJob, retryJobSchema } from '@/lib/jobs/staff/retry-job';
import { clockAt, systemClock } from '@/lib/platform/clock';
import { JobFailed } from '@/lib/platform/job-failed';
import { addJob, DELIVER_BULK_MAIL } from '@/lib/platform/job-kinds';
import { log } from '@/lib/platform/log';
import { writeEmail } from '@/lib/platform/mail/send-email';
import { EVERY_EMAIL } from '@/lib/system/emails-query';
import { listEmails } from '@/lib/system/list-emails';
import { sendTestEmail } from '@/lib/system/send-test-email';
import { expectAudit } from '../support/audit';
import { testDatabase } from '../support/database';
import { providerContext, staffContext } from '../support/people';
import { soon } from '../support/soon';

const testDb = testDatabase();
const settings = {
  smtpUrl: null,
  from: { name: 'PDUPS', address: 'a@example.org' },
  replyTo: null,
  folder: '/nonexistent',
};
let running: RunningJobs[] = [];

jest.setTimeout(60_000);
beforeAll(() => {
  log.level = 'silent';
});
afterEach(async () => {
  await Promise.all(running.map((jobs) => jobs.stop()));
  running = [];
  await testDb.db.execute(sql`delete from graphile_worker._private_jobs`);
  await testDb.db.delete(pausedQueues);
});

async function administrator() {
  const staff = await staffContext(testDb.db);
  return { ...staff, actor: { ...staff.actor, role: 'administrator' as const }, clock: systemClock };
}

const MARKER = { name: 'marker', payload: z.strictObject({}), maxAttempts: 1 };
let marked = 0;

/** Starts a worker. Emails of a mailing are done by a function of the test instead of a mail server. */
const start = async (run: () => Promise<void>) => {
  const jobs = [
    defineJob({ ...DELIVER_BULK_MAIL, queue: 'bulk mail', maxSeconds: 60, run }),
    defineJob({
      ...MARKER,
      queue: 'upkeep',
      maxSeconds: 60,
      run: async () => {
        marked += 1;
      },
    }),
  ];
  running.push(await runJobs(testDb.url, { db: testDb.db, clock: systemClock, settings }, { jobs, schedule: [] }));
};

/** Waits until a job of another queue is done, which was added after everything before. */
async function otherQueueGoesOn(): Promise<void> {
  const before = marked;
  await testDb.db.transaction((tx) => addJob(tx, MARKER, {}));
  await soon(() => marked > before);
}

const add = (mailId: number) => testDb.db.transaction((tx) => addJob(tx, DELIVER_BULK_MAIL, { mailId }));
const bulk = async (ctx: Awaited<ReturnType<typeof administrator>>) =>
  (await describeJobs(ctx)).queues.find(({ name }) => name === 'bulk mail')!;

test('an administrator pauses a queue on every worker, and lets it continue; jobs wait meanwhile', async () => {
  const ctx = await administrator();
  let done = 0;
  const count = async () => {
    done += 1;
  };
  await start(count);
  await start(count);
  await add(1);
  await soon(() => done === 1);

  const followed = jest.spyOn(log, 'warn');
  await pauseQueue(ctx, { queue: 'bulk mail' });
  await expectAudit(testDb.db, 'queue.paused', `user:${ctx.actor.userId}`, { details: { queue: 'bulk mail' } });
  await soon(
    () =>
      followed.mock.calls.filter(([about]) => (about as { paused?: string[] }).paused?.includes('bulk mail')).length ===
      2,
  );
  followed.mockRestore();
  await add(2);
  await otherQueueGoesOn();
  // A worker that starts now does not begin with it either.
  await start(count);
  await add(3);
  await otherQueueGoesOn();
  expect(done).toBe(1);
  expect(await bulk(ctx)).toMatchObject({ waiting: 2, running: 0, paused: { byName: ctx.actor.name } });

  await continueQueue(ctx, { queue: 'bulk mail' });
  await expectAudit(testDb.db, 'queue.continued', `user:${ctx.actor.userId}`);
  await soon(() => done === 3);
  expect(await bulk(ctx)).toMatchObject({ waiting: 0, paused: null });
});

test('a failed job is shown with its reason and no personal data, and is done when an administrator retries it', async () => {
  const ctx = await administrator();
  let fails = true;
  let done = 0;
  await start(async () => {
    if (fails) throw new JobFailed('the email was not accepted (answer 451)');
    done += 1;
  });
  await add(7);
  await soon(async () => (await describeJobs(ctx)).failed.length === 1);
  await soon(async () => (await describeJobs(ctx)).failed[0]!.state === 'tried again');
  const overview = await describeJobs(ctx);
  expect(overview.failed).toEqual([
    {
      id: expect.any(Number),
      kind: 'Deliver bulk mail',
      reason: expect.stringContaining('the email was not accepted (answer 451)'),
      attempts: 1,
      maxAttempts: DELIVER_BULK_MAIL.maxAttempts,
      nextAt: expect.any(Date),
      state: 'tried again',
    },
  ]);
  expect(await bulk(ctx)).toMatchObject({ later: 1, givenUp: 0 });

  await testDb.db.execute(sql`update graphile_worker._private_jobs set attempts = max_attempts`);
  expect((await describeJobs(ctx)).failed).toMatchObject([{ state: 'given up', nextAt: null }]);
  expect(await bulk(ctx)).toMatchObject({ later: 0, givenUp: 1 });
  fails = false;
  const { id: jobId } = overview.failed[0]!;
  await retryJob(ctx, { jobId });
  await expectAudit(testDb.db, 'job.retried', `user:${ctx.actor.userId}`, {
    details: { job: jobId, kind: DELIVER_BULK_MAIL.name },
  });
  await soon(() => done === 1);
  await soon(async () => (await describeJobs(ctx)).failed.length === 0);
  await expect(retryJob(ctx, { jobId })).rejects.toMatchObject({ code: 'conflict' });
});

test('a job that has not failed is not retried, and neither is a number that is none', async () => {
  const ctx = await administrator();
  await add(1);
  const [row] = await testDb.db.execute<{ id: string }>(sql`select id from graphile_worker._private_jobs`);
  await expect(retryJob(ctx, { jobId: Number(row!.id) })).rejects.toMatchObject({ code: 'conflict' });
  for (const jobId of ['0', '-1', '1e3', '1 or 1=1', ''])
    expect(retryJobSchema.safeParse({ jobId }).success).toBe(false);
});

test('staff read jobs and emails but change nothing; providers read neither', async () => {
  const staff = await staffContext(testDb.db);
  const provider = await providerContext(testDb.db);
  await describeJobs(staff);
  await listEmails(staff, EVERY_EMAIL);
  const forbidden = { code: 'forbidden' };
  await expect(pauseQueue(staff, { queue: 'upkeep' })).rejects.toMatchObject(forbidden);
  await expect(continueQueue(staff, { queue: 'upkeep' })).rejects.toMatchObject(forbidden);
  await expect(retryJob(staff, { jobId: 1 })).rejects.toMatchObject(forbidden);
  await expect(sendTestEmail(staff)).rejects.toMatchObject(forbidden);
  await expect(describeJobs(provider)).rejects.toMatchObject(forbidden);
  await expect(listEmails(provider, EVERY_EMAIL)).rejects.toMatchObject(forbidden);
});

test('a test email goes to the administrator’s own address', async () => {
  const ctx = await administrator();
  await sendTestEmail(ctx);
  const [email] = await testDb.db.select().from(mails).where(sql`kind = 'system.test'`);
  expect(email).toMatchObject({
    toAddress: `${ctx.actor.name.toLowerCase().replace(' ', '')}@example.org`,
    state: 'waiting',
  });
  await expectAudit(testDb.db, 'email.test_sent', `user:${ctx.actor.userId}`);
});

describe('the email log', () => {
  const send = (to: string | null, kind: string) =>
    testDb.db.transaction((tx) =>
      writeEmail(
        tx,
        { clock: clockAt(() => new Date('2026-05-01T18:00:00Z')) },
        { kind, to, subject: 'Secret', paragraphs: ['x'] },
      ),
    );

  test('finds emails by address, username and kind, latest first, and says which came back', async () => {
    const ctx = await administrator();
    const first = await send('Rosa@example.org', 'log.one');
    const second = await send('rosa@example.org', 'log.two');
    await send('other@example.org', 'log.one');
    await send(null, 'log.one');
    await testDb.db.insert(mailBounces).values({ mailId: first, how: 'report', status: '5.1.1', at: ctx.clock.now() });
    const ofRosa = await listEmails(ctx, { ...EVERY_EMAIL, person: 'ROSA@example.org' });
    expect(ofRosa.emails.map(({ id, bounceStatus }) => [id, bounceStatus])).toEqual([
      [second, null],
      [first, '5.1.1'],
    ]);
    expect(
      (await listEmails(ctx, { ...EVERY_EMAIL, person: 'rosa@example.org', kind: 'log.one' })).emails,
    ).toHaveLength(1);
    expect(
      (await listEmails(ctx, { ...EVERY_EMAIL, kind: 'log.one' })).emails.map(({ toAddress }) => toAddress),
    ).toEqual(['other@example.org', 'Rosa@example.org']);
    expect(ofRosa.kinds).toEqual(expect.arrayContaining(['log.one', 'log.two']));
    await sendTestEmail(ctx);
    const own = await listEmails(ctx, { ...EVERY_EMAIL, person: ctx.actor.username });
    expect(own.emails.map(({ kind }) => kind)).toContain('system.test');
    expect(await listEmails(ctx, { ...EVERY_EMAIL, person: 'nobody-has-this' })).toMatchObject({
      emails: [],
      unknownPerson: true,
    });
  });

  test('has nothing of what an email says', async () => {
    const ctx = await administrator();
    await send('said@example.org', 'log.said');
    expect(JSON.stringify(await listEmails(ctx, { ...EVERY_EMAIL, person: 'said@example.org' }))).not.toContain(
      'Secret',
    );
  });

  test('goes on page by page without leaving out or repeating an email', async () => {
    const ctx = await administrator();
    for (let n = 0; n < 101; n += 1) await send('many@example.org', 'log.many');
    const seen: number[] = [];
    for (let query: typeof EVERY_EMAIL | null = { ...EVERY_EMAIL, kind: 'log.many' }; query; ) {
      const page: Awaited<ReturnType<typeof listEmails>> = await listEmails(ctx, query);
      seen.push(...page.emails.map(({ id }) => id));
      query = page.next;
    }
    expect(seen).toHaveLength(101);
    expect([...new Set(seen)].sort((a, b) => b - a)).toEqual(seen);
  });
});
