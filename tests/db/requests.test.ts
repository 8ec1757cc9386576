import '../support/settings';
import { spawn } from 'node:child_process';
import { eq, sql } from 'drizzle-orm';
import { updateEvent } from '@/db/queries/event-writing';
import {
  eventCancellations,
  eventCategories,
  eventCategoryLinks,
  events,
  issuingRuns,
  mails,
  memberships,
  providers,
  requestSteps,
  requests,
  users,
} from '@/db/schema';
import { issueCertificates } from '@/lib/certificates/issue/issue-certificates';
import { getConference } from '@/lib/conferences/find-conference';
import { columnsOf } from '@/lib/events/event-columns';
import { contentOf } from '@/lib/events/event-content';
import { findCancellation } from '@/lib/events/find-cancellation';
import { getEvent } from '@/lib/events/find-event';
import { closeRenderer } from '@/lib/platform/pdf/renderer';
import type { Context } from '@/lib/platform/visit';
import { answerRequest, answerSchema } from '@/lib/requests/answer-request';
import { askForCancellation, cancellationForm } from '@/lib/requests/ask-for-cancellation';
import { askForCorrection, correctionForm, correctionSchema } from '@/lib/requests/ask-for-correction';
import { askProvider } from '@/lib/requests/ask-provider';
import { assignRequest, assignSchema } from '@/lib/requests/assign-request';
import { approveRequest, approveSchema, declineRequest, declineSchema } from '@/lib/requests/decide-request';
import {
  findNeighbors,
  listOwnRequests,
  listStaffQueue,
  queueSchema,
  workedListSchema,
} from '@/lib/requests/list-requests';
import { listWaiting } from '@/lib/requests/list-waiting';
import { NO_FILTERS, type WorkedList, withList } from '@/lib/requests/queues';
import { getRequest } from '@/lib/requests/request';
import { viewRequest } from '@/lib/requests/view-request';
import { withdrawRequest } from '@/lib/requests/withdraw-request';
import { givenAttendee } from '../support/attendees';
import { expectAudit } from '../support/audit';
import { canceled } from '../support/cancellations';
import { testDatabase } from '../support/database';
import { leadsTo } from '../support/email-links';
import { givenEvent } from '../support/events';
import { onDay, providerContext, staffContext } from '../support/people';
import { askedCancellation, askedCorrection, askedProviderData, askedUser } from '../support/requests';
import { soon } from '../support/soon';
import { waitingForLocks } from '../support/waiting-for-locks';

const test_ = testDatabase();
afterAll(closeRenderer);

const AFTER = '2026-05-04';

/** Adds an event that ended yesterday, with a category. */
async function endedEvent() {
  const ctx = await providerContext(test_.db, { today: AFTER });
  const eventId = await givenEvent(ctx);
  await test_.db.insert(eventCategoryLinks).values({ eventId, categoryId: 1 });
  return { ctx, eventId };
}

async function asked(changes = { title: 'Teaching fractions well' } as Record<string, string>) {
  const { ctx, eventId } = await endedEvent();
  const requestId = await askedCorrection(ctx, eventId, changes);
  const staff = await staffContext(test_.db, { today: AFTER });
  return { ctx, eventId, requestId, staff };
}

/** Makes a request one from before conferences were records, when their names were texts. */
async function withNamedConference(requestId: number, was: string | null, wanted: string | null) {
  const [row] = await test_.db.select().from(requests).where(eq(requests.id, requestId));
  const { asked, basis } = row!;
  await test_.db
    .update(requests)
    .set({ asked: { ...(asked as object), conference: wanted }, basis: { ...(basis as object), conference: was } })
    .where(eq(requests.id, requestId));
}

async function askedToCancel({ today = AFTER } = {}) {
  const ended = await endedEvent();
  const ctx = onDay(ended.ctx, today);
  const requestId = await askedCancellation(ctx, ended.eventId);
  const staff = await staffContext(test_.db, { today });
  const view = async () => viewRequest(staff, (await getRequest(staff, requestId)).request);
  return { ctx, eventId: ended.eventId, requestId, staff, view };
}

const approve = (ctx: Context, requestId: number, saw: number | string = 1, note = '') =>
  approveRequest(ctx, { ...approveSchema.parse({ saw: String(saw), note }), requestId });

const decline = (ctx: Context, requestId: number) =>
  declineRequest(ctx, {
    ...declineSchema.parse({ ground: 'not-enough', sentence: 'Send us the flyer of the event.' }),
    requestId,
  });

const sawOf = async (staff: Context, requestId: number) =>
  (await viewRequest(staff, (await getRequest(staff, requestId)).request)).saw;

const statusOf = async (requestId: number) =>
  (await test_.db.select().from(requests).where(eq(requests.id, requestId)))[0]!.status;

const emailsAbout = async (requestId: number) =>
  (await test_.db.select().from(mails).orderBy(mails.id)).filter((email) => leadsTo(email, `/requests/${requestId}`));

