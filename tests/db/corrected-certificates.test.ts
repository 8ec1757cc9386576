import '../support/settings';
import { and, eq } from 'drizzle-orm';
import {
  attendees,
  certificateEndings,
  certificateMails,
  eventCategoryLinks,
  events,
  issuingRuns,
  mails,
  namedCertificates,
  providers,
  users,
} from '@/db/schema';
import { issueCertificates } from '@/lib/certificates/issue/issue-certificates';
import { beginRun } from '@/lib/certificates/runs/begin-run';
import { processBulkRun } from '@/lib/certificates/runs/process-bulk-run';
import { getEvent } from '@/lib/events/find-event';
import { closeRenderer } from '@/lib/platform/pdf/renderer';
import type { Context } from '@/lib/platform/visit';
import { correctEvent, correctEventForm, correctEventSchema } from '@/lib/requests/correct-event';
import { approveRequest, approveSchema } from '@/lib/requests/decide-request';
import { getRequest } from '@/lib/requests/request';
import { givenAttendee } from '../support/attendees';
import { expectAudit } from '../support/audit';
import { testDatabase } from '../support/database';
import { givenEvent } from '../support/events';
import { providerContext, staffContext } from '../support/people';
import { askedCorrection } from '../support/requests';

const test_ = testDatabase();
jest.setTimeout(60_000);
afterAll(closeRenderer);

const AFTER = '2026-05-04';

/** Adds an event that is over with a certificate for each of these addresses. */
async function issued(emails: (string | null)[]) {
  const ctx = await providerContext(test_.db, { today: AFTER });
  const eventId = await givenEvent(ctx);
  await test_.db.insert(eventCategoryLinks).values({ eventId, categoryId: 1 });
  const attendeeIds: number[] = [];
  for (const email of emails) attendeeIds.push(await givenAttendee(ctx, eventId, { email }));
  if (attendeeIds.length > 0) await issueCertificates(ctx, { eventId, attendeeIds });
  return { ctx, eventId, attendeeIds, staff: await staffContext(test_.db, { today: AFTER }) };
}

/** Adds the same, and a request to correct the event's title. */
async function asked(emails: (string | null)[], changes: Record<string, string> = { title: 'Teaching decimals' }) {
  const given = await issued(emails);
  return { ...given, requestId: await askedCorrection(given.ctx, given.eventId, changes) };
}

const approve = (ctx: Context, requestId: number, certificates: string | undefined) =>
  approveRequest(ctx, { ...approveSchema.parse({ saw: '1', note: '', certificates, unsigned: 'yes' }), requestId });

const runsOf = (eventId: number) => test_.db.select().from(issuingRuns).where(eq(issuingRuns.eventId, eventId));

async function processed(ctx: Context, eventId: number): Promise<void> {
  const [run] = await runsOf(eventId);
  await processBulkRun({ db: test_.db, clock: ctx.clock }, run!.id);
}

const currentOf = async (attendeeId: number) =>
  (
    await test_.db
      .select({ id: namedCertificates.id, facts: namedCertificates.facts })
      .from(attendees)
      .innerJoin(namedCertificates, eq(namedCertificates.id, attendees.currentCertificateId))
      .where(eq(attendees.id, attendeeId))
  )[0]!;

const emailsTo = (address: string) =>
  test_.db
    .select()
    .from(mails)
    .where(and(eq(mails.toAddress, address), eq(mails.kind, 'certificate.corrected')));

const answerTo = async (ctx: Context) => {
  const [user] = await test_.db.select().from(users).where(eq(users.id, ctx.actor.userId));
  return (await test_.db.select().from(mails).where(eq(mails.toAddress, user!.email))).find(
    ({ kind }) => kind === 'request.approved',
  )!.text;
};

