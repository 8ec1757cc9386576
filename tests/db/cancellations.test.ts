import '../support/settings';
import { eq } from 'drizzle-orm';
import {
  attendees,
  eventCancellations,
  eventCategoryLinks,
  issuingRuns,
  mails,
  memberships,
  namedCertificates,
  users,
} from '@/db/schema';
import { addAttendee } from '@/lib/attendees/add-attendee';
import { closeCheckInCode, openCheckInCode } from '@/lib/attendees/check-in/manage-code';
import { noteScans, scansSchema } from '@/lib/attendees/check-in/note-scans';
import { keepReport, keepUpload } from '@/lib/attendees/import/keep-upload';
import { markAttendees } from '@/lib/attendees/mark-attendees';
import { removeAttendee } from '@/lib/attendees/remove-attendee';
import { correctCertificate } from '@/lib/certificates/change/correct-certificate';
import { revokeCertificate } from '@/lib/certificates/change/revoke-certificate';
import { openCertificateVersion, printCertificate } from '@/lib/certificates/generic/print-certificate';
import { issueCertificates } from '@/lib/certificates/issue/issue-certificates';
import { issueOrBeginRun } from '@/lib/certificates/issue/issue-or-begin-run';
import { makeCertificates } from '@/lib/certificates/issue/make-certificates';
import { prepareAndStore } from '@/lib/certificates/issue/prepare-and-store';
import { storeCertificates } from '@/lib/certificates/issue/store-certificates';
import { listCertificates } from '@/lib/certificates/list/list-certificates';
import { certificateListSchema } from '@/lib/certificates/list/list-query';
import { mailCertificate } from '@/lib/certificates/mail/mail-certificate';
import { beginRun } from '@/lib/certificates/runs/begin-run';
import { changeRunState, getRun } from '@/lib/certificates/runs/change-run';
import { processBulkRun } from '@/lib/certificates/runs/process-bulk-run';
import { checkCertificate } from '@/lib/certificates/verify/check-certificate';
import { claimThroughLink } from '@/lib/claims/claim-through-link';
import { acceptClaim } from '@/lib/claims/decide-claim';
import { holderToken } from '@/lib/claims/holder';
import { listWaitingClaims } from '@/lib/claims/list-waiting';
import { DEFAULT_QUESTIONS } from '@/lib/evaluations/questions';
import { saveEvaluation } from '@/lib/evaluations/save-form';
import { countEventsDiffering } from '@/lib/events/count-differing';
import { editEvent } from '@/lib/events/edit-event';
import { editEventSchema } from '@/lib/events/event-input';
import { listEventLog } from '@/lib/events/event-log';
import { exportEvents } from '@/lib/events/export-events';
import { findCancellation } from '@/lib/events/find-cancellation';
import { getEvent } from '@/lib/events/find-event';
import { listCountsDue } from '@/lib/events/list-counts-due';
import { listEvents } from '@/lib/events/list-events';
import { COUNTS_DUE, type EventListQuery, WHOLE_LIST } from '@/lib/events/list-query';
import { reportCertificates } from '@/lib/events/report-certificates';
import { restoreEvent } from '@/lib/events/restore-event';
import { listEvents as listForSystem } from '@/lib/learning-systems/list-events';
import { requestCertificate } from '@/lib/learning-systems/request-certificate';
import { signingKeyOf } from '@/lib/learning-systems/secret';
import { openSignedLink, signatureOf } from '@/lib/learning-systems/signed-link';
import { closeRenderer } from '@/lib/platform/pdf/renderer';
import type { Context } from '@/lib/platform/visit';
import { cancelEvent, cancelEventForm } from '@/lib/requests/cancel-event';
import { correctEvent, correctEventForm, correctEventSchema } from '@/lib/requests/correct-event';
import { listWaiting } from '@/lib/requests/list-waiting';
import { CERTIFICATE_TEXTS } from '@/lib/settings/certificate-texts';
import { followLink } from '@/lib/share-links/open-link';
import { printPoster } from '@/lib/share-links/poster';
import { leaveForInk, signEvent } from '@/lib/signing/sign-event';
import { listEventsToSign, signMany } from '@/lib/signing/sign-many';
import { listPrograms } from '@/lib/users/list-programs';
import { givenAttendee } from '../support/attendees';
import { expectAudit } from '../support/audit';
import { canceled, restored } from '../support/cancellations';
import { testDatabase } from '../support/database';
import { postedEvent } from '../support/event-form';
import { givenEvent } from '../support/events';
import { asked, givenKey } from '../support/learning-systems';
import { providerContext, staffContext } from '../support/people';
import { attendeeVisit, claimOf, givenLink } from '../support/share-links';
import { givenSignature } from '../support/signatures';