/** Changes the event, as somebody else would in the meantime. */
async function changeEvent(ctx: Context, eventId: number, change: object) {
  const event = await getEvent(ctx, eventId);
  const content = { ...contentOf(event), ...change };
  const which = { eventId, providerId: event.providerId, version: event.version, openOn: null };
  await updateEvent(test_.db, which, columnsOf(content), { by: ctx.actor.userId, at: ctx.clock.now() });
}

test('a correction from when conferences had only names still makes the event a session of one', async () => {
  const { ctx, eventId, requestId, staff } = await asked();
  await withNamedConference(requestId, null, 'Sky days');
  const view = await viewRequest(staff, (await getRequest(staff, requestId)).request);
  expect(view.fields).toContainEqual({ field: 'Conference', was: null, now: null, asked: 'Sky days' });
  expect(await approve(staff, requestId)).toEqual({ kind: 'approved' });
  const { conference } = await getEvent(ctx, eventId);
  expect(conference).toEqual({ id: expect.any(Number), name: 'Sky days' });
  expect((await getConference(ctx, conference!.id)).startsOn).toBe('2026-05-03');

  const again = await asked({ title: 'Again' });
  await withNamedConference(again.requestId, 'Sky days', 'Sky days');
  const unchanged = await viewRequest(again.staff, (await getRequest(again.staff, again.requestId)).request);
  expect(unchanged.fields?.map(({ field }) => field)).toEqual(['Title']);
});

test('the person who asked attested to the correction when they asked, not when it was approved', async () => {
  const { ctx, eventId, requestId, staff } = await asked();
  const later = onDay(staff, '2026-05-08');
  expect(await approve(later, requestId)).toEqual({ kind: 'approved' });
  const [row] = await test_.db.select().from(events).where(eq(events.id, eventId));
  expect(row).toMatchObject({
    attestedBy: ctx.actor.userId,
    attestedAt: ctx.clock.now(),
    updatedBy: staff.actor.userId,
    updatedAt: later.clock.now(),
  });
});

test('an approved correction changes the event, and everybody who must know is notified once', async () => {
  const { ctx, eventId, requestId, staff } = await asked();
  expect((await getEvent(ctx, eventId)).title).toBe('Teaching fractions');
  await expectAudit(test_.db, 'request.sent', `request:${requestId}`, {
    providerId: ctx.actor.providerId,
    details: { kind: 'correction', eventId },
  });
  expect(await approve(staff, requestId, 1, 'Thank you for telling us.')).toEqual({ kind: 'approved' });
  expect(await getEvent(ctx, eventId)).toMatchObject({ title: 'Teaching fractions well', version: 2 });
  await expectAudit(test_.db, 'request.approved', `request:${requestId}`, {
    actorKind: 'staff',
    providerId: ctx.actor.providerId,
    details: { kind: 'correction', eventId },
  });
  const { details } = await expectAudit(test_.db, 'event.edited', `event:${eventId}`, {
    userId: staff.actor.userId,
    providerId: ctx.actor.providerId,
  });
  expect(details).toMatchObject({
    changes: { title: { before: 'Teaching fractions', after: 'Teaching fractions well' } },
  });
  const emails = await emailsAbout(requestId);
  expect(emails.map(({ kind }) => kind)).toEqual(['request.sent', 'request.approved']);
  expect(emails[1]!.toAddress).toMatch(/^user\d+@example\.org$/);
  expect(emails[1]!.text).toContain('Thank you for telling us.');
  const { steps } = await getRequest(ctx, requestId);
  expect(steps.map(({ kind }) => kind)).toEqual(['sent', 'approved']);
});

test('fifty approvals at once apply a correction once', async () => {
  const { ctx, eventId, requestId } = await asked();
  const reviewers = await Promise.all(Array.from({ length: 5 }, () => staffContext(test_.db, { today: AFTER })));
  const outcomes = await Promise.allSettled(
    Array.from({ length: 50 }, (_, n) => approve(reviewers[n % reviewers.length]!, requestId)),
  );
  const approved = outcomes.filter((outcome) => outcome.status === 'fulfilled' && outcome.value.kind === 'approved');
  expect(approved).toHaveLength(1);
  expect((await getEvent(ctx, eventId)).version).toBe(2);
  expect((await emailsAbout(requestId)).filter(({ kind }) => kind === 'request.approved')).toHaveLength(1);
});

test('a decision that fails leaves neither the change nor the decision', async () => {
  const { ctx, eventId, requestId, staff } = await asked();
  // The email to the person who asked is written last.
  await test_.db.update(users).set({ email: 'no address' }).where(eq(users.id, ctx.actor.userId));
  await expect(approve(staff, requestId)).rejects.toThrow();
  expect(await statusOf(requestId)).toBe('open');
  expect(await getEvent(ctx, eventId)).toMatchObject({ title: 'Teaching fractions', version: 1 });
});

/** A request, what its approval chooses, and all that the approval changes. */
type Doomed = { requestId: number; staff: Context; choices?: object; state: () => Promise<unknown> };

const runsOf = (eventId: number) => test_.db.select().from(issuingRuns).where(eq(issuingRuns.eventId, eventId));

