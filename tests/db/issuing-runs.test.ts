import '../support/settings';
import { spawn } from 'node:child_process';
import { and, asc, eq, isNotNull, sql } from 'drizzle-orm';
import { listDueAttendeeIds } from '@/db/queries/certificate-list';
import {
  attendees,
  auditEntries,
  issuingRunItems,
  issuingRuns,
  memberships,
  namedCertificates,
  users,
} from '@/db/schema';
import { issueOrBeginRun } from '@/lib/certificates/issue/issue-or-begin-run';
import { beginRun } from '@/lib/certificates/runs/begin-run';
import { changeRunState, getRun } from '@/lib/certificates/runs/change-run';
import { processBulkRun } from '@/lib/certificates/runs/process-bulk-run';
import { AUTHORITY_GONE } from '@/lib/certificates/runs/words';
import { runJobs } from '@/lib/jobs/run-jobs';
import { log } from '@/lib/platform/log';
import { closeRenderer } from '@/lib/platform/pdf/renderer';
import type { Context } from '@/lib/platform/visit';
import { givenAttendee } from '../support/attendees';
import { expectAudit, isAbout } from '../support/audit';
import { testDatabase } from '../support/database';
import { givenEvent } from '../support/events';
import { providerContext, staffContext } from '../support/people';
import { soon } from '../support/soon';
import { waitingForLocks } from '../support/waiting-for-locks';

const testDb = testDatabase();
afterAll(closeRenderer);
beforeAll(() => {
  log.level = 'silent';
});
jest.setTimeout(60_000);

/** More than the limit for issuing right away, and more than one batch. */
const MANY = 30;

async function manyWaiting(count = MANY) {
  const ctx = await providerContext(testDb.db, { today: '2026-05-04' });
  const eventId = await givenEvent(ctx);
  for (let index = 0; index < count; index++) await givenAttendee(ctx, eventId, { name: `Person ${index}` });
  return { ctx, eventId };
}

const begin = (ctx: Context, eventId: number, requestKey: string = crypto.randomUUID()) =>
  beginRun(ctx, { eventId, kind: 'issue', requestKey });

const certificatesOf = async (eventId: number) =>
  (await testDb.db.select().from(namedCertificates).where(eq(namedCertificates.eventId, eventId))).length;

const runRow = async (runId: number) =>
  (await testDb.db.select().from(issuingRuns).where(eq(issuingRuns.id, runId)))[0]!;

const jobsOf = (runId: number) =>
  testDb.db.execute(sql`select from graphile_worker.jobs where key = ${`issuing_run:${runId}`}`);

/** Processes batch after batch, as the queue would. */
async function workToTheEnd(ctx: Context, runId: number): Promise<void> {
  while ((await runRow(runId)).state === 'running') await processBulkRun(ctx, runId);
}

test('a few are issued at once; many become a run, which issues to everybody who completed the event (M13)', async () => {
  const few = await manyWaiting(2);
  const requestKey = crypto.randomUUID();
  const all = { who: 'all' as const, attendeeIds: [], requestKey };
  expect(await issueOrBeginRun(few.ctx, { unsigned: true, eventId: few.eventId, ...all, expected: 2 })).toEqual({
    kind: 'issued',
    count: 2,
    without: 0,
  });
  const { ctx, eventId } = await manyWaiting();
  await givenAttendee(ctx, eventId, { name: 'Left early', completed: false });
  const outcome = await issueOrBeginRun(ctx, {
    unsigned: true,
    eventId,
    ...all,
    expected: MANY,
    requestKey: crypto.randomUUID(),
  });
  if (outcome.kind !== 'run') throw new Error('it was no run');
  expect(await jobsOf(outcome.runId)).toHaveLength(1);
  await workToTheEnd(ctx, outcome.runId);
  await expectAudit(testDb.db, 'certificates.run_begun', `event:${eventId}`, {
    actorKind: 'provider',
    userId: ctx.actor.userId,
  });
  // The job did it, with the permissions of the person who began the run.
  const byJob = {
    actorKind: 'job',
    actorId: 'issuing_run',
    userId: ctx.actor.userId,
    providerId: ctx.actor.providerId,
  };
  await expectAudit(testDb.db, 'certificates.run_done', `event:${eventId}`, byJob);
  await expectAudit(testDb.db, 'certificate.issued', `event:${eventId}`, byJob);
  expect(await certificatesOf(eventId)).toBe(MANY);
  const { run, problems } = await getRun(ctx, eventId, outcome.runId);
  expect(run).toMatchObject({ state: 'done', total: MANY, open: 0, problems: 0, endedAt: expect.any(Date) });
  expect(problems).toEqual([]);
  const log = await testDb.db
    .select({ action: auditEntries.action })
    .from(auditEntries)
    .where(and(isAbout(`event:${eventId}`), sql`${auditEntries.action} like 'certificates.%'`))
    .orderBy(asc(auditEntries.id));
  expect(log.map(({ action }) => action)).toEqual(['certificates.run_begun', 'certificates.run_done']);
});

