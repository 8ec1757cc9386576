import '../support/settings';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { Webhook } from 'standardwebhooks';
import { z } from 'zod';
import {
  attendees,
  auditEntries,
  certificateEndings,
  events,
  mails,
  namedCertificates,
  webhookDeliveries,
  webhookOldSecrets,
  webhooks,
} from '@/db/schema';
import { reissueCertificates } from '@/lib/certificates/change/reissue-certificates';
import { revokeCertificate } from '@/lib/certificates/change/revoke-certificate';
import { issueCertificates } from '@/lib/certificates/issue/issue-certificates';
import { noteCountsDue } from '@/lib/jobs/note-counts-due';
import { purge } from '@/lib/jobs/purge';
import { runJobs } from '@/lib/jobs/run-jobs';
import { sendSlowWebhook, sendWebhook } from '@/lib/jobs/send-webhook';
import { requestCertificate } from '@/lib/learning-systems/request-certificate';
import { requestCorrection } from '@/lib/learning-systems/request-correction';
import { requestRevocation } from '@/lib/learning-systems/request-revocation';
import { type Clock, clockAt, systemClock } from '@/lib/platform/clock';
import { log } from '@/lib/platform/log';
import { type Outgoing, PostFailed, post } from '@/lib/platform/outgoing/post';
import { closeRenderer } from '@/lib/platform/pdf/renderer';
import type { Context } from '@/lib/platform/visit';
import { addWebhook, addWebhookSchema, MAX_WEBHOOKS, webhookSchema } from '@/lib/webhooks/add-webhook';
import {
  disableWebhook,
  editWebhook,
  enableWebhook,
  removeWebhook,
  replaceSecret,
  sendAgain,
  sendTest,
} from '@/lib/webhooks/change-webhook';
import { MESSAGES } from '@/lib/webhooks/messages';
import { FAILING_DAYS, MAX_ATTEMPTS, OVERLAP_HOURS, receiverText } from '@/lib/webhooks/rules';
import { MESSAGE_SAMPLE, WEBHOOK_SAMPLES } from '@/lib/webhooks/samples';
import { sendMessages } from '@/lib/webhooks/send-messages';
import { signedHeaders } from '@/lib/webhooks/sign';
import { WEBHOOK_TYPES } from '@/lib/webhooks/types';
import { getWebhook, listWebhooks } from '@/lib/webhooks/webhooks';
import { givenAttendee } from '../support/attendees';
import { expectAudit, isAbout } from '../support/audit';
import { testDatabase } from '../support/database';
import { givenEvent } from '../support/events';
import { asked, givenKey } from '../support/learning-systems';
import { forProviderOf, providerContext, staffContext } from '../support/people';
import { newKey } from '../support/signing-keys';
import { soon } from '../support/soon';
import { failing, ok, startReceiver } from '../support/webhook-receiver';

const testDb = testDatabase();
const HOUR_MS = 3_600_000;
jest.setTimeout(60_000);
beforeAll(() => {
  log.level = 'silent';
});
afterAll(closeRenderer);

type Receiver = Awaited<ReturnType<typeof startReceiver>>;
const open: Receiver[] = [];
const receiver = async (...given: Parameters<typeof startReceiver>) => {
  const started = await startReceiver(...given);
  open.push(started);
  return started;
};
afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
  await testDb.db.execute(sql`delete from graphile_worker._private_jobs`);
});

const settings = { smtpUrl: null, from: { name: 'PDUPS', address: 'a@example.org' }, replyTo: null, folder: '' };
const jobContext = (clock: Clock) => ({
  db: testDb.db,
  clock,
  requestId: 'job-1',
  address: '',
  actor: { kind: 'job', name: 'send_webhook', for: null } as const,
});
const deliveriesOf = (webhookId: number) =>
  testDb.db
    .select()
    .from(webhookDeliveries)
    .where(eq(webhookDeliveries.webhookId, webhookId))
    .orderBy(asc(webhookDeliveries.id));
const rowOf = async (webhookId: number) =>
  (await testDb.db.select().from(webhooks).where(eq(webhooks.id, webhookId)))[0]!;
const jobsOf = async (webhookId: number) =>
  (
    await testDb.db.execute<{ task: string }>(sql`
      select t.identifier as task from graphile_worker._private_jobs j
      join graphile_worker._private_tasks t on t.id = j.task_id
      where (j.payload ->> 'webhookId')::bigint = ${webhookId} order by j.id`)
  ).map(({ task }) => task);

/** A manager whose provider has a webhook that gets everything. */
async function hooked(url: string, { types = [...WEBHOOK_TYPES], at }: { types?: string[]; at?: Date } = {}) {
  const ctx = await providerContext(testDb.db, at ? { at } : { today: '2026-05-04' });
  const made = await addWebhook(ctx, addWebhookSchema.parse({ url, types, forProvider: String(forProviderOf(ctx)) }));
  return { ctx, ...made };
}