test('certificates of a provider that has closed are corrected, too', async () => {
  const { ctx, eventId, attendeeIds, requestId, staff } = await asked([null]);
  await test_.db.update(providers).set({ standing: 'closed' }).where(eq(providers.id, ctx.actor.providerId));
  await approve(staff, requestId, 'correct');
  await processed(ctx, eventId);
  expect(await runsOf(eventId)).toMatchObject([{ state: 'done' }]);
  expect((await currentOf(attendeeIds[0]!)).facts).not.toMatchObject({ title: 'Teaching fractions' });
});

test('an approval corrects all certificates in a run, and each holder with an address gets the new one once', async () => {
  const [one, two] = [`${crypto.randomUUID()}@example.org`, `${crypto.randomUUID()}@example.org`];
  const { ctx, eventId, attendeeIds, requestId, staff } = await asked([one, two, null]);
  const before = await Promise.all(attendeeIds.map(currentOf));
  expect(await approve(staff, requestId, 'correct')).toEqual({ kind: 'approved' });
  const [run] = await runsOf(eventId);
  expect(run).toMatchObject({ kind: 'reissue', total: 3, mailHolders: true, createdBy: staff.actor.userId });
  await expectAudit(test_.db, 'certificates.run_begun', `event:${eventId}`, {
    userId: staff.actor.userId,
    details: { run: run!.id, kind: 'reissue', people: 3, reason: `The event was corrected (request ${requestId}).` },
  });
  await expectAudit(test_.db, 'request.approved', `request:${requestId}`, {
    details: { kind: 'correction', eventId, certificates: 'correct' },
  });
  expect(await answerTo(ctx)).toContain('All 3 certificates that were already issued are replaced');
  // Years later, the request says so, too.
  expect((await getRequest(ctx, requestId)).steps.at(-1)).toMatchObject({
    kind: 'approved',
    text: expect.stringContaining('All 3 certificates that were already issued are replaced'),
  });
  // The approval only begins the run.
  expect((await currentOf(attendeeIds[0]!)).facts).toMatchObject({ title: 'Teaching fractions' });
  await processed(ctx, eventId);
  // The job can come twice.
  await processed(ctx, eventId);
  const after = await Promise.all(attendeeIds.map(currentOf));
  for (const { facts } of after) expect(facts).toMatchObject({ title: 'Teaching decimals' });
  const endings = await test_.db
    .select()
    .from(certificateEndings)
    .where(eq(certificateEndings.certificateId, before[0]!.id));
  expect(endings).toMatchObject([{ kind: 'superseded', endedBy: staff.actor.userId }]);
  for (const [at, address] of [one, two].entries()) {
    const emails = await emailsTo(address!);
    expect(emails).toHaveLength(1);
    expect(emails[0]!.text).toContain('It replaces the one you had, which is no longer valid.');
    expect(emails[0]!.certificateId).toBe(after[at]!.id);
    expect(
      await test_.db.select().from(certificateMails).where(eq(certificateMails.certificateId, after[at]!.id)),
    ).toHaveLength(1);
  }
  expect((await runsOf(eventId))[0]).toMatchObject({ state: 'done' });
});

test('an approval corrects all certificates of an event that reads as asked already', async () => {
  const { ctx, eventId, attendeeIds, requestId, staff } = await asked([null]);
  await test_.db.update(events).set({ title: 'Teaching decimals' }).where(eq(events.id, eventId));
  expect(await approve(staff, requestId, 'correct')).toEqual({ kind: 'approved' });
  expect(await answerTo(ctx)).toContain('The certificate that was already issued is replaced');
  await processed(ctx, eventId);
  expect((await currentOf(attendeeIds[0]!)).facts).toMatchObject({ title: 'Teaching decimals' });
  expect((await getEvent(ctx, eventId)).version).toBe(1);
});