const test_ = testDatabase();
afterAll(closeRenderer);
jest.setTimeout(60_000);

const AFTER = '2026-05-04';

/** Adds an event that ended yesterday, and a member of staff. */
async function ended() {
  const ctx = await providerContext(test_.db, { today: AFTER });
  const eventId = await givenEvent(ctx);
  await test_.db.insert(eventCategoryLinks).values({ eventId, categoryId: 1 });
  const staff = await staffContext(test_.db, { today: AFTER });
  return { ctx, eventId, staff };
}

const idsOf = async (ctx: Context, query: Partial<EventListQuery> = {}) =>
  (await listEvents(ctx, { ...WHOLE_LIST, ...query })).events.map(({ id }) => id);

async function exported(ctx: Context, query: Partial<EventListQuery> = {}) {
  let text = '';
  for await (const line of exportEvents(ctx, { ...WHOLE_LIST, ...query })) text += line;
  return text;
}

const rowsOf = (eventId: number) =>
  test_.db
    .select()
    .from(eventCancellations)
    .where(eq(eventCancellations.eventId, eventId))
    .orderBy(eventCancellations.id);

test('a canceled event is not in its provider’s lists and owes no count, until it is restored', async () => {
  const { ctx, eventId, staff } = await ended();
  const other = await givenEvent(ctx, { title: 'Decimals' });
  const dueEverywhere = async () => (await listCountsDue(staff, null)).events.map(({ id }) => id);
  const seen = async () => ({
    list: await idsOf(ctx),
    byEnd: await idsOf(ctx, COUNTS_DUE),
    byTitle: await idsOf(ctx, { sort: 'title', order: 'asc' }),
    searched: await idsOf(ctx, { text: 'teaching' }),
    canceled: await idsOf(ctx, { state: 'canceled' }),
    owed: (await listWaiting(ctx)).owed.count,
    portal: (await listPrograms(ctx)).map(({ waiting }) => waiting.count),
    everywhere: (await dueEverywhere()).includes(eventId),
    csv: (await exported(ctx)).includes('Teaching fractions'),
    toSign: (await listEventsToSign(ctx, null)).events.some(({ id }) => id === eventId),
  });
  const before = await seen();
  expect(before).toMatchObject({
    searched: [eventId],
    canceled: [],
    owed: 2,
    everywhere: true,
    csv: true,
    toSign: true,
  });

  await canceled(staff, eventId);
  expect(await seen()).toEqual({
    list: [other],
    byEnd: [other],
    byTitle: [other],
    searched: [],
    canceled: [eventId],
    owed: 1,
    portal: [1],
    everywhere: false,
    csv: false,
    toSign: false,
  });
  expect(await idsOf(ctx, { state: 'canceled', sort: 'end', order: 'asc' })).toEqual([eventId]);
  expect(await exported(ctx, { state: 'canceled' })).toMatch(/Teaching fractions.*Canceled/);
  const [listed] = (await listEvents(ctx, { ...WHOLE_LIST, state: 'canceled' })).events;
  expect(listed).toMatchObject({ state: 'canceled', editable: false, reportable: false });

  await restored(staff, eventId);
  expect(await seen()).toEqual(before);
});

test('a provider that has only canceled events is not greeted as new', async () => {
  const { ctx, eventId, staff } = await ended();
  expect((await listEvents(await providerContext(test_.db), WHOLE_LIST)).firstUse).toBe(true);
  await canceled(staff, eventId);
  expect(await listEvents(ctx, WHOLE_LIST)).toMatchObject({ events: [], firstUse: false });
});