/** The check of the help page, as people copy it. */
function sampleCheck(): (body: string, headers: Record<string, string>, secret: string) => boolean {
  const { code } = WEBHOOK_SAMPLES.find(({ language }) => language === 'JavaScript')!;
  const runnable = code.replace(/^import .*$/m, '').replace('export function', 'return function');
  return new Function('createHmac', 'timingSafeEqual', runnable)(createHmac, timingSafeEqual);
}

test('the documentation has the samples of the help page', () => {
  const text = readFileSync('docs/learning-systems.md', 'utf8');
  for (const code of [...WEBHOOK_SAMPLES.map((sample) => sample.code), MESSAGE_SAMPLE]) expect(text).toContain(code);
  MESSAGES['certificate.corrected'].parse(JSON.parse(MESSAGE_SAMPLE));
});

const message = z.union(Object.values(MESSAGES));

test('a standard receiver verifies what was issued, corrected and revoked; nobody’s name or address is in it', async () => {
  const { url, received } = await receiver();
  // The receiver compares the time of each message with its own.
  const { ctx, secret, webhookId } = await hooked(url, { at: new Date() });
  const today = ctx.clock.today();
  const eventId = await givenEvent(ctx, { startsOn: today, endsOn: today });
  const { visit } = await givenKey(ctx);
  const given = asked(eventId, { completedOn: today, email: 'zoe@example.org' });
  const { answer: first } = await requestCertificate(visit, 'one', given);
  const change = { name: 'Zoe Nandu', reason: 'Misspelled.' };
  const { answer: second } = await requestCorrection(visit, 'two', first.serial, change);
  await requestRevocation(visit, second.serial, { reason: 'By mistake.' });

  const jobs = await runJobs(
    testDb.url,
    { db: testDb.db, clock: systemClock, settings },
    { queues: ['webhooks', 'slow webhooks'], jobs: [sendWebhook, sendSlowWebhook] },
  );
  try {
    await soon(() => received.length === 3);
    await soon(async () => (await deliveriesOf(webhookId)).every(({ state }) => state === 'delivered'));
  } finally {
    await jobs.stop();
  }
  const stock = new Webhook(secret);
  const isFromPdups = sampleCheck();
  const messages = received.map((got) => {
    const headers = got.headers as Record<string, string>;
    expect(headers['content-type']).toBe('application/json');
    expect(() => stock.verify(`${got.body} `, headers)).toThrow();
    expect(() => new Webhook('whsec_AAAA').verify(got.body, headers)).toThrow();
    expect(isFromPdups(got.body, headers, secret)).toBe(true);
    expect(isFromPdups(`${got.body} `, headers, secret)).toBe(false);
    expect(isFromPdups(got.body, { ...headers, 'webhook-timestamp': '1700000000' }, secret)).toBe(false);
    return message.parse(stock.verify(got.body, headers));
  });
  expect(messages.map(({ type, data }) => ({ type, data }))).toEqual([
    { type: 'certificate.issued', data: { serial: first.serial, eventId, state: 'valid' } },
    {
      type: 'certificate.corrected',
      data: { serial: second.serial, eventId, state: 'valid', supersedes: first.serial },
    },
    { type: 'certificate.revoked', data: { serial: second.serial, eventId, state: 'revoked' } },
  ]);
  for (const text of received.map((got) => got.body)) expect(text).not.toMatch(/Zo[eë]|@|Misspelled|mistake/);
  expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).toBe(3);
  expect(await getWebhook(ctx, webhookId)).toMatchObject({
    deliveries: [1, 2, 3].map(() => ({ state: 'delivered', attempts: 1, lastStatus: 204, lastError: null })),
  });
});