test.each(['leave', undefined])('with the choice %s, certificates keep what was printed on them', async (choice) => {
  const { ctx, eventId, attendeeIds, requestId, staff } = await asked([`${crypto.randomUUID()}@example.org`]);
  await approve(staff, requestId, choice);
  expect(await runsOf(eventId)).toEqual([]);
  expect((await currentOf(attendeeIds[0]!)).facts).toMatchObject({ title: 'Teaching fractions' });
  expect(await answerTo(ctx)).toContain('keep what was printed on them');
  // What was chosen is part of the request's history.
  const { text } = (await getRequest(ctx, requestId)).steps.at(-1)!;
  expect(text).toEqual(choice ? expect.stringContaining('keep what was printed on them') : null);
});

test('fifty approvals at once begin one run', async () => {
  const { eventId, requestId, staff } = await asked([null]);
  const outcomes = await Promise.allSettled(Array.from({ length: 50 }, () => approve(staff, requestId, 'correct')));
  expect(outcomes.filter((one) => one.status === 'fulfilled' && one.value.kind === 'approved')).toHaveLength(1);
  expect(await runsOf(eventId)).toHaveLength(1);
});

test('a decision that fails leaves neither the correction nor the run', async () => {
  const { ctx, eventId, requestId, staff } = await asked([null]);
  // The email to the person who asked is written last.
  await test_.db.update(users).set({ email: 'no address' }).where(eq(users.id, ctx.actor.userId));
  await expect(approve(staff, requestId, 'correct')).rejects.toThrow();
  expect(await runsOf(eventId)).toEqual([]);
  expect((await getEvent(ctx, eventId)).title).toBe('Teaching fractions');
});

test('while certificates are being reissued already, nothing is approved', async () => {
  const { ctx, eventId, requestId, staff } = await asked([null]);
  await beginRun(ctx, { eventId, kind: 'reissue', requestKey: crypto.randomUUID(), reason: 'New logo' });
  await expect(approve(staff, requestId, 'correct')).rejects.toMatchObject({
    code: 'conflict',
    sentence: expect.stringContaining('already being reissued'),
  });
  expect((await getEvent(ctx, eventId)).title).toBe('Teaching fractions');
});

test('a correction that changes nothing that is printed replaces no certificate and sends no email', async () => {
  const email = `${crypto.randomUUID()}@example.org`;
  const { ctx, eventId, attendeeIds, requestId, staff } = await asked([email], { description: 'Another text.' });
  const before = await currentOf(attendeeIds[0]!);
  await approve(staff, requestId, 'correct');
  await processed(ctx, eventId);
  expect((await currentOf(attendeeIds[0]!)).id).toBe(before.id);
  expect(await emailsTo(email)).toEqual([]);
});

test('without certificates, the choice changes nothing', async () => {
  const { eventId, requestId, staff } = await asked([]);
  expect(await approve(staff, requestId, 'correct')).toEqual({ kind: 'approved' });
  expect(await runsOf(eventId)).toEqual([]);
});

