import '../support/settings';
import { and, eq } from 'drizzle-orm';
import { attendees, certificateEndings, issuingRuns, mails, namedCertificates, providers, users } from '@/db/schema';
import { issueCertificates } from '@/lib/certificates/issue/issue-certificates';
import { beginRun } from '@/lib/certificates/runs/begin-run';
import { changeRunState, getRun } from '@/lib/certificates/runs/change-run';
import { processBulkRun } from '@/lib/certificates/runs/process-bulk-run';
import { getEvent } from '@/lib/events/find-event';
import { restoreEvent } from '@/lib/events/restore-event';
import { closeRenderer } from '@/lib/platform/pdf/renderer';
import type { Context } from '@/lib/platform/visit';
import { cancelEvent, cancelEventForm, cancelEventSchema } from '@/lib/requests/cancel-event';
import { approveRequest, approveSchema } from '@/lib/requests/decide-request';
import { getRequest } from '@/lib/requests/request';
import { viewRequest } from '@/lib/requests/view-request';
import { givenAttendee } from '../support/attendees';
import { expectAudit } from '../support/audit';
import { testDatabase } from '../support/database';
import { givenEvent } from '../support/events';
import { providerContext, staffContext } from '../support/people';
import { askedCancellation } from '../support/requests';

const test_ = testDatabase();
jest.setTimeout(60_000);
afterAll(closeRenderer);

const AFTER = '2026-05-04';

/** Adds an event that is over, with a certificate for each of these addresses. */
async function issued(emails: (string | null)[]) {
  const ctx = await providerContext(test_.db, { today: AFTER });
  const eventId = await givenEvent(ctx);
  const attendeeIds: number[] = [];
  for (const email of emails) attendeeIds.push(await givenAttendee(ctx, eventId, { email }));
  if (attendeeIds.length > 0) await issueCertificates(ctx, { eventId, attendeeIds });
  return { ctx, eventId, attendeeIds, staff: await staffContext(test_.db, { today: AFTER }) };
}

async function canceled(
  { staff, eventId }: { staff: Context; eventId: number },
  certificates: string | undefined,
  reason = 'The instructor fell ill.',
) {
  const { saw } = await cancelEventForm(staff, eventId);
  return cancelEvent(staff, { ...cancelEventSchema.parse({ saw, reason, certificates }), eventId });
}

async function approved(staff: Context, requestId: number, certificates: string | undefined) {
  const { saw } = await viewRequest(staff, (await getRequest(staff, requestId)).request);
  return approveRequest(staff, { ...approveSchema.parse({ saw, note: '', certificates }), requestId });
}

const runsOf = (eventId: number) => test_.db.select().from(issuingRuns).where(eq(issuingRuns.eventId, eventId));

async function processed(ctx: Context, eventId: number): Promise<void> {
  const [run] = await runsOf(eventId);
  await processBulkRun({ db: test_.db, clock: ctx.clock }, run!.id);
}

const endingsOf = (eventId: number) =>
  test_.db
    .select({ kind: certificateEndings.kind, reason: certificateEndings.reason, by: certificateEndings.endedBy })
    .from(certificateEndings)
    .innerJoin(namedCertificates, eq(namedCertificates.id, certificateEndings.certificateId))
    .where(eq(namedCertificates.eventId, eventId));

const noticesTo = (address: string) =>
  test_.db
    .select()
    .from(mails)
    .where(and(eq(mails.toAddress, address), eq(mails.kind, 'certificate.revoked')));

test('an approval that says so revokes all certificates, and each holder with an address is notified once', async () => {
  const email = `${crypto.randomUUID()}@example.org`;
  const { ctx, eventId, staff } = await issued([email, null]);
  const requestId = await askedCancellation(ctx, eventId);
  expect(await approved(staff, requestId, 'revoke')).toEqual({ kind: 'approved' });
  const runs = await runsOf(eventId);
  const reason = `The event was canceled (request ${requestId}).`;
  expect(runs).toMatchObject([{ kind: 'revoke', state: 'running', total: 2, mailHolders: true, reason }]);
  await expectAudit(test_.db, 'request.approved', `request:${requestId}`, {
    details: { kind: 'cancellation', eventId, certificates: 'revoke' },
  });
  expect((await getRequest(ctx, requestId)).steps.at(-1)).toMatchObject({
    kind: 'approved',
    text: expect.stringContaining('All 2 certificates that were already issued are revoked'),
  });
  await processed(staff, eventId);
  // The job can come twice.
  await processed(staff, eventId);
  expect((await getEvent(ctx, eventId)).issuedCount).toBe(0);
  expect(await endingsOf(eventId)).toEqual(Array(2).fill({ kind: 'revoked', reason, by: staff.actor.userId }));
  const notices = await noticesTo(email);
  expect(notices).toHaveLength(1);
  expect(notices[0]!.text.replaceAll(/\s+/g, ' ')).toContain(
    'was canceled, and your certificate with the serial number',
  );
  expect(notices[0]!.certificateId).toBeNull();
  expect((await runsOf(eventId))[0]).toMatchObject({ state: 'done' });
});

test('staff who cancel an event revoke its certificates the same way, and its managers read that', async () => {
  const email = `${crypto.randomUUID()}@example.org`;
  const given = await issued([email]);
  const { ctx, eventId, staff } = given;
  expect(await canceled(given, 'revoke')).toEqual({ kind: 'canceled' });
  expect(await canceled(given, 'revoke')).toEqual({ kind: 'canceled' });
  expect(await runsOf(eventId)).toHaveLength(1);
  const [user] = await test_.db.select().from(users).where(eq(users.id, ctx.actor.userId));
  const sent = await test_.db.select().from(mails).where(eq(mails.toAddress, user!.email));
  const text = sent.find(({ kind }) => kind === 'event.canceled')!.text.replaceAll(/\s+/g, ' ');
  expect(text).toContain('The certificate that was already issued is revoked');
  expect(text).not.toContain('stays valid');
  await processed(staff, eventId);
  expect(await endingsOf(eventId)).toMatchObject([{ reason: 'The event was canceled. The instructor fell ill.' }]);
  // Its holder does not read the reason, which can be about a person.
  const [notice] = await noticesTo(email);
  expect(notice!.text).not.toContain('fell ill');
});