test('a message exists exactly when its change does, and only for webhooks of the provider that ask for it', async () => {
  const { url } = await receiver();
  const { ctx, webhookId } = await hooked(url, { types: ['certificate.issued', 'certificate.revoked'] });
  const { webhookId: elsewhere } = await hooked(url);
  const { webhookId: other } = await addWebhook(ctx, { url, types: ['count.due'], forProvider: forProviderOf(ctx) });
  const { webhookId: disabled } = await addWebhook(ctx, {
    url,
    types: ['certificate.issued'],
    forProvider: forProviderOf(ctx),
  });
  await disableWebhook(ctx, disabled);
  const eventId = await givenEvent(ctx);
  const { visit } = await givenKey(ctx);
  const { answer } = await requestCertificate(visit, 'one', asked(eventId));
  const [certificate] = await testDb.db
    .select()
    .from(namedCertificates)
    .where(eq(namedCertificates.serial, answer.serial));
  const ending = { certificateId: certificate!.id, kind: 'revoked' as const, reason: 'x', endedAt: ctx.clock.now() };
  const revoking = testDb.db.transaction(async (tx) => {
    await tx.insert(certificateEndings).values(ending);
    expect(await tx.$count(webhookDeliveries, eq(webhookDeliveries.webhookId, webhookId))).toBe(2);
    throw new Error('rolled back');
  });
  await expect(revoking).rejects.toThrow('rolled back');
  expect(await deliveriesOf(webhookId)).toMatchObject([{ type: 'certificate.issued', state: 'waiting', attempts: 0 }]);
  expect(await jobsOf(webhookId)).toEqual(['send_webhook']);
  for (const silent of [elsewhere, other, disabled]) {
    expect(await deliveriesOf(silent)).toEqual([]);
    expect(await jobsOf(silent)).toEqual([]);
  }
});

test('many certificates at once get a message each and one job: issued, then reissued and one revoked', async () => {
  const { url } = await receiver();
  const { ctx, webhookId } = await hooked(url);
  const eventId = await givenEvent(ctx);
  const attendeeIds: number[] = [];
  for (const name of ['Ann Lee', 'Bo Hill', 'Cy Day']) attendeeIds.push(await givenAttendee(ctx, eventId, { name }));
  const { issued } = await issueCertificates(ctx, { eventId, attendeeIds });
  expect(await jobsOf(webhookId)).toEqual(['send_webhook']);
  await testDb.db.update(attendees).set({ school: 'Helena High' }).where(inArray(attendees.id, attendeeIds));
  const { reissued } = await reissueCertificates(ctx, { eventId, attendeeIds, reason: 'Schools.' });
  const [last] = reissued;
  await revokeCertificate(ctx, { eventId, certificateId: last!.id, reason: 'Left early.' });
  const written = (await deliveriesOf(webhookId)).map(({ body }) => message.parse(JSON.parse(body)));
  expect(written.map(({ type, data }) => ({ type, ...data }))).toEqual([
    ...issued.map(({ serial }) => ({ type: 'certificate.issued', serial, eventId, state: 'valid' })),
    ...reissued.map(({ serial, attendeeId }) => ({
      type: 'certificate.corrected',
      serial,
      eventId,
      state: 'valid',
      supersedes: issued.find((each) => each.attendeeId === attendeeId)!.serial,
    })),
    { type: 'certificate.revoked', serial: last!.serial, eventId, state: 'revoked' },
  ]);
});

test('a failed message is tried for about a day with growing pauses, then given up, and can be sent again', async () => {
  const { url, received, ...rest } = await receiver(failing(500, 'Something\u0000\nbroke.'));
  const start = Date.parse('2026-05-04T18:00:00Z');
  const { ctx, webhookId } = await hooked(url, { at: new Date(start) });
  await sendTest(ctx, webhookId);
  await expectAudit(testDb.db, 'webhook.sent_by_hand', `provider:${ctx.actor.providerId}`);
  let now = start;
  const clock = clockAt(() => new Date(now));
  const sendDue = () => sendMessages(jobContext(clock), webhookId, 'fast');
  const pauses: number[] = [];
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    await sendDue();
    // Nothing is sent before its time.
    await sendDue();
    expect(received).toHaveLength(attempt);
    const [row] = await deliveriesOf(webhookId);
    if (row!.nextAttemptAt) {
      pauses.push(row!.nextAttemptAt.getTime() - now);
      now = row!.nextAttemptAt.getTime();
    }
  }
  expect(pauses).toEqual([...pauses].sort((one, other) => one - other));
  expect(now - start).toBeGreaterThan(20 * HOUR_MS);
  expect(now - start).toBeLessThan(28 * HOUR_MS);
  const [given] = await deliveriesOf(webhookId);
  expect(given).toMatchObject({ state: 'given_up', attempts: MAX_ATTEMPTS, nextAttemptAt: null, lastStatus: 500 });
  expect(given).toMatchObject({ lastError: 'The answer was 500.', lastExcerpt: 'Something broke.' });
  await sendDue();
  expect(received).toHaveLength(MAX_ATTEMPTS);
  expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);

  open[0]!.answer = ok;
  await sendAgain(ctx, { webhookId, deliveryId: given!.id });
  await sendDue();
  expect(await deliveriesOf(webhookId)).toMatchObject([
    { state: 'delivered', messageId: given!.messageId, attempts: 1, lastError: null, lastExcerpt: null },
  ]);
  expect(received.at(-1)!.headers['webhook-id']).toBe(given!.messageId);
  expect(rest.connections()).toBe(MAX_ATTEMPTS + 1);
});

