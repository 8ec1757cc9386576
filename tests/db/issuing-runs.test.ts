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
import { AUTHORITY_GONE } from '@/lib/certificates/runs/words';
import { workOffRun } from '@/lib/certificates/runs/work-off-run';
import { runJobs } from '@/lib/platform/jobs/run-jobs';
import { log } from '@/lib/platform/log';
import { closeRenderer } from '@/lib/platform/pdf/renderer';
import type { Context } from '@/lib/platform/visit';
import { givenAttendee } from '../support/attendees';
import { testDatabase } from '../support/database';
import { givenEvent } from '../support/events';
import { providerContext, staffContext } from '../support/people';
import { soon } from '../support/soon';

const held = testDatabase();
afterAll(closeRenderer);
beforeAll(() => {
  log.level = 'silent';
});
jest.setTimeout(60_000);

/** More than are issued at once, and more than one portion. */
const MANY = 30;

async function manyWaiting(count = MANY) {
  const ctx = await providerContext(held.db, { today: '2026-05-04' });
  const eventId = await givenEvent(ctx);
  for (let index = 0; index < count; index++) await givenAttendee(ctx, eventId, { name: `Person ${index}` });
  return { ctx, eventId };
}

const begin = (ctx: Context, eventId: number, requestKey: string = crypto.randomUUID()) =>
  beginRun(ctx, { eventId, kind: 'issue', requestKey });

const certificatesOf = async (eventId: number) =>
  (await held.db.select().from(namedCertificates).where(eq(namedCertificates.eventId, eventId))).length;

const runRow = async (runId: number) => (await held.db.select().from(issuingRuns).where(eq(issuingRuns.id, runId)))[0]!;

const jobsOf = (runId: number) =>
  held.db.execute(sql`select from graphile_worker.jobs where key = ${`issuing_run:${runId}`}`);

/** What the queue would do, portion after portion. */
async function workToTheEnd(ctx: Context, runId: number): Promise<void> {
  while ((await runRow(runId)).state === 'running') await workOffRun(ctx, runId);
}