/** Describes an event of whose certificates a run may begin. */
const withRuns = (ctx: Context, eventId: number) => async () => ({
  event: await getEvent(ctx, eventId),
  runs: await runsOf(eventId),
});

async function toCorrect(): Promise<Doomed> {
  const { ctx, eventId, requestId, staff } = await asked();
  await givenCertificate(ctx, eventId);
  const choices = { certificates: 'correct', unsigned: true };
  return { requestId, staff, choices, state: withRuns(ctx, eventId) };
}

async function toCancel(): Promise<Doomed> {
  const { ctx, eventId, requestId, staff } = await askedToCancel();
  await givenCertificate(ctx, eventId);
  return { requestId, staff, choices: { certificates: 'revoke' }, state: withRuns(ctx, eventId) };
}

async function toGiveAccess(): Promise<Doomed> {
  const ctx = await providerContext(test_.db, { today: AFTER });
  const staff = await staffContext(test_.db, { today: AFTER });
  const email = `${crypto.randomUUID()}@example.org`;
  const requestId = await askedUser(ctx, { email });
  const state = () =>
    test_.db
      .select({ username: users.username, role: memberships.role })
      .from(users)
      .leftJoin(memberships, eq(memberships.userId, users.id))
      .where(eq(users.email, email));
  return { requestId, staff, choices: { username: `u${crypto.randomUUID().slice(0, 8)}` }, state };
}

async function toChangeProvider(): Promise<Doomed> {
  const ctx = await providerContext(test_.db, { today: AFTER });
  const staff = await staffContext(test_.db, { today: AFTER });
  const requestId = await askedProviderData(ctx, { phone: '(406) 555-0199' });
  const { providerId } = ctx.actor;
  return { requestId, staff, state: () => test_.db.select().from(providers).where(eq(providers.id, providerId)) };
}

test.each([
  ['a correction', toCorrect],
  ['a cancellation', toCancel],
  ['access for a person', toGiveAccess],
  ['new information', toChangeProvider],
])(
  'a server that is killed in the middle of approving %s leaves all as it was',
  async (_, given) => {
    const { requestId, staff, choices = {}, state } = await given();
    const before = await state();
    await test_.owner.transaction(async (tx) => {
      // The emails are written last, when the record and the request have been changed.
      await tx.execute(sql`lock table mails in exclusive mode`);
      const doomed = spawn(process.execPath, ['--import', 'tsx', 'tests/support/approve-process.ts'], {
        env: {
          ...process.env,
          APPROVAL_DATABASE: test_.url,
          APPROVAL: JSON.stringify({ actor: staff.actor, requestId, saw: await sawOf(staff, requestId), ...choices }),
        },
        stdio: 'inherit',
      });
      const gone = new Promise((resolve) => doomed.once('exit', resolve));
      await soon(async () => {
        // A transaction that is idle while the other server starts would be ended.
        await tx.execute(sql`select`);
        return (await waitingForLocks(test_.db)) > 0;
      }, 60_000);
      doomed.kill('SIGKILL');
      await gone;
    });
    await soon(async () => (await waitingForLocks(test_.db)) === 0);
    expect(await statusOf(requestId)).toBe('open');
    expect(await state()).toEqual(before);
    expect((await emailsAbout(requestId)).map(({ kind }) => kind)).toEqual(['request.sent']);
    const saw = await sawOf(staff, requestId);
    const decision = { note: null, unsigned: false, ...choices, requestId, saw };
    expect(await approveRequest(staff, decision)).toEqual({ kind: 'approved' });
    expect(await statusOf(requestId)).toBe('approved');
    expect(await state()).not.toEqual(before);
    expect((await emailsAbout(requestId)).map(({ kind }) => kind)).toEqual(['request.sent', 'request.approved']);
  },
  120_000,
);

describe('when the event changed after the provider asked', () => {
  test('the reviewer sees three versions, decides again, and only what was asked for changes', async () => {
    const { ctx, eventId, requestId, staff } = await asked();
    await changeEvent(ctx, eventId, { title: 'Fractions', instructor: 'Bo Little Light' });
    expect(await approve(staff, requestId, 1)).toEqual({ kind: 'moved' });
    expect(await statusOf(requestId)).toBe('open');
    const { request } = await getRequest(staff, requestId);
    const view = await viewRequest(staff, request);
    expect(view.moved).toBe(true);
    expect(view.fields).toEqual([
      { field: 'Title', was: 'Teaching fractions', now: 'Fractions', asked: 'Teaching fractions well' },
    ]);
    expect(await approve(staff, requestId, view.saw)).toEqual({ kind: 'approved' });
    expect(await getEvent(ctx, eventId)).toMatchObject({
      title: 'Teaching fractions well',
      instructor: 'Bo Little Light',
    });
  });

  test('a correction that contradicts the event as it is now is not applied', async () => {
    const { ctx, eventId, requestId, staff } = await asked({ startsOn: '2026-05-03', endsOn: '2026-05-05' });
    await changeEvent(ctx, eventId, { startsOn: '2026-05-06', endsOn: '2026-05-06' });
    await expect(approve(staff, requestId, 2)).rejects.toMatchObject({
      code: 'invalid',
      sentence: expect.stringContaining('The end date is before the start date.'),
    });
    expect(await statusOf(requestId)).toBe('open');
  });
});