test('a webhook that only fails for days is disabled, and each manager gets one email', async () => {
  const { url, received } = await receiver(failing(503));
  const start = Date.parse('2026-05-04T18:00:00Z');
  const { ctx, webhookId } = await hooked(url, { at: new Date(start) });
  let now = start;
  const clock = clockAt(() => new Date(now));
  const sendAt = async (days: number) => {
    now = start + days * 24 * HOUR_MS;
    await sendTest({ ...ctx, clock }, webhookId);
    await sendMessages(jobContext(clock), webhookId, 'fast');
  };
  for (let day = 0; day < FAILING_DAYS; day++) await sendAt(day);
  open[0]!.answer = ok;
  await sendAt(FAILING_DAYS - 0.5);
  expect(await rowOf(webhookId)).toMatchObject({ failingSince: null, disabledAt: null });
  open[0]!.answer = failing(503);
  for (let day = FAILING_DAYS; day < 2 * FAILING_DAYS; day++) await sendAt(day);
  await sendAt(2 * FAILING_DAYS - 0.1);
  expect(await rowOf(webhookId)).toMatchObject({ disabledAt: null });
  await sendAt(2 * FAILING_DAYS);
  expect(await rowOf(webhookId)).toMatchObject({ disabledAt: new Date(now), disabledBy: null });
  await expectAudit(testDb.db, 'webhook.disabled', `provider:${ctx.actor.providerId}`, {
    actorKind: 'job',
    userId: null,
    providerId: ctx.actor.providerId,
  });
  const sent = await testDb.db
    .select()
    .from(mails)
    .where(and(eq(mails.kind, 'webhook.disabled'), sql`${mails.text} like ${`%/webhooks/${webhookId}%`}`));
  expect(sent).toHaveLength(1);
  const before = received.length;
  await sendMessages(jobContext(clock), webhookId, 'fast');
  await expect(sendTest(ctx, webhookId)).rejects.toMatchObject({ code: 'conflict' });
  expect(received).toHaveLength(before);

  // Enabling it starts the days over.
  await enableWebhook(ctx, webhookId);
  await expectAudit(testDb.db, 'webhook.enabled', `provider:${ctx.actor.providerId}`);
  await sendMessages(jobContext(clock), webhookId, 'fast');
  expect(received.length).toBeGreaterThan(before);
  expect(await rowOf(webhookId)).toMatchObject({ disabledAt: null });
});

test('a failure long after one that was given up does not disable a webhook', async () => {
  const { url } = await receiver(failing(503));
  const { ctx, webhookId } = await hooked(url);
  const sendOn = async (day: string) => {
    const clock = clockAt(() => new Date(`${day}T18:00:00Z`));
    await sendTest({ ...ctx, clock }, webhookId);
    await sendMessages(jobContext(clock), webhookId, 'fast');
    return rowOf(webhookId);
  };
  await sendOn('2026-05-04');
  await testDb.db.update(webhookDeliveries).set({ state: 'given_up', nextAttemptAt: null });
  expect(await sendOn('2026-05-25')).toMatchObject({
    failingSince: new Date('2026-05-25T18:00:00Z'),
    disabledAt: null,
  });
});

test('a secret that is replaced signs for a day beside the new one, and ends then', async () => {
  const { url, received } = await receiver();
  const start = Date.now();
  const { ctx, secret, webhookId } = await hooked(url, { at: new Date(start) });
  let now = start;
  const clock = clockAt(() => new Date(now));
  const at = { ...ctx, clock };
  /** Which of these secrets a standard receiver accepts for the next message; its own clock is the real one. */
  const acceptedOf = async (...secrets: string[]) => {
    await sendTest(at, webhookId);
    await sendMessages(jobContext(clock), webhookId, 'fast');
    const { headers, body } = received.at(-1)!;
    const [version, ...signatures] = String(headers['webhook-signature']).split(' ');
    expect([version, ...signatures].every((each) => each!.startsWith('v1,'))).toBe(true);
    const ofMessage = { messageId: String(headers['webhook-id']), body };
    const sent = new Date(Number(headers['webhook-timestamp']) * 1_000);
    return secrets.map((each) =>
      String(headers['webhook-signature']).includes(signedHeaders(ofMessage, [each], sent)['webhook-signature']!),
    );
  };
  expect(await acceptedOf(secret)).toEqual([true]);
  const { secret: second } = await replaceSecret(at, webhookId);
  await expectAudit(testDb.db, 'webhook.secret_replaced', `provider:${ctx.actor.providerId}`, {
    userId: ctx.actor.userId,
  });
  expect(JSON.stringify([await rowOf(webhookId), await getWebhook(ctx, webhookId)])).not.toContain(second.slice(6, 30));
  expect((await getWebhook(at, webhookId)).oldSecretEndsAt).toEqual(new Date(start + OVERLAP_HOURS * HOUR_MS));
  expect(await acceptedOf(secret, second)).toEqual([true, true]);
  const { headers, body } = received.at(-1)!;
  for (const each of [secret, second]) new Webhook(each).verify(body, headers as Record<string, string>);
  expect(sampleCheck()(body, headers as Record<string, string>, secret)).toBe(true);
  // A secret that was lost before anyone used it is replaced again, and the first one still works.
  const { secret: third } = await replaceSecret(at, webhookId);
  expect(await acceptedOf(secret, second, third)).toEqual([true, true, true]);
  await replaceSecret(at, webhookId);
  await expect(replaceSecret(at, webhookId)).rejects.toMatchObject({ code: 'conflict' });
  now = start + OVERLAP_HOURS * HOUR_MS;
  const { secret: last } = await replaceSecret(at, webhookId);
  expect(await acceptedOf(secret, second, third, last)).toEqual([false, false, false, true]);
  await purge({ db: testDb.db, clock });
  expect(await testDb.db.$count(webhookOldSecrets, eq(webhookOldSecrets.webhookId, webhookId))).toBe(1);
  await removeWebhook(at, webhookId);
  expect(await testDb.db.$count(webhookOldSecrets, eq(webhookOldSecrets.webhookId, webhookId))).toBe(0);
});