test('a form sent twice begins one run, and an event has one run of a kind at a time', async () => {
  const { ctx, eventId } = await manyWaiting(3);
  const key = crypto.randomUUID();
  const [one, other] = await Promise.all([begin(ctx, eventId, key), begin(ctx, eventId, key)]);
  expect(one).toBe(other);
  await expect(begin(ctx, eventId)).rejects.toMatchObject({ code: 'conflict' });
  await workToTheEnd(ctx, one);
  await expect(begin(ctx, eventId)).rejects.toMatchObject({ code: 'invalid' });
  expect(await begin(ctx, eventId, key)).toBe(one);
});

test('a form that is sent again with other people does not show the first run as theirs', async () => {
  const { ctx, eventId } = await manyWaiting(2);
  const key = crypto.randomUUID();
  const [first, second] = await listDueAttendeeIds(testDb.db, eventId, 2);
  const choose = (id: number) => beginRun(ctx, { eventId, kind: 'issue', requestKey: key, chosen: [id] });
  const runId = await choose(first!);
  await workToTheEnd(ctx, runId);
  await expect(choose(second!)).rejects.toMatchObject({ code: 'conflict' });
  expect(await choose(first!)).toBe(runId);
});

test('a run that was cut off in the middle of a batch continues where it stopped', async () => {
  const { ctx, eventId } = await manyWaiting();
  const runId = await begin(ctx, eventId);
  await processBulkRun(ctx, runId);
  const [row] = await testDb.db
    .select({ id: issuingRunItems.attendeeId })
    .from(issuingRunItems)
    .where(and(eq(issuingRunItems.runId, runId), isNotNull(issuingRunItems.doneAt)));
  // As after a server that died between issuing a certificate and marking the item done.
  await testDb.db.update(issuingRunItems).set({ doneAt: null }).where(eq(issuingRunItems.attendeeId, row!.id));
  await workToTheEnd(ctx, runId);
  expect(await certificatesOf(eventId)).toBe(MANY);
  expect((await getRun(ctx, eventId, runId)).run).toMatchObject({ state: 'done', problems: 0 });
});

test('a run whose server is killed continues on the next one, and nobody gets two certificates', async () => {
  const people = 80;
  const { ctx, eventId } = await manyWaiting(people);
  const doomed = spawn(process.execPath, ['--import', 'tsx', 'tests/support/job-process.ts'], {
    env: { ...process.env, JOBS_DATABASE: testDb.url, JOBS_SMTP: 'smtp://127.0.0.1:9', LOG_LEVEL: 'silent' },
    stdio: 'inherit',
  });
  const gone = new Promise((resolve) => doomed.once('exit', resolve));
  const runId = await begin(ctx, eventId);
  await soon(async () => (await certificatesOf(eventId)) > 0);
  doomed.kill('SIGKILL');
  await gone;
  // Its connections may outlive it for the length of one statement, which may take the next job.
  await soon(async () => {
    const open = await testDb.db.execute(
      sql`select from pg_stat_activity where datname = current_database() and application_name = 'pdups jobs'`,
    );
    return open.length === 0;
  });
  const settings = {
    smtpUrl: null,
    from: { name: 'PDUPS', address: 'a@example.org' },
    replyTo: null,
    folder: '/nonexistent',
  };
  const jobs = await runJobs(testDb.url, { db: testDb.db, clock: ctx.clock, settings });
  try {
    await soon(async () => (await runRow(runId)).state === 'done');
  } finally {
    await jobs.stop();
  }
  expect(await certificatesOf(eventId)).toBe(people);
  expect((await getRun(ctx, eventId, runId)).run).toMatchObject({ total: people, open: 0, problems: 0 });
});