describe('a correction by staff themselves', () => {
  /** Sends the form of the page once or more often, as a double click does. */
  async function corrected(
    { staff, eventId }: { staff: Context; eventId: number },
    given: Record<string, string>,
    times = 1,
  ) {
    const { form } = await correctEventForm(staff, eventId);
    const values = { ...form.values, reason: 'The provider called.', unsigned: 'yes', ...given };
    const input = { ...correctEventSchema.parse(values), eventId };
    for (let time = 0; time < times; time++) expect(await correctEvent(staff, input)).toEqual({ kind: 'edited' });
  }

  const CORRECT = { title: 'Teaching decimals', certificates: 'correct' };

  const emailAbout = async (eventId: number) =>
    (
      await test_.db
        .select()
        .from(mails)
        .where(eq(mails.subject, `Event ${eventId} was corrected`))
        .orderBy(mails.id)
    ).map(({ text }) => text.replaceAll(/\s+/g, ' '));

  test('corrects all certificates in one run, and emails each holder', async () => {
    const email = `${crypto.randomUUID()}@example.org`;
    const given = await issued([email, null]);
    const { eventId, attendeeIds, staff } = given;
    await corrected(given, CORRECT, 2);
    const runs = await runsOf(eventId);
    expect(runs).toMatchObject([{ kind: 'reissue', total: 2, mailHolders: true, createdBy: staff.actor.userId }]);
    await expectAudit(test_.db, 'certificates.run_begun', `event:${eventId}`, {
      userId: staff.actor.userId,
      details: {
        run: runs[0]!.id,
        kind: 'reissue',
        people: 2,
        reason: 'The event was corrected. The provider called.',
      },
    });
    const [text, ...more] = await emailAbout(eventId);
    expect(text).toContain('All 2 certificates that were already issued are replaced');
    expect(text).not.toContain('keep what was printed');
    expect(more).toEqual([]);
    await processed(staff, eventId);
    for (const { facts } of await Promise.all(attendeeIds.map(currentOf))) {
      expect(facts).toMatchObject({ title: 'Teaching decimals' });
    }
    expect(await emailsTo(email)).toHaveLength(1);
  });

  test.each<Record<string, string>>([{ certificates: 'leave' }, {}])(
    'leaves them with the choice %j',
    async (choice) => {
      const given = await issued([null]);
      await corrected(given, { title: 'Teaching decimals', ...choice });
      expect(await runsOf(given.eventId)).toEqual([]);
      expect((await emailAbout(given.eventId))[0]).toContain('keep what was printed on them');
    },
  );

  test('corrects the certificates of an event that was corrected before, once', async () => {
    const given = await issued([null]);
    const { eventId, attendeeIds, staff } = given;
    await corrected(given, { title: 'Teaching decimals', certificates: 'leave' });
    await corrected(given, { certificates: 'correct' }, 2);
    await processed(staff, eventId);
    expect((await currentOf(attendeeIds[0]!)).facts).toMatchObject({ title: 'Teaching decimals' });
    expect((await emailAbout(eventId))[1]).toContain('Agency staff had the certificates of');
    expect((await getEvent(staff, eventId)).version).toBe(2);
  });

  test('begins another run for the form that was opened again and changed', async () => {
    const given = await issued([null]);
    const { eventId, attendeeIds, staff } = given;
    const { form } = await correctEventForm(staff, eventId);
    const send = async (changes: Record<string, string>) => {
      const values = { ...form.values, reason: 'They called.', unsigned: 'yes', ...CORRECT, ...changes };
      expect(await correctEvent(staff, { ...correctEventSchema.parse(values), eventId })).toEqual({ kind: 'edited' });
    };
    await send({});
    await processed(staff, eventId);
    const { version } = await getEvent(staff, eventId);
    await send({ title: 'Teaching percents', version: String(version) });
    const runs = await runsOf(eventId);
    expect(runs.map(({ state }) => state).sort()).toEqual(['done', 'running']);
    await processBulkRun({ db: test_.db, clock: staff.clock }, runs.find(({ state }) => state === 'running')!.id);
    expect((await currentOf(attendeeIds[0]!)).facts).toMatchObject({ title: 'Teaching percents' });
  });

  test('changes nothing while certificates are being reissued already', async () => {
    const given = await issued([null]);
    const { ctx, eventId } = given;
    await beginRun(ctx, { eventId, kind: 'reissue', requestKey: crypto.randomUUID(), reason: 'New logo' });
    await expect(corrected(given, CORRECT)).rejects.toMatchObject({ code: 'conflict' });
    expect((await getEvent(ctx, eventId)).title).toBe('Teaching fractions');
  });

  test('asks before certificates without a signature go out', async () => {
    const given = await issued([null]);
    const { form } = await correctEventForm(given.staff, given.eventId);
    const input = correctEventSchema.parse({ ...form.values, reason: 'x', ...CORRECT });
    await expect(correctEvent(given.staff, { ...input, eventId: given.eventId })).rejects.toMatchObject({
      code: 'invalid',
    });
    expect(await runsOf(given.eventId)).toEqual([]);
  });
});