test('a changed count of a canceled event needs no review', async () => {
  const { ctx, eventId, staff } = await ended();
  await reportCertificates(ctx, {
    eventId,
    onPaper: 4,
    issuedHere: 0,
    sawReport: 0,
    requestKey: crypto.randomUUID(),
  });
  const attendee = await givenAttendee(ctx, eventId);
  await issueCertificates(ctx, { eventId, attendeeIds: [attendee] });
  expect((await countEventsDiffering(ctx)).toString()).toBe('1');
  await canceled(staff, eventId);
  expect((await countEventsDiffering(ctx)).toString()).toBe('0');
  expect(await idsOf(ctx, { state: 'count-differs', sort: 'end' })).toEqual([]);
});

test('the provider can always read who canceled and restored it, and why', async () => {
  const { ctx, eventId, staff } = await ended();
  await canceled(staff, eventId, 'The instructor fell ill.');
  const event = await getEvent(ctx, eventId);
  expect(event.canceledAt).toEqual(ctx.clock.now());
  expect(await findCancellation(ctx, event)).toMatchObject({
    kind: 'canceled',
    byName: staff.actor.name,
    reason: 'The instructor fell ill.',
    requestId: null,
  });
  await expectAudit(test_.db, 'event.canceled', `event:${eventId}`, {
    userId: staff.actor.userId,
    providerId: ctx.actor.providerId,
    details: { reason: 'The instructor fell ill.' },
  });
  await restored(staff, eventId, 'A colleague stepped in.');
  await expectAudit(test_.db, 'event.restored', `event:${eventId}`, {
    userId: staff.actor.userId,
    details: { reason: 'A colleague stepped in.' },
  });
  expect(await findCancellation(ctx, await getEvent(ctx, eventId))).toBeNull();
  const { entries } = await listEventLog(ctx, eventId, null);
  expect(entries.map(({ action, reason, byStaff }) => [action, reason, byStaff])).toEqual([
    ['event.restored', 'A colleague stepped in.', true],
    ['event.canceled', 'The instructor fell ill.', true],
  ]);
  expect((await rowsOf(eventId)).map(({ kind }) => kind)).toEqual(['canceled', 'restored']);
});

test('canceling and restoring several times at once cancels and restores once', async () => {
  const { eventId, staff } = await ended();
  await restoreEvent(staff, { eventId, reason: 'Nothing to restore.' });
  const { saw } = await cancelEventForm(staff, eventId);
  await Promise.all(Array.from({ length: 10 }, () => cancelEvent(staff, { eventId, saw, reason: 'x' })));
  await Promise.all(Array.from({ length: 10 }, () => restored(staff, eventId)));
  expect((await rowsOf(eventId)).map(({ kind }) => kind)).toEqual(['canceled', 'restored']);
});

test('when an event gets another certificate after staff looked at it, they must look again', async () => {
  const { ctx, eventId, staff } = await ended();
  const { saw } = await cancelEventForm(staff, eventId);
  await issueCertificates(ctx, { eventId, attendeeIds: [await givenAttendee(ctx, eventId)] });
  expect(await cancelEvent(staff, { eventId, saw, reason: 'x' })).toEqual({ kind: 'moved' });
  expect(await rowsOf(eventId)).toEqual([]);
});

test('staff’s own decision is emailed to the provider’s managers, once', async () => {
  const { ctx, eventId, staff } = await ended();
  const colleague = async (role: 'manager' | 'editor', change: Partial<typeof users.$inferInsert> = {}) => {
    const person = { username: crypto.randomUUID(), name: 'Ida', email: `${crypto.randomUUID()}@example.org` };
    const [user] = await test_.db
      .insert(users)
      .values({ ...person, ...change })
      .returning();
    await test_.db.insert(memberships).values({ userId: user!.id, providerId: ctx.actor.providerId, role });
    return user!.email;
  };
  const addresses = {
    manager: await colleague('manager'),
    editor: await colleague('editor'),
    disabled: await colleague('manager', { disabledAt: new Date() }),
    wrong: await colleague('manager', { email: `no address ${eventId}` }),
  };
  const emailsTo = async (address: string) =>
    (await test_.db.select().from(mails).where(eq(mails.toAddress, address)).orderBy(mails.id)).map(
      ({ kind, subject, text }) => ({ kind, subject, text }),
    );
  await canceled(staff, eventId, 'The instructor fell ill.');
  await canceled(staff, eventId, 'The instructor fell ill.');
  await restored(staff, eventId, 'A colleague stepped in.');
  expect(await emailsTo(addresses.manager)).toEqual([
    {
      kind: 'event.canceled',
      subject: `Event ${eventId} was canceled`,
      text: expect.stringContaining('Their reason: The instructor fell ill.'),
    },
    {
      kind: 'event.restored',
      subject: `Event ${eventId} was restored`,
      text: expect.stringContaining('Their reason: A colleague stepped in.'),
    },
  ]);
  for (const who of ['editor', 'disabled', 'wrong'] as const) expect(await emailsTo(addresses[who])).toEqual([]);
});