test('a declined request changes nothing, and says why', async () => {
  const { ctx, eventId, requestId, staff } = await asked();
  await decline(staff, requestId);
  expect(await getEvent(ctx, eventId)).toMatchObject({ title: 'Teaching fractions', version: 1 });
  await expectAudit(test_.db, 'request.declined', `request:${requestId}`, {
    details: { kind: 'correction', eventId, ground: 'not-enough' },
  });
  const email = (await emailsAbout(requestId)).at(-1)!;
  expect(email.text).toContain('There is not enough information.');
  expect(email.text).toContain('Send us the flyer of the event.');
  await expect(approve(staff, requestId)).rejects.toMatchObject({ code: 'conflict' });
  // The provider can ask again.
  expect(await askedCorrection(ctx, eventId, { title: 'Teaching fractions well' })).not.toBe(requestId);
});

test('a question waits for the provider, and the agency’s time stops until the answer', async () => {
  const { ctx, requestId, staff } = await asked();
  const { request } = await getRequest(staff, requestId);
  expect(request.dueOn).toBe('2026-05-13');
  await askProvider(staff, { requestId, question: 'Which title is on the flyer?' });
  await expectAudit(test_.db, 'request.question_asked', `request:${requestId}`);
  await expect(askProvider(staff, { requestId, question: 'And now?' })).rejects.toMatchObject({ code: 'conflict' });
  expect(await listWaiting(ctx)).toMatchObject({ requests: { count: 1, orMore: false }, owed: { count: 1 } });
  expect((await emailsAbout(requestId)).at(-1)!.text).toContain('Which title is on the flyer?');
  // There are four business days from Monday to Friday.
  const later = onDay(ctx, '2026-05-08');
  await answerRequest(later, { ...answerSchema.parse({ answer: 'The new one.' }), requestId });
  await expectAudit(test_.db, 'request.answered', `request:${requestId}`);
  expect((await getRequest(staff, requestId)).request).toMatchObject({ status: 'open', dueOn: '2026-05-19' });
  await expect(answerRequest(later, { requestId, answer: 'Twice.' })).rejects.toMatchObject({ code: 'conflict' });
});

test('a request can be withdrawn until it is decided', async () => {
  const { ctx, requestId, staff } = await asked();
  await withdrawRequest(ctx, { requestId });
  await expectAudit(test_.db, 'request.withdrawn', `request:${requestId}`);
  await expect(approve(staff, requestId)).rejects.toMatchObject({ code: 'conflict' });
  const second = await asked();
  await approve(second.staff, second.requestId);
  await expect(withdrawRequest(second.ctx, { requestId: second.requestId })).rejects.toMatchObject({
    code: 'conflict',
  });
});

test('staff assign a request to themselves, assign it to a colleague, and put it back', async () => {
  const { requestId, staff } = await asked();
  const colleague = await staffContext(test_.db, { today: AFTER });
  const mine = (ctx: Context) => listStaffQueue(ctx, queueSchema.parse({ queue: 'mine' }));
  await assignRequest(staff, { requestId, assignee: staff.actor.userId });
  await assignRequest(staff, { requestId, assignee: staff.actor.userId });
  await expectAudit(test_.db, 'request.assigned', `request:${requestId}`, {
    details: { assigneeId: staff.actor.userId },
  });
  expect((await mine(staff)).requests.map(({ id }) => id)).toEqual([requestId]);
  await assignRequest(staff, { requestId, assignee: colleague.actor.userId });
  expect((await mine(staff)).requests).toEqual([]);
  expect((await mine(colleague)).requests.map(({ id }) => id)).toEqual([requestId]);
  await assignRequest(colleague, { requestId, ...assignSchema.parse({ assignee: '' }) });
  const steps = await test_.db.select().from(requestSteps).where(eq(requestSteps.requestId, requestId));
  expect(steps.map(({ kind }) => kind)).toEqual(['sent', 'assigned', 'assigned', 'assigned']);
  const outsider = await providerContext(test_.db);
  await expect(assignRequest(staff, { requestId, assignee: outsider.actor.userId })).rejects.toMatchObject({
    code: 'invalid',
  });
});