test('two servers in one run issue to nobody twice', async () => {
  const { ctx, eventId } = await manyWaiting();
  const runId = await begin(ctx, eventId);
  while ((await runRow(runId)).state === 'running') {
    await Promise.allSettled([processBulkRun(ctx, runId), processBulkRun(ctx, runId)]);
  }
  expect(await certificatesOf(eventId)).toBe(MANY);
  expect((await getRun(ctx, eventId, runId)).run).toMatchObject({ state: 'done', problems: 0 });
});

test('a paused run waits and is resumed; a canceled one keeps what it did', async () => {
  const { ctx, eventId } = await manyWaiting();
  const runId = await begin(ctx, eventId);
  await processBulkRun(ctx, runId);
  const made = await certificatesOf(eventId);
  const act = (name: 'pause' | 'resume' | 'cancel') => changeRunState(ctx, { eventId, runId, act: name });
  await act('pause');
  await expectAudit(testDb.db, 'certificates.run_paused', `event:${eventId}`, { details: { run: runId } });
  await processBulkRun(ctx, runId);
  expect(await certificatesOf(eventId)).toBe(made);
  await testDb.db.execute(sql`delete from graphile_worker._private_jobs`);
  await act('resume');
  await expectAudit(testDb.db, 'certificates.run_resumed', `event:${eventId}`, { details: { run: runId } });
  expect(await jobsOf(runId)).toHaveLength(1);
  await act('cancel');
  await act('cancel');
  await expectAudit(testDb.db, 'certificates.run_cancelled', `event:${eventId}`, { details: { run: runId } });
  await processBulkRun(ctx, runId);
  expect(await certificatesOf(eventId)).toBe(made);
  await expect(act('resume')).rejects.toMatchObject({ code: 'conflict' });
  const again = await begin(ctx, eventId);
  await workToTheEnd(ctx, again);
  expect(await certificatesOf(eventId)).toBe(MANY);
});

test('a batch that is being made when a colleague takes over the run issues nothing in the first person’s name', async () => {
  const { ctx, eventId } = await manyWaiting(2);
  const runId = await begin(ctx, eventId);
  const stranger = await providerContext(testDb.db, { today: '2026-05-04' });
  const { providerId } = ctx.actor;
  await testDb.db.insert(memberships).values({ userId: stranger.actor.userId, providerId, role: 'editor' });
  const colleague = { ...stranger, actor: { ...stranger.actor, providerId } };
  let working: Promise<void> | undefined;
  await testDb.db.transaction(async (tx) => {
    // The batch cannot issue before the run has changed owners.
    await tx.execute(sql`select from events where id = ${eventId} for update`);
    working = processBulkRun(ctx, runId);
    // Waits until the batch has read who owns the run and is waiting for the event.
    await soon(async () => (await waitingForLocks(testDb.db)) > 0);
    await changeRunState(ctx, { eventId, runId, act: 'pause' });
    await changeRunState(colleague, { eventId, runId, act: 'resume' });
  });
  await working;
  expect(await certificatesOf(eventId)).toBe(0);
  await workToTheEnd(ctx, runId);
  const issued = await testDb.db.select().from(namedCertificates).where(eq(namedCertificates.eventId, eventId));
  expect(issued.map(({ issuedBy }) => issuedBy)).toEqual([colleague.actor.userId, colleague.actor.userId]);
});

test('a run that is canceled while a batch is made issues nothing of that batch', async () => {
  const { ctx, eventId } = await manyWaiting(4);
  const runId = await begin(ctx, eventId);
  let working: Promise<void> | undefined;
  await testDb.db.transaction(async (tx) => {
    await tx.execute(sql`select from events where id = ${eventId} for update`);
    working = processBulkRun(ctx, runId);
    await soon(async () => (await waitingForLocks(testDb.db)) > 0);
    await changeRunState(ctx, { eventId, runId, act: 'cancel' });
  });
  await working;
  expect(await certificatesOf(eventId)).toBe(0);
});