test('the email says what becomes of certificates only when some were issued', async () => {
  const emailAbout = async (eventId: number) => {
    const sent = await test_.db
      .select({ text: mails.text })
      .from(mails)
      .where(eq(mails.subject, `Event ${eventId} was canceled`));
    return sent.map(({ text }) => text).join();
  };
  for (const [count, words] of [
    [0, null],
    [1, 'The certificate that was issued stays valid. If the event did not take place, revoke it.'],
    [2, 'The 2 certificates that were issued stay valid. If the event did not take place, revoke them.'],
  ] as const) {
    const { ctx, eventId, staff } = await ended();
    const email = `${crypto.randomUUID()}@example.org`;
    const [manager] = await test_.db.insert(users).values({ username: email, name: 'Ida', email }).returning();
    await test_.db
      .insert(memberships)
      .values({ userId: manager!.id, providerId: ctx.actor.providerId, role: 'manager' });
    const attendeeIds = [];
    for (let n = 0; n < count; n++) attendeeIds.push(await givenAttendee(ctx, eventId, { name: `Ana ${'AB'[n]}` }));
    if (count > 0) await issueCertificates(ctx, { eventId, attendeeIds });
    await canceled(staff, eventId, 'The instructor fell ill.');
    const text = await emailAbout(eventId);
    expect(text).toContain('Their reason: The instructor fell ill.');
    if (words) expect(text).toContain(words);
    else expect(text).not.toContain('ertificates that');
  }
});