test('of two people who edit a webhook at once, the second is shown what the first did', async () => {
  const { ctx, webhookId } = await hooked((await receiver()).url);
  const shown = receiverText(await rowOf(webhookId));
  const change = (types: string[]) => webhookSchema.parse({ url: 'https://lms.example.org/hook', types });
  const edits = await Promise.allSettled([
    editWebhook(ctx, { webhookId, shown, ...change(['count.due']) }),
    editWebhook(ctx, { webhookId, shown, ...change(['certificate.issued']) }),
  ]);
  expect(edits.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(edits.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'conflict' } });
});

test('an edited webhook gets its messages at the new address, the waiting ones too, and only what it asks for', async () => {
  const old = await receiver(failing(500));
  const next = await receiver();
  const { ctx, secret, webhookId } = await hooked(old.url, { at: new Date() });
  await sendTest(ctx, webhookId);
  await sendMessages(jobContext(ctx.clock), webhookId, 'fast');
  expect(await rowOf(webhookId)).toMatchObject({ failingSince: expect.any(Date) });
  const change = webhookSchema.parse({ url: next.url, types: ['count.due'] });
  const before = await rowOf(webhookId);
  const shown = receiverText(before);
  await editWebhook(ctx, { webhookId, shown, ...change });
  await editWebhook(ctx, { webhookId, shown, ...change });
  const { details } = await expectAudit(testDb.db, 'webhook.edited', `provider:${ctx.actor.providerId}`);
  const host = new URL(next.url).host;
  expect(details).toMatchObject({
    host,
    changes: {
      host: { before: new URL(old.url).host, after: host },
      types: { before: before.types, after: ['count.due'] },
    },
  });
  expect(await rowOf(webhookId)).toMatchObject({ url: next.url, types: ['count.due'], failingSince: null });
  const [waiting] = await deliveriesOf(webhookId);
  await sendMessages(jobContext(clockAt(() => waiting!.nextAttemptAt!)), webhookId, 'fast');
  expect(old.received).toHaveLength(1);
  const [got] = next.received;
  expect(sampleCheck()(got!.body, got!.headers as Record<string, string>, secret)).toBe(true);
  const eventId = await givenEvent(ctx);
  await issueCertificates(ctx, { eventId, attendeeIds: [await givenAttendee(ctx, eventId)] });
  expect((await deliveriesOf(webhookId)).map(({ type }) => type)).toEqual(['webhook.test']);
});

test('a receiver that answers 410 gets nothing more until somebody enables its webhook again', async () => {
  const { url, received } = await receiver(failing(410));
  const { ctx, webhookId } = await hooked(url);
  await sendTest(ctx, webhookId);
  await sendTest(ctx, webhookId);
  await sendMessages(jobContext(ctx.clock), webhookId, 'fast');
  await sendMessages(jobContext(ctx.clock), webhookId, 'fast');
  expect(received).toHaveLength(1);
  expect(await rowOf(webhookId)).toMatchObject({
    disabledAt: ctx.clock.now(),
    disabledBecause: 'gone',
    disabledBy: null,
  });
  expect(await deliveriesOf(webhookId)).toMatchObject([
    { state: 'given_up', lastStatus: 410, lastError: 'The receiver wants no more messages (410).' },
    { state: 'waiting', attempts: 0 },
  ]);
  await expectAudit(testDb.db, 'webhook.disabled', `provider:${ctx.actor.providerId}`, {
    actorKind: 'job',
    details: expect.objectContaining({ because: 'gone' }),
  });
  const [mail] = await testDb.db
    .select()
    .from(mails)
    .where(and(eq(mails.kind, 'webhook.disabled'), sql`${mails.text} like ${`%/webhooks/${webhookId}%`}`));
  expect(mail!.text).toContain('410');
  open[0]!.answer = ok;
  await enableWebhook(ctx, webhookId);
  await sendMessages(jobContext(ctx.clock), webhookId, 'fast');
  expect(received).toHaveLength(2);
  expect(await rowOf(webhookId)).toMatchObject({ disabledAt: null, disabledBecause: null });
});