test('few are issued at once; many become a run, which issues to everybody who completed the event (M13)', async () => {
  const few = await manyWaiting(2);
  const requestKey = crypto.randomUUID();
  const all = { who: 'all' as const, attendeeIds: [], requestKey };
  expect(await issueOrBeginRun(few.ctx, { eventId: few.eventId, ...all })).toEqual({
    kind: 'issued',
    count: 2,
    without: 0,
  });
  const { ctx, eventId } = await manyWaiting();
  await givenAttendee(ctx, eventId, { name: 'Left early', completed: false });
  const outcome = await issueOrBeginRun(ctx, { eventId, ...all, requestKey: crypto.randomUUID() });
  if (outcome.kind !== 'run') throw new Error('it was no run');
  expect(await jobsOf(outcome.runId)).toHaveLength(1);
  await workToTheEnd(ctx, outcome.runId);
  expect(await certificatesOf(eventId)).toBe(MANY);
  const { run, problems } = await getRun(ctx, eventId, outcome.runId);
  expect(run).toMatchObject({ state: 'done', total: MANY, open: 0, problems: 0, endedAt: expect.any(Date) });
  expect(problems).toEqual([]);
  const log = await held.db
    .select({ action: auditEntries.action })
    .from(auditEntries)
    .where(and(eq(auditEntries.subject, `event:${eventId}`), sql`${auditEntries.action} like 'certificates.%'`))
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

test('a form that was sent before and chooses others now does not show the first run as theirs', async () => {
  const { ctx, eventId } = await manyWaiting(2);
  const key = crypto.randomUUID();
  const [first, second] = await listDueAttendeeIds(held.db, eventId, 2);
  const choose = (id: number) => beginRun(ctx, { eventId, kind: 'issue', requestKey: key, chosen: [id] });
  const runId = await choose(first!);
  await workToTheEnd(ctx, runId);
  await expect(choose(second!)).rejects.toMatchObject({ code: 'conflict' });
  expect(await choose(first!)).toBe(runId);
});

test('a run that was cut off in the middle of a portion goes on where it stopped', async () => {
  const { ctx, eventId } = await manyWaiting();
  const runId = await begin(ctx, eventId);
  await workOffRun(ctx, runId);
  const [row] = await held.db
    .select({ id: issuingRunItems.attendeeId })
    .from(issuingRunItems)
    .where(and(eq(issuingRunItems.runId, runId), isNotNull(issuingRunItems.doneAt)));
  // As after a server that died between issuing to somebody and ticking them off.
  await held.db.update(issuingRunItems).set({ doneAt: null }).where(eq(issuingRunItems.attendeeId, row!.id));
  await workToTheEnd(ctx, runId);
  expect(await certificatesOf(eventId)).toBe(MANY);
  expect((await getRun(ctx, eventId, runId)).run).toMatchObject({ state: 'done', problems: 0 });
});

test('a run whose server is killed goes on with the next one, and nobody gets two certificates', async () => {
  const people = 80;
  const { ctx, eventId } = await manyWaiting(people);
  const doomed = spawn(process.execPath, ['--import', 'tsx', 'tests/support/job-process.ts'], {
    env: { ...process.env, JOBS_DATABASE: held.url, JOBS_SMTP: 'smtp://127.0.0.1:9', LOG_LEVEL: 'silent' },
    stdio: 'inherit',
  });
  const gone = new Promise((resolve) => doomed.once('exit', resolve));
  const runId = await begin(ctx, eventId);
  await soon(async () => (await certificatesOf(eventId)) > 0);
  doomed.kill('SIGKILL');
  await gone;
  // Its connections may outlive it for the length of a statement, which may take up the next job.
  await soon(async () => {
    const open = await held.db.execute(
      sql`select from pg_stat_activity where datname = current_database() and application_name = 'pdups jobs'`,
    );
    return open.length === 0;
  });
  // The minute after which its portion counts as abandoned is over.
  await held.db.execute(
    sql`update graphile_worker._private_jobs set locked_at = now() - interval '1 hour' where locked_by is not null`,
  );
  const settings = {
    smtpUrl: null,
    from: { name: 'PDUPS', address: 'a@example.org' },
    replyTo: null,
    folder: '/nonexistent',
  };
  const jobs = await runJobs(held.url, { db: held.db, clock: ctx.clock, settings });
  try {
    await soon(async () => (await runRow(runId)).state === 'done');
  } finally {
    await jobs.stop();
  }
  expect(await certificatesOf(eventId)).toBe(people);
  expect((await getRun(ctx, eventId, runId)).run).toMatchObject({ total: people, open: 0, problems: 0 });
});

test('two servers at one run issue to nobody twice', async () => {
  const { ctx, eventId } = await manyWaiting();
  const runId = await begin(ctx, eventId);
  while ((await runRow(runId)).state === 'running') {
    await Promise.allSettled([workOffRun(ctx, runId), workOffRun(ctx, runId)]);
  }
  expect(await certificatesOf(eventId)).toBe(MANY);
  expect((await getRun(ctx, eventId, runId)).run).toMatchObject({ state: 'done', problems: 0 });
});

test('a paused run waits and is resumed; a cancelled one keeps what it did', async () => {
  const { ctx, eventId } = await manyWaiting();
  const runId = await begin(ctx, eventId);
  await workOffRun(ctx, runId);
  const made = await certificatesOf(eventId);
  const act = (name: 'pause' | 'resume' | 'cancel') => changeRunState(ctx, { eventId, runId, act: name });
  await act('pause');
  await workOffRun(ctx, runId);
  expect(await certificatesOf(eventId)).toBe(made);
  await held.db.execute(sql`delete from graphile_worker._private_jobs`);
  await act('resume');
  expect(await jobsOf(runId)).toHaveLength(1);
  await act('cancel');
  await act('cancel');
  await workOffRun(ctx, runId);
  expect(await certificatesOf(eventId)).toBe(made);
  await expect(act('resume')).rejects.toMatchObject({ code: 'conflict' });
  const again = await begin(ctx, eventId);
  await workToTheEnd(ctx, again);
  expect(await certificatesOf(eventId)).toBe(MANY);
});

test('a run cancelled while a portion is made issues nothing of that portion', async () => {
  const { ctx, eventId } = await manyWaiting(4);
  const runId = await begin(ctx, eventId);
  const working = workOffRun(ctx, runId);
  await changeRunState(ctx, { eventId, runId, act: 'cancel' });
  await working;
  expect(await certificatesOf(eventId)).toBe(0);
});

test.each([
  ['left the provider', (id: number) => held.db.delete(memberships).where(eq(memberships.userId, id))],
  ['was disabled', (id: number) => held.db.update(users).set({ disabledAt: new Date() }).where(eq(users.id, id))],
  [
    'only reads now',
    (id: number) => held.db.update(memberships).set({ role: 'viewer' }).where(eq(memberships.userId, id)),
  ],
])('a run stops when who began it %s, and a colleague may go on with it', async (_, takeAway) => {
  const { ctx, eventId } = await manyWaiting(2);
  const runId = await begin(ctx, eventId);
  await takeAway(ctx.actor.userId);
  await workOffRun(ctx, runId);
  expect(await certificatesOf(eventId)).toBe(0);
  expect(await runRow(runId)).toMatchObject({ state: 'paused', pauseReason: AUTHORITY_GONE });
  const stranger = await providerContext(held.db, { today: '2026-05-04' });
  await held.db
    .insert(memberships)
    .values({ userId: stranger.actor.userId, providerId: ctx.actor.providerId, role: 'editor' });
  const colleague = { ...stranger, actor: { ...stranger.actor, providerId: ctx.actor.providerId } };
  await changeRunState(colleague, { eventId, runId, act: 'resume' });
  await workToTheEnd(ctx, runId);
  const [certificate] = await held.db.select().from(namedCertificates).where(eq(namedCertificates.eventId, eventId));
  expect(certificate!.issuedBy).toBe(colleague.actor.userId);
});

test('who got a certificate meanwhile is served; who left or did not complete is told of, and the others get theirs', async () => {
  const { ctx, eventId } = await manyWaiting(4);
  const runId = await begin(ctx, eventId);
  const people = await held.db
    .select()
    .from(attendees)
    .where(eq(attendees.eventId, eventId))
    .orderBy(asc(attendees.id));
  const [first, second, third] = people.map(({ id }) => id);
  await issueOrBeginRun(ctx, { eventId, who: 'chosen', attendeeIds: [first!], requestKey: crypto.randomUUID() });
  await held.db.update(attendees).set({ removedAt: ctx.clock.now() }).where(eq(attendees.id, second!));
  await held.db.update(attendees).set({ completed: false }).where(eq(attendees.id, third!));
  await workToTheEnd(ctx, runId);
  expect(await certificatesOf(eventId)).toBe(2);
  const { problems } = await getRun(ctx, eventId, runId);
  expect(problems).toEqual([
    { attendeeId: second, name: 'Person 1', problem: 'Is not on the roster any more.' },
    { attendeeId: third, name: 'Person 2', problem: expect.stringMatching(/^Not marked as completed/) },
  ]);
});

test('nobody begins, sees or changes a run of another provider; viewers and staff begin none', async () => {
  const { ctx, eventId } = await manyWaiting(2);
  const runId = await begin(ctx, eventId);
  const stranger = await providerContext(held.db, { today: '2026-05-04' });
  const viewer: Context = { ...ctx, actor: { ...ctx.actor, role: 'viewer' } };
  await expect(begin(stranger, eventId)).rejects.toMatchObject({ code: 'not_found' });
  await expect(getRun(stranger, eventId, runId)).rejects.toMatchObject({ code: 'not_found' });
  await expect(changeRunState(stranger, { eventId, runId, act: 'cancel' })).rejects.toMatchObject({
    code: 'not_found',
  });
  const another = await givenEvent(ctx);
  await expect(getRun(ctx, another, runId)).rejects.toMatchObject({ code: 'not_found' });
  for (const reader of [viewer, await staffContext(held.db)]) {
    await expect(begin(reader, eventId)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(changeRunState(reader, { eventId, runId, act: 'cancel' })).rejects.toMatchObject({
      code: 'forbidden',
    });
    expect((await getRun(reader, eventId, runId)).run.id).toBe(runId);
  }
});