describe('access', () => {
  test('another provider finds neither the request nor the event', async () => {
    const { eventId, requestId } = await asked();
    const stranger = await providerContext(test_.db, { today: AFTER });
    await expect(getRequest(stranger, requestId)).rejects.toMatchObject({ code: 'not_found' });
    await expect(withdrawRequest(stranger, { requestId })).rejects.toMatchObject({ code: 'not_found' });
    await expect(answerRequest(stranger, { requestId, answer: 'x' })).rejects.toMatchObject({ code: 'not_found' });
    await expect(correctionForm(stranger, eventId)).rejects.toMatchObject({ code: 'not_found' });
    expect((await listOwnRequests(stranger, null)).requests).toEqual([]);
    const values = { ...(await formOf(eventId)), reason: 'x' };
    await expect(askForCorrection(stranger, { ...correctionSchema.parse(values), eventId })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  /** A form as its own provider would get it. */
  async function formOf(eventId: number) {
    const ctx = await providerContext(test_.db, { today: AFTER });
    const own = await givenEvent(ctx);
    await test_.db.insert(eventCategoryLinks).values({ eventId: own, categoryId: 1 });
    const found = await correctionForm(ctx, own);
    return found.why === null ? { ...found.form.values, eventId: String(eventId) } : {};
  }

  test('a provider does not decide, and a viewer does not ask', async () => {
    const { ctx, eventId, requestId } = await asked();
    await expect(approve(ctx, requestId)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(decline(ctx, requestId)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(assignRequest(ctx, { requestId, assignee: null })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(listStaffQueue(ctx, queueSchema.parse({}))).rejects.toMatchObject({ code: 'forbidden' });
    const viewer = { ...ctx, actor: { ...ctx.actor, role: 'viewer' as const } };
    await expect(correctionForm(viewer, eventId)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(withdrawRequest(viewer, { requestId })).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('asking', () => {
  test('an event that can still be edited needs no request', async () => {
    const { ctx, eventId } = await endedEvent();
    const today = onDay(ctx, '2026-05-03');
    expect((await correctionForm(today, eventId)).why).toContain('Edit it yourself');
  });

  test('a form sent twice makes one request, and a second request for the event waits for the first', async () => {
    const { ctx, eventId } = await endedEvent();
    const found = await correctionForm(ctx, eventId);
    if (found.why !== null) throw new Error(found.why);
    const values = { ...found.form.values, reason: 'A typo', title: 'Fractions' };
    const send = (more: object) =>
      askForCorrection(ctx, { ...correctionSchema.parse({ ...values, ...more }), eventId });
    const review = await send({});
    if (review.kind !== 'review') throw new Error('not shown');
    const { reviewed } = review;
    const twice = await Promise.all([send({ reviewed }), send({ reviewed })]);
    expect(twice[0]).toEqual(twice[1]);
    await expect(send({ reviewed, requestKey: crypto.randomUUID() })).rejects.toMatchObject({ code: 'conflict' });
    expect(await correctionForm(ctx, eventId)).toMatchObject({ undecided: expect.any(Number) });
    // The person reviewed something other than what is sent now, so they review again.
    expect(await test_.db.select().from(requests).where(eq(requests.eventId, eventId))).toHaveLength(1);
  });

  test('changes that the person has not seen side by side are shown first', async () => {
    const { ctx, eventId } = await endedEvent();
    const found = await correctionForm(ctx, eventId);
    if (found.why !== null) throw new Error(found.why);
    const values = { ...found.form.values, reason: 'A typo' };
    const send = (more: object) =>
      askForCorrection(ctx, { ...correctionSchema.parse({ ...values, ...more }), eventId });
    const first = await send({ title: 'Fractions' });
    if (first.kind !== 'review') throw new Error('not shown');
    expect(first.differences).toEqual([{ field: 'Title', before: 'Teaching fractions', after: 'Fractions' }]);
    const second = await send({ title: 'Decimals', reviewed: first.reviewed });
    expect(second).toMatchObject({ kind: 'review', differences: [{ after: 'Decimals' }] });
    await expect(send({})).rejects.toMatchObject({ code: 'invalid' });
  });

  test('what was typed is compared with what staff saved meanwhile, and asked for when that was seen', async () => {
    const { ctx, eventId } = await endedEvent();
    const found = await correctionForm(ctx, eventId);
    if (found.why !== null) throw new Error(found.why);
    const values = { ...found.form.values, reason: 'A typo', title: 'Fractions' };
    const send = (more: object) =>
      askForCorrection(ctx, { ...correctionSchema.parse({ ...values, ...more }), eventId });
    const before = await send({});
    if (before.kind !== 'review') throw new Error('not shown');
    expect(before.changedMeanwhile).toBeUndefined();
    const staff = await staffContext(test_.db);
    await changeEvent(staff, eventId, { instructor: 'Rosa Whitehorse' });
    const after = await send({ reviewed: before.reviewed });
    if (after.kind !== 'review') throw new Error('sent unseen');
    expect(after.changedMeanwhile).toContain(`${staff.actor.name} saved this event on`);
    expect(after.differences).toMatchObject([{ field: 'Title' }, { before: 'Rosa Whitehorse' }]);
    const entered = await send({ instructor: 'Rosa Whitehorse', reviewed: after.reviewed });
    if (entered.kind !== 'review') throw new Error('not shown');
    expect(entered.differences).toMatchObject([{ field: 'Title' }]);
    const sent = await send({ instructor: 'Rosa Whitehorse', reviewed: entered.reviewed });
    if (sent.kind !== 'asked') throw new Error('not sent');
    const { request } = await getRequest(ctx, sent.requestId);
    expect(request).toMatchObject({ status: 'open', basisVersion: 2 });
  });
});

test('the queue shows what is due first, and finds by title, provider and number', async () => {
  const { eventId, requestId, staff, ctx } = await asked({ title: 'Zebrafish in the classroom' });
  const found = async (q: string) =>
    (await listStaffQueue(staff, queueSchema.parse({ queue: 'all', q }))).requests.map(({ id }) => id);
  expect(await found(`#${eventId}`)).toContain(requestId);
  expect(await found(String(requestId))).toContain(requestId);
  expect(await found(ctx.actor.providerName)).toEqual([requestId]);
  expect(await found('no such words at all')).toEqual([]);
  const { requests: all } = await listStaffQueue(staff, queueSchema.parse({ queue: 'all' }));
  const due = all.map(({ dueOn, id }) => `${dueOn} ${String(id).padStart(9, '0')}`);
  expect(due).toEqual(due.toSorted());
  await approve(staff, requestId);
  expect(await found(String(requestId))).not.toContain(requestId);
  const decided = async (q: string) =>
    (await listStaffQueue(staff, queueSchema.parse({ queue: 'decided', q }))).requests.map(({ id }) => id);
  expect(await decided(String(requestId))).toContain(requestId);
  expect(await decided('zebrafish')).toEqual([requestId]);
  expect(await decided(`classroom ${ctx.actor.providerName} zeb`)).toEqual([requestId]);
  expect(await decided('zebrafish zeppelin')).toEqual([]);
});

test('each queue can be limited to a kind, a provider and the member of staff who answers, also together with words', async () => {
  const one = await asked();
  const { staff, ctx } = one;
  const sameProvider = await givenEvent(ctx);
  const cancellation = await askedCancellation(ctx, sameProvider);
  const other = await asked();
  await assignRequest(staff, { requestId: other.requestId, assignee: other.staff.actor.userId });
  const ids = async (given: object) =>
    (await listStaffQueue(staff, queueSchema.parse(given))).requests.map(({ id }) => id).sort((a, b) => a - b);
  const provider = String(ctx.actor.providerId);
  expect(await ids({ provider })).toEqual([one.requestId, cancellation]);
  expect(await ids({ provider, kind: 'cancellation' })).toEqual([cancellation]);
  expect(await ids({ provider, q: 'teaching', kind: 'correction' })).toEqual([one.requestId]);
  expect(await ids({ provider, q: 'no such words' })).toEqual([]);
  expect(await ids({ assignee: String(other.staff.actor.userId) })).toEqual([other.requestId]);
  expect(await ids({ assignee: String(other.staff.actor.userId), kind: 'cancellation' })).toEqual([]);
  expect(await ids({ kind: 'cancellation' })).not.toContain(one.requestId);
  // Decided requests are read from other indexes.
  await approve(staff, one.requestId);
  expect(await ids({ queue: 'decided', provider })).toEqual([one.requestId]);
  expect(await ids({ queue: 'decided', provider, kind: 'cancellation' })).toEqual([]);
  expect(await ids({ queue: 'decided', assignee: String(staff.actor.userId), kind: 'correction' })).toEqual([
    one.requestId,
  ]);
  expect((await listStaffQueue(staff, queueSchema.parse({ provider }))).providerName).toBe(ctx.actor.providerName);
  expect((await listStaffQueue(staff, queueSchema.parse({ provider: '987654321' }))).providerName).toBeNull();
});

test('the address of a list says its filters, and what makes no sense there is left out', () => {
  const given = { queue: 'mine', q: 'fractions', kind: 'user', provider: '12', assignee: '7' };
  const list = workedListSchema.parse(given);
  expect(withList('/admin/requests', list)).toBe(
    '/admin/requests?queue=mine&q=fractions&kind=user&provider=12&assignee=7',
  );
  // Actions get the list back as it was read.
  expect(workedListSchema.parse(list)).toEqual(list);
  const nonsense = { queue: 'x', kind: 'x', provider: '0', assignee: ['1', '2'], q: ['a'] };
  expect(workedListSchema.parse(nonsense)).toEqual({ queue: 'all', ...NO_FILTERS });
  expect(workedListSchema.parse(null)).toEqual({ queue: 'all', ...NO_FILTERS });
});

test('from each request the queue leads to the one due before and the one due after it', async () => {
  const made = [await asked(), await asked(), await asked()];
  const { staff } = made[0]!;
  const dueOn = (requestId: number, day: string) =>
    test_.db.update(requests).set({ dueOn: day }).where(eq(requests.id, requestId));
  // No other test's requests are due then.
  const [first, second, third] = made.map(({ requestId }) => requestId) as [number, number, number];
  for (const [id, day] of [
    [first, '2031-01-02'],
    [second, '2031-01-02'],
    [third, '2031-01-03'],
  ] as const) {
    await dueOn(id, day);
  }
  const neighbors = async (id: number, list: Partial<WorkedList> = {}) =>
    findNeighbors(staff, (await getRequest(staff, id)).request, { queue: 'all', ...NO_FILTERS, ...list });
  expect((await neighbors(first)).next).toBe(second);
  expect(await neighbors(second)).toEqual({ previous: first, next: third });
  expect(await neighbors(third)).toEqual({ previous: second, next: null });
  // One that waits for the provider is passed over, and still leads on.
  await askProvider(staff, { requestId: second, question: 'Can you send us the flyer?' });
  expect(await neighbors(first)).toMatchObject({ next: third });
  expect(await neighbors(second)).toEqual({ previous: first, next: third });
  // The list from which a request was opened leads on to its own requests.
  await assignRequest(staff, { requestId: third, assignee: staff.actor.userId });
  expect(await neighbors(first, { queue: 'unassigned' })).toMatchObject({ next: null });
  expect(await neighbors(first, { queue: 'mine' })).toMatchObject({ next: third });
  expect(await neighbors(third, { q: String(first) })).toEqual({ previous: first, next: null });
  expect(await neighbors(first, { assignee: staff.actor.userId })).toMatchObject({ next: third });
  expect(await neighbors(first, { provider: made[2]!.ctx.actor.providerId })).toEqual({ previous: null, next: third });
  expect(await neighbors(first, { kind: 'user' })).toEqual({ previous: null, next: null });
  expect(await neighbors(first, { queue: 'decided' })).toEqual({ previous: null, next: null });
  const stranger = findNeighbors(made[0]!.ctx, { id: first, dueOn: '2031-01-02' }, { queue: 'all', ...NO_FILTERS });
  await expect(stranger).rejects.toMatchObject({
    code: 'forbidden',
  });
});

test('decided requests are listed by when they were decided, page after page', async () => {
  const first = await asked();
  const second = await asked();
  await decline(second.staff, second.requestId);
  await decline({ ...first.staff, clock: onDay(first.staff, '2026-05-06').clock }, first.requestId);
  const from = (after: object | null) =>
    listStaffQueue(first.staff, { ...queueSchema.parse({ queue: 'decided' }), after: after as never });
  const all = (await from(null)).requests.map(({ id }) => id);
  expect(all.indexOf(first.requestId)).toBeLessThan(all.indexOf(second.requestId));
  const rest = (await from({ dueOn: '2026-05-04', id: first.requestId })).requests.map(({ id }) => id);
  expect(rest).toEqual(all.slice(all.indexOf(first.requestId) + 1));
});

test('a correction of something else leaves a category that was retired after the event', async () => {
  const { ctx, eventId, requestId, staff } = await asked();
  await test_.db.update(eventCategories).set({ retiredAt: new Date() }).where(eq(eventCategories.id, 1));
  expect(await approve(staff, requestId)).toEqual({ kind: 'approved' });
  expect((await getEvent(ctx, eventId)).categoryIds).toEqual([1]);
  await test_.db.update(eventCategories).set({ retiredAt: null }).where(eq(eventCategories.id, 1));
});

describe('the cancellation of an event', () => {
  test('that is approved cancels the event with the provider’s reason, and both sides are notified once', async () => {
    const { ctx, eventId, requestId, staff, view } = await askedToCancel();
    await expectAudit(test_.db, 'request.sent', `request:${requestId}`, {
      details: { kind: 'cancellation', eventId },
    });
    const { saw, fields, moved } = await view();
    expect({ fields, moved }).toEqual({ fields: [], moved: false });
    expect(await approve(staff, requestId, saw, 'All the best for the next one.')).toEqual({ kind: 'approved' });
    const event = await getEvent(ctx, eventId);
    expect(event.version).toBe(1);
    expect(await findCancellation(ctx, event)).toMatchObject({
      reason: 'Not enough people signed up.',
      byName: staff.actor.name,
      requestId,
    });
    await expectAudit(test_.db, 'event.canceled', `event:${eventId}`, {
      userId: staff.actor.userId,
      providerId: ctx.actor.providerId,
      details: { requestId },
    });
    await expectAudit(test_.db, 'request.approved', `request:${requestId}`);
    expect(await listWaiting(ctx)).toMatchObject({ owed: { count: 0 } });
    const emails = await emailsAbout(requestId);
    expect(emails.map(({ kind }) => kind)).toEqual(['request.sent', 'request.approved']);
    expect(emails[0]!.subject).toBe(`Request ${requestId}: cancellation of event ${eventId}`);
    expect(emails[0]!.text).toContain('asks to cancel “Teaching fractions”');
    expect(emails[1]!.subject).toBe(`Event ${eventId} was canceled`);
    expect(emails[1]!.text).toContain('All the best for the next one.');
  });

  test('can be asked for before the event begins', async () => {
    const { ctx, eventId, requestId, staff, view } = await askedToCancel({ today: '2026-04-30' });
    expect(await approve(staff, requestId, (await view()).saw)).toEqual({ kind: 'approved' });
    expect((await getEvent(ctx, eventId)).canceledAt).not.toBeNull();
  });

  test('fifty approvals at once cancel it once', async () => {
    const { eventId, requestId, staff, view } = await askedToCancel();
    const { saw } = await view();
    const outcomes = await Promise.allSettled(Array.from({ length: 50 }, () => approve(staff, requestId, saw)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const rows = await test_.db.select().from(eventCancellations).where(eq(eventCancellations.eventId, eventId));
    expect(rows).toHaveLength(1);
  });

  test('must be decided again when a certificate was issued after the reviewer looked', async () => {
    const { ctx, eventId, requestId, staff, view } = await askedToCancel();
    const { saw } = await view();
    await givenCertificate(ctx, eventId);
    expect(await approve(staff, requestId, saw)).toEqual({ kind: 'moved' });
    expect(await statusOf(requestId)).toBe('open');
    const again = await view();
    expect(again).toMatchObject({ moved: true, event: { issuedCount: 1 } });
    expect(await approve(staff, requestId, again.saw)).toEqual({ kind: 'approved' });
  });

  test('that fails leaves neither the cancellation nor the decision', async () => {
    const { ctx, eventId, requestId, staff, view } = await askedToCancel();
    await test_.db.update(users).set({ email: 'no address' }).where(eq(users.id, ctx.actor.userId));
    await expect(approve(staff, requestId, (await view()).saw)).rejects.toThrow();
    expect(await statusOf(requestId)).toBe('open');
    expect((await getEvent(ctx, eventId)).canceledAt).toBeNull();
  });

  test('that is declined changes nothing', async () => {
    const { ctx, eventId, requestId, staff } = await askedToCancel();
    await decline(staff, requestId);
    expect((await getEvent(ctx, eventId)).canceledAt).toBeNull();
    expect((await emailsAbout(requestId)).at(-1)!.text).toContain('The cancellation of “Teaching fractions”');
  });

  test('waits next to a correction of the same event, which is no longer possible once the cancellation is approved', async () => {
    const { ctx, eventId, requestId, staff, view } = await askedToCancel();
    const correctionId = await askedCorrection(ctx, eventId, { title: 'Fractions' });
    await approve(staff, requestId, (await view()).saw);
    await expect(approve(staff, correctionId, 1)).rejects.toMatchObject({
      code: 'invalid',
      sentence: expect.stringContaining('This event was canceled'),
    });
    expect(await statusOf(correctionId)).toBe('open');
    expect((await correctionForm(ctx, eventId)).why).toContain('This event was canceled');
  });

  test('of an event that staff canceled themselves in the meantime only closes the request', async () => {
    const { eventId, requestId, staff, view } = await askedToCancel();
    await canceled(staff, eventId, 'They called us.');
    expect(await approve(staff, requestId, (await view()).saw)).toEqual({ kind: 'approved' });
    const rows = await test_.db.select().from(eventCancellations).where(eq(eventCancellations.eventId, eventId));
    expect(rows.map(({ reason }) => reason)).toEqual(['They called us.']);
  });

  test('can be requested only once at a time, and not by a viewer or for another provider’s or a canceled event', async () => {
    const { ctx, eventId, staff } = await askedToCancel();
    const ask = (by: Context, requestKey = crypto.randomUUID()) =>
      askForCancellation(by, { eventId, reason: 'x', requestKey });
    await expect(ask(ctx)).rejects.toMatchObject({ code: 'conflict' });
    expect(await cancellationForm(ctx, eventId)).toMatchObject({ undecided: expect.any(Number) });
    await expect(ask(await providerContext(test_.db))).rejects.toMatchObject({ code: 'not_found' });
    await expect(ask(staff)).rejects.toMatchObject({ code: 'forbidden' });
    const viewer = { ...ctx, actor: { ...ctx.actor, role: 'viewer' as const } };
    await expect(ask(viewer)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(cancellationForm(viewer, eventId)).rejects.toMatchObject({ code: 'forbidden' });
    const other = await endedEvent();
    const requestKey = crypto.randomUUID();
    const send = () => askForCancellation(other.ctx, { eventId: other.eventId, reason: 'x', requestKey });
    const [first, second] = await Promise.all([send(), send()]);
    expect(first).toBe(second);
    await canceled(staff, other.eventId);
    expect((await cancellationForm(other.ctx, other.eventId)).why).toContain('was canceled');
    await expect(
      askForCancellation(other.ctx, { eventId: other.eventId, reason: 'x', requestKey: crypto.randomUUID() }),
    ).rejects.toMatchObject({ code: 'invalid' });
  });
});

/** Issues a certificate to somebody who completed the event. */
async function givenCertificate(ctx: Context, eventId: number) {
  await issueCertificates(ctx, { eventId, attendeeIds: [await givenAttendee(ctx, eventId)] });
}

test('staff who sent a request for a provider don’t decide it; a colleague does', async () => {
  const { ctx, eventId } = await endedEvent();
  const staff = await staffContext(test_.db, { today: AFTER });
  const { providerId, providerName, standing } = ctx.actor;
  const acting: Context = { ...staff, actor: { ...staff.actor, onBehalfOf: { providerId, providerName, standing } } };
  const requestId = await askedCorrection(acting, eventId, { title: 'Teaching fractions well' });
  const refused = { code: 'forbidden', message: 'You sent this request yourself. A colleague decides it.' };
  await expect(approve(staff, requestId)).rejects.toMatchObject(refused);
  await expect(decline(staff, requestId)).rejects.toMatchObject(refused);
  expect(await statusOf(requestId)).toBe('open');
  await approve(await staffContext(test_.db, { today: AFTER }), requestId);
  expect(await statusOf(requestId)).toBe('approved');
});