test('a receiver that never answers moves to a queue of its own, and holds up no one else', async () => {
  const silent = await receiver(() => {});
  const good = await receiver();
  const stuck = await hooked(silent.url);
  const quick = await hooked(good.url);
  await sendTest(stuck.ctx, stuck.webhookId);
  await sendTest(stuck.ctx, stuck.webhookId);
  await sendMessages(jobContext(stuck.ctx.clock), stuck.webhookId, 'fast');
  expect(await rowOf(stuck.webhookId)).toMatchObject({ isSlow: true, sendingUntil: null });
  // One attempt was enough; the rest of its messages, and new ones, wait elsewhere.
  expect(silent.received).toHaveLength(1);
  await testDb.db.execute(sql`delete from graphile_worker._private_jobs`);
  await sendTest(stuck.ctx, stuck.webhookId);
  await sendTest(quick.ctx, quick.webhookId);
  const jobs = await runJobs(
    testDb.url,
    { db: testDb.db, clock: quick.ctx.clock, settings },
    { queues: ['webhooks'], jobs: [sendWebhook] },
  );
  try {
    await soon(async () => (await deliveriesOf(quick.webhookId))[0]!.state === 'delivered');
    await soon(async () => (await jobsOf(stuck.webhookId)).join() === 'send_slow_webhook');
  } finally {
    await jobs.stop();
  }
  expect(silent.received).toHaveLength(1);
  // When the receiver answers again, its messages arrive, and it returns to the common queue.
  silent.answer = ok;
  await sendMessages(jobContext(stuck.ctx.clock), stuck.webhookId, 'slow');
  expect(await rowOf(stuck.webhookId)).toMatchObject({ isSlow: false, failingSince: null });
});

test('only one job sends to a webhook at a time; one that was killed is made up for', async () => {
  const { url, received } = await receiver();
  const { ctx, webhookId } = await hooked(url);
  await sendTest(ctx, webhookId);
  await testDb.db.execute(sql`delete from graphile_worker._private_jobs`);
  const until = new Date(ctx.clock.now().getTime() + 20_000);
  await testDb.db.update(webhooks).set({ sendingUntil: until }).where(eq(webhooks.id, webhookId));
  await sendMessages(jobContext(ctx.clock), webhookId, 'fast');
  await sendMessages(jobContext(ctx.clock), webhookId, 'fast');
  expect(received).toHaveLength(0);
  expect(await jobsOf(webhookId)).toEqual(['send_webhook']);
  await sendMessages(jobContext(clockAt(() => until)), webhookId, 'fast');
  expect(received).toHaveLength(1);
});