test.each([
  ['left the provider', (id: number) => testDb.db.delete(memberships).where(eq(memberships.userId, id))],
  ['was disabled', (id: number) => testDb.db.update(users).set({ disabledAt: new Date() }).where(eq(users.id, id))],
  [
    'only reads now',
    (id: number) => testDb.db.update(memberships).set({ role: 'viewer' }).where(eq(memberships.userId, id)),
  ],
])('a run stops when the person who began it %s, and a colleague can continue it', async (_, takeAway) => {
  const { ctx, eventId } = await manyWaiting(2);
  const runId = await begin(ctx, eventId);
  await takeAway(ctx.actor.userId);
  await processBulkRun(ctx, runId);
  expect(await certificatesOf(eventId)).toBe(0);
  expect(await runRow(runId)).toMatchObject({ state: 'paused', pauseReason: AUTHORITY_GONE });
  const stranger = await providerContext(testDb.db, { today: '2026-05-04' });
  await testDb.db
    .insert(memberships)
    .values({ userId: stranger.actor.userId, providerId: ctx.actor.providerId, role: 'editor' });
  const colleague = { ...stranger, actor: { ...stranger.actor, providerId: ctx.actor.providerId } };
  await changeRunState(colleague, { eventId, runId, act: 'resume' });
  await workToTheEnd(ctx, runId);
  const [certificate] = await testDb.db.select().from(namedCertificates).where(eq(namedCertificates.eventId, eventId));
  expect(certificate!.issuedBy).toBe(colleague.actor.userId);
  await expectAudit(testDb.db, 'certificate.issued', `event:${eventId}`, {
    actorKind: 'job',
    userId: colleague.actor.userId,
  });
});

test('people who already got a certificate need none, those who left or did not complete are reported, and the others get theirs', async () => {
  const { ctx, eventId } = await manyWaiting(4);
  const runId = await begin(ctx, eventId);
  const people = await testDb.db
    .select()
    .from(attendees)
    .where(eq(attendees.eventId, eventId))
    .orderBy(asc(attendees.id));
  const [first, second, third] = people.map(({ id }) => id);
  await issueOrBeginRun(ctx, {
    unsigned: true,
    eventId,
    who: 'chosen',
    attendeeIds: [first!],
    requestKey: crypto.randomUUID(),
  });
  await testDb.db.update(attendees).set({ removedAt: ctx.clock.now() }).where(eq(attendees.id, second!));
  await testDb.db.update(attendees).set({ completed: false }).where(eq(attendees.id, third!));
  await workToTheEnd(ctx, runId);
  expect(await certificatesOf(eventId)).toBe(2);
  const { problems } = await getRun(ctx, eventId, runId);
  expect(problems).toEqual([
    { attendeeId: second, name: 'Person 1', problem: 'No longer on the roster.' },
    { attendeeId: third, name: 'Person 2', problem: expect.stringMatching(/^Not marked as completed/) },
  ]);
});

test('nobody begins, sees or changes a run of another provider; viewers and staff begin none', async () => {
  const { ctx, eventId } = await manyWaiting(2);
  const runId = await begin(ctx, eventId);
  const stranger = await providerContext(testDb.db, { today: '2026-05-04' });
  const viewer: Context = { ...ctx, actor: { ...ctx.actor, role: 'viewer' } };
  await expect(begin(stranger, eventId)).rejects.toMatchObject({ code: 'not_found' });
  await expect(getRun(stranger, eventId, runId)).rejects.toMatchObject({ code: 'not_found' });
  await expect(changeRunState(stranger, { eventId, runId, act: 'cancel' })).rejects.toMatchObject({
    code: 'not_found',
  });
  const another = await givenEvent(ctx);
  await expect(getRun(ctx, another, runId)).rejects.toMatchObject({ code: 'not_found' });
  for (const reader of [viewer, await staffContext(testDb.db)]) {
    await expect(begin(reader, eventId)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(changeRunState(reader, { eventId, runId, act: 'cancel' })).rejects.toMatchObject({
      code: 'forbidden',
    });
    expect((await getRun(reader, eventId, runId)).run.id).toBe(runId);
  }
});