test.each(['leave', undefined])('with the choice %s, certificates stay valid', async (choice) => {
  const email = `${crypto.randomUUID()}@example.org`;
  const given = await issued([email]);
  const { ctx, eventId } = given;
  await canceled(given, choice);
  const other = await issued([email]);
  const requestId = await askedCancellation(other.ctx, other.eventId);
  await approved(other.staff, requestId, choice);
  for (const id of [eventId, other.eventId]) expect(await runsOf(id)).toEqual([]);
  expect((await getEvent(ctx, eventId)).issuedCount).toBe(1);
  expect(await noticesTo(email)).toEqual([]);
  // What was chosen is part of the request's history.
  const { text } = (await getRequest(other.ctx, requestId)).steps.at(-1)!;
  expect(text).toEqual(choice ? expect.stringContaining('stay valid') : null);
});

test('what was not revoked yet stays valid when the event is restored', async () => {
  const email = `${crypto.randomUUID()}@example.org`;
  const given = await issued([email, null]);
  const { ctx, eventId, staff } = given;
  await canceled(given, 'revoke');
  await restoreEvent(staff, { eventId, reason: 'By mistake.' });
  const [run] = await runsOf(eventId);
  expect(run).toMatchObject({ state: 'cancelled', endedAt: expect.any(Date) });
  await expectAudit(test_.db, 'certificates.run_cancelled', `event:${eventId}`, {
    userId: staff.actor.userId,
    details: { run: run!.id },
  });
  await processed(staff, eventId);
  expect((await getEvent(ctx, eventId)).issuedCount).toBe(2);
  expect(await noticesTo(email)).toEqual([]);
  const [restored] = await test_.db
    .select()
    .from(mails)
    .where(eq(mails.subject, `Event ${eventId} was restored`));
  expect(restored!.text.replaceAll(/\s+/g, ' ')).toContain('those that were not revoked yet stay valid');
});

test('its provider can’t stop what staff decided, and staff can', async () => {
  const given = await issued([null]);
  const { ctx, eventId, staff } = given;
  await canceled(given, 'revoke');
  const [run] = await runsOf(eventId);
  const stop = (by: Context) => changeRunState(by, { eventId, runId: run!.id, act: 'cancel' });
  await expect(stop(ctx)).rejects.toMatchObject({ code: 'forbidden' });
  expect((await getRun(ctx, eventId, run!.id)).mayChange).toBe(false);
  expect((await getRun(staff, eventId, run!.id)).mayChange).toBe(true);
  await stop(staff);
  expect(await runsOf(eventId)).toMatchObject([{ state: 'cancelled' }]);
});

test('what was revoked stays revoked when the event is restored', async () => {
  const given = await issued([null, null]);
  const { ctx, eventId, staff } = given;
  await canceled(given, 'revoke');
  await processed(staff, eventId);
  await restoreEvent(staff, { eventId, reason: 'By mistake.' });
  expect((await getEvent(ctx, eventId)).issuedCount).toBe(0);
  const rows = await test_.db.select().from(attendees).where(eq(attendees.eventId, eventId));
  expect(rows.map(({ completed }) => completed)).toEqual([false, false]);
});

test('a cancellation of an event of a provider that has closed revokes them, too', async () => {
  const given = await issued([null]);
  const { ctx, eventId, staff } = given;
  await test_.db.update(providers).set({ standing: 'closed' }).where(eq(providers.id, ctx.actor.providerId));
  await canceled(given, 'revoke');
  await processed(staff, eventId);
  expect((await getEvent(staff, eventId)).issuedCount).toBe(0);
});

test('while certificates are being revoked already, nothing is canceled', async () => {
  const given = await issued([null]);
  const { ctx, eventId } = given;
  await beginRun(ctx, { eventId, kind: 'revoke', requestKey: crypto.randomUUID(), reason: 'Misspelled.' });
  await expect(canceled(given, 'revoke')).rejects.toMatchObject({ code: 'conflict' });
  expect((await getEvent(ctx, eventId)).canceledAt).toBeNull();
});

test('fifty approvals at once begin one run', async () => {
  const { ctx, eventId, staff } = await issued([null]);
  const requestId = await askedCancellation(ctx, eventId);
  const outcomes = await Promise.allSettled(Array.from({ length: 50 }, () => approved(staff, requestId, 'revoke')));
  expect(outcomes.filter((one) => one.status === 'fulfilled' && one.value.kind === 'approved')).toHaveLength(1);
  expect(await runsOf(eventId)).toHaveLength(1);
});

test('a form that asks for the other change is refused', async () => {
  const { ctx, eventId, staff } = await issued([null]);
  const requestId = await askedCancellation(ctx, eventId);
  await expect(approved(staff, requestId, 'correct')).rejects.toMatchObject({ code: 'invalid' });
  expect((await getEvent(ctx, eventId)).canceledAt).toBeNull();
});

test('without certificates, the choice begins nothing', async () => {
  const given = await issued([]);
  expect(await canceled(given, 'revoke')).toEqual({ kind: 'canceled' });
  expect(await runsOf(given.eventId)).toEqual([]);
});