describe('where messages go', () => {
  const to = (url: string, given: Partial<Outgoing> = {}) =>
    post({ url, headers: {}, body: '{}', timeoutMs: 3_000, allowLoopback: true, ...given }).then(
      ({ status }) => status,
      (error: unknown) => {
        if (error instanceof PostFailed) return error.message;
        throw error;
      },
    );

  test('nothing connects to this machine unless a setting allows it, under whatever name', async () => {
    const target = await receiver();
    for (const host of ['127.0.0.1', 'localhost', '0x7f.1', '[::1]', '[::ffff:127.0.0.1]', '0.0.0.0']) {
      for (const scheme of ['http', 'https']) {
        expect(await to(`${scheme}://${host}:${target.port}/`, { allowLoopback: false })).toContain('public internet');
      }
    }
    expect(target.connections()).toBe(0);
    expect(await to(target.url)).toBe(204);
  });

  test('the network of the server is never reached, even where this machine may be', async () => {
    for (const host of ['10.0.0.1', '169.254.169.254', '192.168.0.1', '[fd00:ec2::254]', '[fe80::1]']) {
      expect(await to(`http://${host}/`)).toContain('public internet');
    }
    expect(await to('https://name.invalid/')).toContain('was not found');
  });

  test('a receiver needs a TLS certificate of a known authority, with its own name', async () => {
    const { keyPem, certificatePem } = await newKey({ name: 'localhost' });
    const server = createServer({ key: keyPem, cert: certificatePem }, (_request, response) => ok(response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const known = getCACertificates('default');
    try {
      expect(await to(`https://localhost:${port}/`)).toContain('TLS certificate was not accepted');
      setDefaultCACertificates([...known, certificatePem]);
      expect(await to(`https://localhost:${port}/`)).toBe(204);
      expect(await to(`https://127.0.0.1:${port}/`)).toContain('TLS certificate was not accepted');
    } finally {
      setDefaultCACertificates(known);
      await new Promise((resolve) => server.close(resolve));
    }
  });

  test('redirects are not followed', async () => {
    const target = await receiver();
    const redirecting = await receiver((response) => response.writeHead(307, { Location: target.url }).end());
    const { ctx, webhookId } = await hooked(redirecting.url);
    await sendTest(ctx, webhookId);
    await sendMessages(jobContext(ctx.clock), webhookId, 'fast');
    expect(await deliveriesOf(webhookId)).toMatchObject([
      { state: 'waiting', lastStatus: 307, lastError: expect.stringContaining('redirects') },
    ]);
    expect(target.connections()).toBe(0);
  });

  test('an endless answer is cut off, and one that never comes ends in time', async () => {
    const endless = await receiver((response) => {
      response.writeHead(400);
      const more = () => response.write('x'.repeat(10_000), () => setImmediate(more));
      response.on('error', () => {});
      more();
    });
    expect(await to(endless.url)).toBe(400);
    const dripping = await receiver((response) => response.writeHead(200).write('x'));
    expect(await to(dripping.url, { timeoutMs: 300 })).toContain('within 0.3 seconds');
    const closing = await receiver((response) => response.destroy());
    expect(await to(closing.url)).toContain('closed without an answer');
    const { url } = await startReceiver().then(async (gone) => {
      await gone.close();
      return gone;
    });
    expect(await to(url)).toBe('The connection was refused.');
  });
});

test('a count that becomes due is reported once, for events that end after the webhook was added', async () => {
  const { url } = await receiver();
  const { ctx, webhookId } = await hooked(url, { types: ['count.due'] });
  await givenEvent(ctx, { startsOn: '2026-05-03', endsOn: '2026-05-03' });
  const ending = await givenEvent(ctx, { startsOn: '2026-05-04', endsOn: '2026-05-04' });
  await givenEvent(ctx, { startsOn: '2026-05-05', endsOn: '2026-05-05' });
  const at = (day: string) => clockAt(() => new Date(`${day}T18:00:00Z`));
  await noteCountsDue({ db: testDb.db, clock: at('2026-05-04') });
  expect(await deliveriesOf(webhookId)).toEqual([]);
  await noteCountsDue({ db: testDb.db, clock: at('2026-05-05') });
  await noteCountsDue({ db: testDb.db, clock: at('2026-05-05') });
  const [due, ...more] = await deliveriesOf(webhookId);
  expect(more).toEqual([]);
  expect(MESSAGES['count.due'].parse(JSON.parse(due!.body))).toMatchObject({
    type: 'count.due',
    data: { eventId: ending, state: 'count-due' },
  });
  expect(await jobsOf(webhookId)).toEqual(['send_webhook']);
  // The note that it was reported outlives other messages.
  await sendTest(ctx, webhookId);
  await purge({ db: testDb.db, clock: at('2026-08-01') });
  await noteCountsDue({ db: testDb.db, clock: at('2026-05-05') });
  expect((await deliveriesOf(webhookId)).map(({ type }) => type)).toEqual(['count.due']);
});

test('counts that were due long before are not reported, nor those that were recorded while it was disabled', async () => {
  const { url } = await receiver();
  const { ctx, webhookId } = await hooked(url, { types: ['certificate.issued'], at: new Date('2026-03-01T18:00:00Z') });
  await givenEvent(ctx, { startsOn: '2026-04-01', endsOn: '2026-04-01' });
  const recent = await givenEvent(ctx, { startsOn: '2026-05-01', endsOn: '2026-05-01' });
  await testDb.db
    .update(webhooks)
    .set({ types: ['count.due'] })
    .where(eq(webhooks.id, webhookId));
  const clock = clockAt(() => new Date('2026-05-04T18:00:00Z'));
  await noteCountsDue({ db: testDb.db, clock });
  expect(await deliveriesOf(webhookId)).toMatchObject([{ eventId: recent, state: 'waiting' }]);
  await disableWebhook(ctx, webhookId);
  await testDb.db.update(events).set({ certificateCount: 3 }).where(eq(events.id, recent));
  await enableWebhook(ctx, webhookId);
  expect(await deliveriesOf(webhookId)).toMatchObject([{ eventId: recent, state: 'given_up', nextAttemptAt: null }]);
});

describe('who manages webhooks', () => {
  test('the secret is shown once; the database has it only encrypted, and a removed webhook has none', async () => {
    const { url } = await receiver();
    const { ctx, secret, webhookId } = await hooked(url);
    const subject = `provider:${ctx.actor.providerId}` as const;
    expect(secret).toMatch(/^whsec_[\w+/]{43}=$/);
    const raw = Buffer.from(secret.slice(6), 'base64').toString('hex');
    expect(JSON.stringify([await rowOf(webhookId), await listWebhooks(ctx)])).not.toContain(secret.slice(6, 30));
    expect(JSON.stringify(await rowOf(webhookId))).not.toContain(raw);
    const added = await expectAudit(testDb.db, 'webhook.added', subject, { userId: ctx.actor.userId });
    expect(JSON.stringify(added.details)).not.toContain('/hooks');
    await removeWebhook(ctx, webhookId);
    await expectAudit(testDb.db, 'webhook.removed', subject);
    expect(await rowOf(webhookId)).toMatchObject({ encryptedSecret: '' });
    await expect(getWebhook(ctx, webhookId)).rejects.toMatchObject({ code: 'not_found' });
    expect(await listWebhooks(ctx)).toEqual([]);
  });

  test('managers change them, editors see them, viewers, staff and other providers do not', async () => {
    const { url } = await receiver();
    const { ctx, webhookId } = await hooked(url);
    await sendTest(ctx, webhookId);
    const [{ id: deliveryId } = { id: 0 }] = await deliveriesOf(webhookId);
    const as = (role: 'editor' | 'viewer') => ({ ...ctx, actor: { ...ctx.actor, role } });
    const changes = (who: Context, id = webhookId) => [
      () => disableWebhook(who, id),
      () => enableWebhook(who, id),
      () => editWebhook(who, { webhookId: id, shown: '', url, types: ['count.due'] }),
      () => replaceSecret(who, id),
      () => removeWebhook(who, id),
      () => sendTest(who, id),
      () => sendAgain(who, { webhookId: id, deliveryId }),
    ];
    expect(await listWebhooks(as('editor'))).toHaveLength(1);
    expect((await getWebhook(as('editor'), webhookId)).deliveries).toHaveLength(1);
    const staff = await staffContext(testDb.db);
    for (const other of [as('editor'), as('viewer'), staff]) {
      await expect(
        addWebhook(other, { url, types: ['count.due'], forProvider: forProviderOf(other) }),
      ).rejects.toMatchObject({ code: 'forbidden' });
      for (const change of changes(other)) await expect(change()).rejects.toMatchObject({ code: 'forbidden' });
    }
    for (const other of [as('viewer'), staff]) {
      await expect(listWebhooks(other)).rejects.toMatchObject({ code: 'forbidden' });
      await expect(getWebhook(other, webhookId)).rejects.toMatchObject({ code: 'forbidden' });
    }
    const stranger = await providerContext(testDb.db);
    expect(await listWebhooks(stranger)).toEqual([]);
    for (const id of [webhookId, 987_654_321]) {
      await expect(getWebhook(stranger, id)).rejects.toMatchObject({ code: 'not_found' });
      for (const change of changes(stranger, id)) await expect(change()).rejects.toMatchObject({ code: 'not_found' });
    }
    const { webhookId: own } = await addWebhook(stranger, {
      url,
      types: ['count.due'],
      forProvider: forProviderOf(stranger),
    });
    await expect(sendAgain(stranger, { webhookId: own, deliveryId })).rejects.toMatchObject({ code: 'not_found' });
    await disableWebhook(ctx, webhookId);
    await disableWebhook(ctx, webhookId);
    const entries = await testDb.db
      .select()
      .from(auditEntries)
      .where(and(isAbout(`provider:${ctx.actor.providerId}`), eq(auditEntries.action, 'webhook.disabled')));
    expect(entries).toMatchObject([{ actorKind: 'provider', userId: ctx.actor.userId }]);
  });

  test('there is a limit on a provider’s webhooks, and the form says what is wrong', async () => {
    const ctx = await providerContext(testDb.db);
    const url = 'https://lms.example.org/hooks';
    const made = await Promise.allSettled(
      Array.from({ length: MAX_WEBHOOKS + 2 }, () =>
        addWebhook(ctx, { url, types: ['count.due'], forProvider: forProviderOf(ctx) }),
      ),
    );
    expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(MAX_WEBHOOKS);
    for (const given of [{ url, types: [] }, { url }, { url: 'x', types: ['count.due'] }, { url, types: ['x'] }]) {
      expect(webhookSchema.safeParse(given).success).toBe(false);
    }
  });
});