test('only staff cancel and restore', async () => {
  const { ctx, eventId, staff } = await ended();
  const { saw } = await cancelEventForm(staff, eventId);
  await expect(cancelEventForm(ctx, eventId)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(cancelEvent(ctx, { eventId, saw, reason: 'x' })).rejects.toMatchObject({ code: 'forbidden' });
  await expect(restoreEvent(ctx, { eventId, reason: 'x' })).rejects.toMatchObject({ code: 'forbidden' });
  const acting = { ...staff, actor: { ...staff.actor, onBehalfOf: ctx.actor } };
  await expect(cancelEvent(acting, { eventId, saw, reason: 'x' })).rejects.toMatchObject({ code: 'forbidden' });
  await expect(cancelEvent(staff, { eventId: 987_654_321, saw, reason: 'x' })).rejects.toMatchObject({
    code: 'not_found',
  });
});

const REPORT = {
  name: 'zoom.csv',
  bytes: Buffer.from(
    'Name (Original Name),User Email,Join Time,Leave Time\nCleo,cleo@example.org,05/03/2026 9:00 AM,05/03/2026 11:00 AM\n',
  ),
};

/** Returns everything that people, learning systems and jobs do with an event, as functions. */
async function everything() {
  const { ctx, eventId, staff } = await ended();
  const open = await givenAttendee(ctx, eventId, { name: 'Ana' });
  const marked = await givenAttendee(ctx, eventId, { name: 'Bo', completed: false });
  const holder = await givenAttendee(ctx, eventId, { name: 'Cleo' });
  const { issued } = await issueCertificates(ctx, { eventId, attendeeIds: [holder] });
  const certificateId = issued[0]!.id;
  const signature = await givenSignature(ctx);
  const { token, linkId } = await givenLink(ctx, eventId);
  const reviewed = await givenLink(ctx, eventId, { reviewed: true });
  const claim = (through: string, name: string) => {
    const input = claimOf({ name });
    const sent = { ...input, token: through, holder: holderToken(null, input.requestKey) };
    return claimThroughLink(attendeeVisit(ctx), sent);
  };
  const { claimId } = await claim(reviewed.token, 'Dee');
  const { key, visit } = await givenKey(ctx);
  const corrected = await correctEventForm(staff, eventId);
  const person = { name: 'Cleo Cloud', school: '', educatorNumber: '', units: null, reason: 'Married' };
  const fresh = { email: null, school: '', educatorNumber: '', units: null, completed: true };
  const acts: Record<string, () => Promise<unknown>> = {
    'editing it': () => editEvent(ctx, { ...editEventSchema.parse(postedEvent({ version: '1' })), eventId }),
    'correcting it': () =>
      correctEvent(staff, {
        ...correctEventSchema.parse({ ...corrected.form.values, title: 'Fractions', reason: 'x' }),
        eventId,
      }),
    'recording a count': () =>
      reportCertificates(ctx, { eventId, onPaper: 3, issuedHere: 1, sawReport: 0, requestKey: crypto.randomUUID() }),
    signing: () =>
      signEvent(ctx, {
        eventId,
        signatureId: signature.id,
        eventVersion: 1,
        statement: CERTIFICATE_TEXTS.providerStatement,
      }),
    'signing several events': () =>
      signMany(ctx, {
        events: [[eventId, 1]],
        signatureId: signature.id,
        statement: CERTIFICATE_TEXTS.providerStatement,
      }),
    'leaving it for ink': () => leaveForInk(ctx, { eventId }),
    'printing its certificate': () => printCertificate(ctx, eventId),
    'making a share link': () => givenLink(ctx, eventId),
    'printing a poster': () => printPoster(ctx, { eventId, linkId }),
    'adding an attendee': () => addAttendee(ctx, { eventId, name: 'Eve', ...fresh }),
    'uploading a list': () => keepUpload(ctx, { eventId, pasted: 'Eve\nFlo', file: null }),
    'uploading an attendance report': () => keepReport(ctx, { eventId, file: REPORT }),
    'marking attendees': () => markAttendees(ctx, { eventId, mark: 'completed', attendees: [marked] }),
    'changing its evaluation': () => saveEvaluation(ctx, { eventId, questions: [...DEFAULT_QUESTIONS], version: 0 }),
    issuing: () =>
      issueOrBeginRun(ctx, {
        unsigned: true,
        eventId,
        who: 'chosen',
        attendeeIds: [open],
        requestKey: crypto.randomUUID(),
      }),
    'beginning a bulk run': () =>
      beginRun(ctx, { eventId, kind: 'mail', requestKey: crypto.randomUUID(), unsigned: true }),
    'emailing a certificate': () => mailCertificate(ctx, { eventId, certificateId, unsigned: true }),
    'correcting a certificate': () => correctCertificate(ctx, { eventId, certificateId, ...person }),
    'claiming through a link': () => claim(token, 'Eve'),
    'claiming through a link with review': () => claim(reviewed.token, 'Flo'),
    'accepting a claim': () => acceptClaim(ctx, { unsigned: true, eventId, claimId }),
    'a request of a learning system': () => requestCertificate(visit, crypto.randomUUID(), asked(eventId)),
  };
  return { ctx, eventId, staff, acts, token, holder, certificateId, serial: issued[0]!.serial, key, visit, claimId };
}

test('nothing is changed or issued for a canceled event, and everything is possible again once it is restored', async () => {
  const { ctx, eventId, staff, acts } = await everything();
  const stateNow = async () => ({
    event: await getEvent(ctx, eventId),
    certificates: (await test_.db.select().from(namedCertificates).where(eq(namedCertificates.eventId, eventId)))
      .length,
    roster: await test_.db.select().from(attendees).where(eq(attendees.eventId, eventId)).orderBy(attendees.id),
  });
  await canceled(staff, eventId);
  const before = await stateNow();
  for (const [what, act] of Object.entries(acts)) {
    const answer = await act().then(
      () => 'done',
      (error) => error,
    );
    expect({ what, answer }).toMatchObject({
      what,
      answer: { code: 'invalid', sentence: expect.stringMatching(/^This event was canceled/) },
    });
  }
  expect(await stateNow()).toEqual(before);
  await restored(staff, eventId);
  const { 'editing it': editing, ...others } = acts;
  await expect(editing!()).rejects.toMatchObject({ sentence: expect.stringContaining('This event ended') });
  // A certificate must exist before it can be corrected, and the edit changes what the person saw before signing.
  const { 'correcting it': correcting, ...rest } = others;
  for (const [what, act] of Object.entries({ ...rest, 'correcting it': correcting! })) {
    const answer = await act().catch((error) => error);
    expect({ what, answer }).not.toMatchObject({ answer: expect.any(Error) });
  }
});

describe('what was issued before an event was canceled', () => {
  test('stays valid, can be checked, and can be revoked', async () => {
    const { ctx, eventId, staff, serial, certificateId } = await everything();
    await canceled(staff, eventId);
    const check = async () => checkCertificate(attendeeVisit(ctx), serial);
    expect(await check()).toMatchObject({ kind: 'found', certificate: { standing: { kind: 'valid' } } });
    await revokeCertificate(ctx, { eventId, certificateId, reason: 'The event did not take place.' });
    expect(await check()).toMatchObject({ certificate: { standing: { kind: 'revoked' } } });
  });

  test('can be revoked for many people at once, and not be reissued', async () => {
    const { ctx, eventId, staff, holder } = await everything();
    await canceled(staff, eventId);
    const begin = (kind: 'revoke' | 'reissue') =>
      beginRun(ctx, { eventId, kind, requestKey: crypto.randomUUID(), chosen: [holder], reason: 'Not held.' });
    await expect(begin('reissue')).rejects.toMatchObject({ code: 'invalid' });
    await processBulkRun({ db: test_.db, clock: ctx.clock }, await begin('revoke'));
    expect((await getEvent(ctx, eventId)).issuedCount).toBe(0);
  });

  test('goes on being revoked in bulk, and the run can be stopped; it is listed before newer ones', async () => {
    const { ctx, eventId, staff, holder } = await everything();
    const revoke = { eventId, kind: 'revoke', chosen: [holder], reason: 'Not held.' } as const;
    const begin = () => beginRun(ctx, { ...revoke, requestKey: crypto.randomUUID() });
    const runId = await begin();
    await canceled(staff, eventId);
    expect((await getRun(ctx, eventId, runId)).run.state).toBe('running');
    await changeRunState(ctx, { eventId, runId, act: 'pause' });
    for (let round = 0; round < 6; round++) {
      await test_.db.insert(issuingRuns).values({
        eventId,
        kind: 'mail',
        state: 'done',
        total: 0,
        createdBy: ctx.actor.userId,
        createdAt: ctx.clock.now(),
        requestKey: crypto.randomUUID(),
      });
    }
    const { runs } = await listCertificates(ctx, eventId, certificateListSchema.parse({}));
    expect(runs[0]).toMatchObject({ id: runId, state: 'paused' });
    await changeRunState(ctx, { eventId, runId, act: 'resume' });
    await changeRunState(ctx, { eventId, runId, act: 'cancel' });
    await processBulkRun({ db: test_.db, clock: ctx.clock }, await begin());
    expect((await getEvent(ctx, eventId)).issuedCount).toBe(0);
  });

  test('a printed version can still be opened', async () => {
    const { ctx, eventId, staff } = await ended();
    const { facts } = await printCertificate(ctx, eventId);
    await canceled(staff, eventId);
    expect((await openCertificateVersion(ctx, eventId, facts.version)).facts).toEqual(facts);
  });

  test('a learning system gets the certificate that its learner has, but no longer sees the event', async () => {
    const { ctx, eventId, staff, visit, key } = await everything();
    const answer = await requestCertificate(visit, crypto.randomUUID(), asked(eventId));
    const seen = async () => (await listForSystem(visit, { limit: 100 })).events.map((event) => event.eventId);
    expect(await seen()).toContain(eventId);
    await canceled(staff, eventId);
    expect(await seen()).not.toContain(eventId);
    expect(await requestCertificate(visit, crypto.randomUUID(), asked(eventId))).toMatchObject({
      status: 200,
      answer: { serial: answer.answer.serial },
    });
    const learner = { eventId, learnerId: 'another', name: 'Fay', units: 6.25, completedOn: '2026-05-03' };
    const data = Buffer.from(JSON.stringify({ ...learner, expires: Date.UTC(2026, 4, 5) / 1000 }));
    const parts = { key: key.publicId, data: data.toString('base64url') };
    const link = { ...parts, signature: signatureOf(parts, signingKeyOf(key.secret)) };
    expect(await openSignedLink(attendeeVisit(ctx), link)).toEqual({
      kind: 'unusable',
      why: 'This event was canceled, so no more certificates are issued for it.',
    });
  });
});

test('a share link says that the event was canceled, and a waiting claim is no longer listed', async () => {
  const { ctx, eventId, staff, token } = await everything();
  const waiting = async () => (await listWaitingClaims(ctx)).events.map((event) => event.eventId);
  expect(await waiting()).toEqual([eventId]);
  await canceled(staff, eventId);
  const page = await followLink(attendeeVisit(ctx), token);
  expect(page!.open!.whyNotNow).toBe('This event was canceled, so no more certificates are issued for it.');
  expect(await waiting()).toEqual([]);
  await restored(staff, eventId);
  expect((await followLink(attendeeVisit(ctx), token))!.open!.whyNotNow).toBeNull();
});

test('a certificate that is being made while the event is canceled is not issued', async () => {
  const { ctx, eventId, staff } = await ended();
  const attendeeId = await givenAttendee(ctx, eventId);
  const person = { name: 'Ana', school: '', educatorNumber: '', units: '6.25' };
  const issue = prepareAndStore(ctx, async () => {
    const made = await makeCertificates(ctx, { eventId, scope: 'every-provider' }, [person]);
    await canceled(staff, eventId);
    return {
      eventId,
      attendees: [],
      shared: made.shared,
      store: (tx) => storeCertificates(tx, ctx, made, { attendeeIds: [attendeeId], origin: 'issued' }),
    };
  });
  await expect(issue).rejects.toMatchObject({ code: 'invalid' });
  expect((await getEvent(ctx, eventId)).issuedCount).toBe(0);
});

test('a bulk run pauses, cannot be resumed while the event is canceled, and continues once it is restored', async () => {
  const { ctx, eventId, staff } = await ended();
  for (let n = 0; n < 3; n++) await givenAttendee(ctx, eventId, { name: `Person ${n}` });
  const runId = await beginRun(ctx, { eventId, kind: 'issue', requestKey: crypto.randomUUID() });
  const run = async () => (await test_.db.select().from(issuingRuns).where(eq(issuingRuns.id, runId)))[0]!;
  const process = () => processBulkRun({ db: test_.db, clock: ctx.clock }, runId);
  await canceled(staff, eventId);
  expect(await run()).toMatchObject({ state: 'paused', pauseReason: 'The event was canceled.' });
  const resume = () => changeRunState(ctx, { eventId, runId, act: 'resume' });
  await expect(resume()).rejects.toMatchObject({ code: 'invalid' });
  await restored(staff, eventId);
  expect((await run()).state).toBe('paused');
  await resume();
  await process();
  expect((await run()).state).toBe('done');
  expect((await getEvent(ctx, eventId)).issuedCount).toBe(3);
});

test('an event like a canceled one is added without a warning', async () => {
  const { ctx, eventId, staff } = await ended();
  const other = await givenEvent(ctx, { startsOn: '2026-05-20' });
  const edit = () =>
    editEvent(ctx, {
      ...editEventSchema.parse(
        postedEvent({
          title: 'Teaching fractions',
          startsOn: '2026-05-03',
          endsOn: '2026-05-03',
          version: '1',
          pastEnd: '2026-05-03',
        }),
      ),
      eventId: other,
    });
  expect(await edit()).toMatchObject({ kind: 'similar' });
  await canceled(staff, eventId);
  expect(await edit()).toMatchObject({ kind: 'edited' });
});

test('an attendee is not removed from the roster of a canceled event', async () => {
  const { ctx, eventId, staff } = await ended();
  const attendeeId = await givenAttendee(ctx, eventId);
  await canceled(staff, eventId);
  await expect(removeAttendee(ctx, { eventId, attendeeId })).rejects.toMatchObject({ code: 'invalid' });
});

test('nobody signs in or out of a canceled event', async () => {
  const ctx = await providerContext(test_.db, { today: '2026-05-03' });
  const eventId = await givenEvent(ctx);
  await openCheckInCode(ctx, eventId);
  await canceled(await staffContext(test_.db, { today: '2026-05-03' }), eventId);
  await closeCheckInCode(ctx, eventId);
  await expect(openCheckInCode(ctx, eventId)).rejects.toMatchObject({ code: 'invalid' });
  const scan = scansSchema.parse({ key: crypto.randomUUID(), code: 'ABCD-EFGH', direction: 'in' });
  await expect(noteScans(ctx, { ...scan, eventId })).rejects.toMatchObject({ code: 'invalid' });
});
