import '../support/settings';
import { eq } from 'drizzle-orm';
import { issuingRuns, mails, namedCertificates, providerStandings, providers, users } from '@/db/schema';
import { standingOn } from '@/lib/access/standing';
import { printCertificate } from '@/lib/certificates/generic/print-certificate';
import { issueCertificates } from '@/lib/certificates/issue/issue-certificates';
import { beginRun } from '@/lib/certificates/runs/begin-run';
import { processBulkRun } from '@/lib/certificates/runs/process-bulk-run';
import { checkCertificate } from '@/lib/certificates/verify/check-certificate';
import { claimThroughLink } from '@/lib/claims/claim-through-link';
import { askCode } from '@/lib/claims/roster/ask-code';
import { newEventForm } from '@/lib/events/event-forms';
import { openSignedLink } from '@/lib/learning-systems/signed-link';
import { addDays } from '@/lib/platform/days';
import { closeRenderer } from '@/lib/platform/pdf/renderer';
import type { Context, SignedInContext } from '@/lib/platform/visit';
import { exportDirectory, getDirectoryEntry } from '@/lib/providers/directory';
import { providerListSchema } from '@/lib/providers/list-query';
import { findOwnStanding } from '@/lib/providers/own-standing';
import { getProvider } from '@/lib/providers/staff/get-provider';
import { confirmProposal, declineProposal } from '@/lib/providers/staff/proposals/decide-proposal';
import { getProposal, listWaitingProposals } from '@/lib/providers/staff/proposals/get-proposal';
import { setStanding, setStandingSchema } from '@/lib/providers/staff/standing/set-standing';
import { standingText } from '@/lib/providers/standing-words';
import { followLink } from '@/lib/share-links/open-link';
import { givenAttendee } from '../support/attendees';
import { expectAudit } from '../support/audit';
import { testDatabase } from '../support/database';
import { givenEvent } from '../support/events';
import { givenKey, visitWith } from '../support/learning-systems';
import { onDay, providerContext, staffContext } from '../support/people';
import { attendeeVisit, claimOf, givenLink } from '../support/share-links';
import { linkBySample, partsOf } from '../support/signed-links';
import { soon } from '../support/soon';
import { waitingForLocks } from '../support/waiting-for-locks';

const test_ = testDatabase();
afterAll(closeRenderer);

const TODAY = '2026-05-03';
const REASON = 'Two annual reports are missing.';

const inputOf = (given: Record<string, string>) =>
  setStandingSchema.parse({
    standing: 'probation',
    from: TODAY,
    reviewOn: '2026-11-01',
    reason: REASON,
    shown: '',
    ...given,
  });

const shownOf = async (staff: Context, providerId: number) =>
  standingText((await getProvider(staff, providerId)).provider);

const set = async (staff: Context, providerId: number, given: Record<string, string> = {}) =>
  setStanding(staff, { ...inputOf({ shown: await shownOf(staff, providerId), ...given }), providerId });

async function given() {
  const ctx = await providerContext(test_.db, { today: TODAY });
  const email = `${crypto.randomUUID()}@example.org`;
  await test_.db.update(users).set({ email }).where(eq(users.id, ctx.actor.userId));
  const { providerId } = ctx.actor;
  const staff = await staffContext(test_.db, { today: TODAY });
  return { ctx, email, providerId, staff };
}

/** Proposes a standing, and lets a second person confirm it. */
async function setByTwo(staff: Context, providerId: number, changes: Record<string, string>) {
  const result = await set(staff, providerId, changes);
  if (result.kind !== 'proposed') throw new Error('it takes no second person');
  const second = await staffContext(test_.db, { today: TODAY });
  await confirmProposal(second, { providerId, proposalId: result.proposalId, note: '' });
  return { second, proposalId: result.proposalId };
}

/** Returns the person with the standing that their provider has now, as their next request reads it. */
async function again<C extends SignedInContext>(ctx: C, providerId: number): Promise<C> {
  const [row] = await test_.db.select().from(providers).where(eq(providers.id, providerId));
  return { ...ctx, actor: { ...ctx.actor, standing: row!.standing } };
}

const mailsTo = (email: string) => test_.db.select().from(mails).where(eq(mails.toAddress, email)).orderBy(mails.id);

test('probation is set by one person; the provider reads it by email and on the portal, and everyone in the directory', async () => {
  const { ctx, email, providerId, staff } = await given();
  expect(await findOwnStanding(ctx)).toBeNull();
  expect(await set(staff, providerId)).toEqual({ kind: 'set' });
  await expectAudit(test_.db, 'provider.standing_changed', `provider:${providerId}`, {
    userId: staff.actor.userId,
    providerId,
    details: { before: 'good', after: 'probation', from: TODAY, reviewOn: '2026-11-01', reason: REASON },
  });
  expect(await findOwnStanding(ctx)).toMatchObject({
    now: 'probation',
    later: null,
    from: TODAY,
    reviewOn: '2026-11-01',
    reason: REASON,
  });
  const [mail] = await mailsTo(email);
  for (const words of ['on probation', REASON, 'November 1, 2026', 'To appeal, email', 'stay valid']) {
    expect(mail!.text).toContain(words);
  }
  expect(await getDirectoryEntry(ctx, providerId)).toMatchObject({ standing: 'On probation: it offers no new events' });
  const query = providerListSchema.parse({ q: ctx.actor.providerName, place: '', type: '', after: null });
  let file = '';
  for await (const lines of exportDirectory(ctx, query)) file += lines;
  expect(file).toContain('On probation: it offers no new events');
  expect(file).not.toContain(REASON);
  const { standings } = await getProvider(staff, providerId);
  expect(standings).toMatchObject([{ row: { standing: 'probation', standingBefore: 'good' } }]);
});

test('on probation, no events are added; those that were added continue', async () => {
  const { ctx, providerId, staff } = await given();
  const eventId = await givenEvent(ctx);
  const attendeeId = await givenAttendee(ctx, eventId, { completed: true });
  await set(staff, providerId);
  const now = await again(ctx, providerId);
  await expect(newEventForm(now)).rejects.toMatchObject({
    code: 'forbidden',
    sentence: expect.stringContaining('is on probation, so no events can be added for it.'),
  });
  expect((await issueCertificates(now, { eventId, attendeeIds: [attendeeId] })).issued).toHaveLength(1);
});

test('a suspension takes two people, and nobody is both', async () => {
  const { email, providerId, staff } = await given();
  const result = await set(staff, providerId, { standing: 'suspended' });
  if (result.kind !== 'proposed') throw new Error('one person suspended a provider');
  const which = { providerId, proposalId: result.proposalId };
  expect((await getProvider(staff, providerId)).provider.standing).toBe('good');
  expect(await mailsTo(email)).toEqual([]);
  await expectAudit(test_.db, 'proposal.made', `provider:${providerId}`, { userId: staff.actor.userId });
  await expect(confirmProposal(staff, { ...which, note: '' })).rejects.toMatchObject({
    code: 'forbidden',
    sentence: expect.stringContaining('You proposed this yourself'),
  });
  expect((await getProposal(staff, which)).whyNotConfirm).toContain('You proposed this yourself');
  // While it waits, nothing else is decided about the provider.
  await expect(set(staff, providerId)).rejects.toMatchObject({ code: 'conflict' });
  const second = await staffContext(test_.db, { today: TODAY });
  expect((await listWaitingProposals(second)).map(({ proposal }) => proposal.id)).toContain(result.proposalId);
  const outcomes = await Promise.allSettled(
    Array.from({ length: 50 }, () => confirmProposal(second, { ...which, note: 'I read the file.' })),
  );
  expect(outcomes.filter(({ status }) => status === 'rejected')).toEqual([]);
  const rows = await test_.db.select().from(providerStandings).where(eq(providerStandings.providerId, providerId));
  expect(rows).toMatchObject([{ standing: 'suspended', by: second.actor.userId, proposalId: result.proposalId }]);
  await expectAudit(test_.db, 'proposal.confirmed', `provider:${providerId}`, { userId: second.actor.userId });
  expect(await mailsTo(email)).toHaveLength(1);
  // The note is for staff only.
  expect((await mailsTo(email))[0]!.text).not.toContain('I read the file.');
  await expect(declineProposal(second, { ...which, note: 'No.' })).rejects.toMatchObject({ code: 'conflict' });
  await expect(getProposal(second, { ...which, providerId: providerId + 1 })).rejects.toMatchObject({
    code: 'not_found',
  });
});

test('a proposal that is declined or withdrawn changes nothing', async () => {
  const { email, providerId, staff } = await given();
  const second = await staffContext(test_.db, { today: TODAY });
  const proposedAndClosedBy = async (by: Context) => {
    const result = await set(staff, providerId, { standing: 'withdrawn', reviewOn: '' });
    if (result.kind !== 'proposed') throw new Error('it takes no second person');
    const which = { providerId, proposalId: result.proposalId };
    await declineProposal(by, { ...which, note: 'Not yet.' });
    await declineProposal(by, { ...which, note: 'Not yet.' });
    await expect(confirmProposal(second, { ...which, note: '' })).rejects.toMatchObject({ code: 'conflict' });
    return { userId: by.actor.userId };
  };
  const declined = await proposedAndClosedBy(second);
  await expectAudit(test_.db, 'proposal.declined', `provider:${providerId}`, declined);
  const withdrawn = await proposedAndClosedBy(staff);
  await expectAudit(test_.db, 'proposal.withdrawn', `provider:${providerId}`, withdrawn);
  expect((await getProvider(staff, providerId)).provider.standing).toBe('good');
  expect(await mailsTo(email)).toEqual([]);
});

test('while suspended, a provider, its links and its learning systems give out nothing; what was issued stays valid', async () => {
  const { ctx, providerId, staff } = await given();
  const eventId = await givenEvent(ctx);
  const [first, second] = [
    await givenAttendee(ctx, eventId, { completed: true }),
    await givenAttendee(ctx, eventId, { completed: true }),
  ];
  const { issued } = await issueCertificates(ctx, { eventId, attendeeIds: [first] });
  const { token } = await givenLink(ctx, eventId);
  const roster = await givenLink(ctx, eventId, { access: 'roster' });
  const { key } = await givenKey(ctx);
  const parts = partsOf(
    linkBySample(key, { eventId, name: 'Li Ming', units: '6.25', completedOn: TODAY, learnerId: 'student-1' }),
  );
  const printed = await printCertificate(ctx, eventId);
  const unprinted = await givenEvent(ctx);
  await setByTwo(staff, providerId, { standing: 'suspended' });

  const now = await again(ctx, providerId);
  expect((await printCertificate(now, eventId)).bytes.equals(printed.bytes)).toBe(true);
  for (const visit of [now, staff]) {
    await expect(printCertificate(visit, unprinted)).rejects.toMatchObject({
      code: 'forbidden',
      sentence: expect.stringContaining('can’t give out certificates'),
    });
  }
  await expect(issueCertificates(now, { eventId, attendeeIds: [second] })).rejects.toMatchObject({
    code: 'forbidden',
    sentence: expect.stringContaining('is suspended, so it can’t give out certificates now.'),
  });
  await expect(givenLink(now, eventId)).rejects.toMatchObject({ code: 'forbidden' });
  const followed = await followLink(attendeeVisit(ctx), token);
  expect(followed?.open?.whyNotNow).toContain('because its approval is suspended');
  await expect(
    claimThroughLink(attendeeVisit(ctx), { ...claimOf(), token, holder: crypto.randomUUID() }),
  ).rejects.toMatchObject({ code: 'forbidden', sentence: expect.stringContaining('stay valid') });
  await expect(askCode(attendeeVisit(ctx), { token: roster.token, address: 'li@example.org' })).rejects.toMatchObject({
    code: 'forbidden',
  });
  await expect(visitWith(ctx, key.secret)).rejects.toMatchObject({
    code: 'forbidden',
    sentence: expect.stringContaining('can’t give out certificates now'),
  });
  // The sample reads the real clock.
  const learner = { ...attendeeVisit(ctx), clock: { ...ctx.clock, now: () => new Date() } };
  expect(await openSignedLink(learner, parts)).toMatchObject({ kind: 'ruled_out' });
  expect(await checkCertificate(attendeeVisit(ctx), issued[0]!.serial)).toMatchObject({
    kind: 'found',
    certificate: { standing: { kind: 'valid' }, provider: 'suspended' },
  });

  await set(staff, providerId, { standing: 'good', reviewOn: '' });
  const restored = await again(ctx, providerId);
  expect((await issueCertificates(restored, { eventId, attendeeIds: [second] })).issued).toHaveLength(1);
  expect((await followLink(attendeeVisit(ctx), token))?.open?.whyNotNow).toBeNull();
  expect(await visitWith(ctx, key.secret)).toMatchObject({ actor: { standing: 'good' } });
});

test('a bulk run of a provider that is suspended meanwhile pauses, and says why', async () => {
  const { ctx, providerId, staff } = await given();
  const eventId = await givenEvent(ctx);
  await givenAttendee(ctx, eventId, { completed: true });
  const runId = await beginRun(ctx, { eventId, kind: 'issue', requestKey: crypto.randomUUID() });
  await setByTwo(staff, providerId, { standing: 'suspended' });
  await processBulkRun(ctx, runId);
  const [run] = await test_.db.select().from(issuingRuns).where(eq(issuingRuns.id, runId));
  expect(run).toMatchObject({ state: 'paused', pauseReason: expect.stringContaining('is suspended') });
});

test('a standing acts forward only, from its day on', async () => {
  const { ctx, providerId, staff } = await given();
  await expect(set(staff, providerId, { from: addDays(TODAY, -1) })).rejects.toMatchObject({
    code: 'invalid',
    sentence: 'A standing acts forward only. Choose today or a later day.',
  });
  await set(staff, providerId, { from: '2026-06-01' });
  const standingOnDay = async (day: string) => (await findOwnStanding(onDay(ctx, day)))?.now;
  expect(await standingOnDay('2026-05-31')).toBe('good');
  expect(await standingOnDay('2026-06-01')).toBe('probation');
  expect(await findOwnStanding(ctx)).toMatchObject({ later: { standing: 'probation', from: '2026-06-01' } });
  // A later decision replaces one that has not begun.
  await set(staff, providerId, { standing: 'good', reviewOn: '' });
  expect(await standingOnDay('2026-06-01')).toBeUndefined();
  await expect(set(staff, providerId, { standing: 'good', reviewOn: '' })).rejects.toMatchObject({ code: 'invalid' });
});

test('a proposal that is sent again is the one that waits; another one has to wait', async () => {
  const { providerId, staff } = await given();
  const asked = { standing: 'suspended', shown: await shownOf(staff, providerId) };
  const first = await set(staff, providerId, asked);
  expect(await set(staff, providerId, asked)).toEqual(first);
  const waits = { code: 'conflict', sentence: expect.stringContaining('waits for a second person') };
  await expect(set(staff, providerId, { ...asked, reason: 'Another one.' })).rejects.toMatchObject(waits);
  await expect(set(staff, providerId)).rejects.toMatchObject(waits);
  const other = await staffContext(test_.db, { today: TODAY });
  await expect(set(other, providerId, asked)).rejects.toMatchObject(waits);
});

test('a suspension that is confirmed after its day begins on the day it is confirmed', async () => {
  const { providerId, staff } = await given();
  const result = await set(staff, providerId, { standing: 'suspended' });
  if (result.kind !== 'proposed') throw new Error('it takes no second person');
  const second = await staffContext(test_.db, { today: '2026-05-20' });
  await confirmProposal(second, { providerId, proposalId: result.proposalId, note: '' });
  expect((await getProvider(second, providerId)).provider).toMatchObject({
    standing: 'suspended',
    standingFrom: '2026-05-20',
  });
});

test('two members of staff who decide at once: the second one reads that the standing was changed, and decides again', async () => {
  const { email, providerId, staff } = await given();
  const other = await staffContext(test_.db, { today: TODAY });
  const shown = await shownOf(staff, providerId);
  await set(other, providerId, { shown });
  await expect(set(staff, providerId, { shown, standing: 'reports_overdue', reviewOn: '' })).rejects.toMatchObject({
    code: 'conflict',
    sentence: expect.stringContaining('Someone else changed the standing'),
  });
  expect(await set(other, providerId, { shown })).toEqual({ kind: 'set' });
  const { provider, standings } = await getProvider(staff, providerId);
  expect([provider.standing, standings.length, (await mailsTo(email)).length]).toEqual(['probation', 1, 1]);
  expect(await set(staff, providerId, { standing: 'reports_overdue', reviewOn: '' })).toEqual({ kind: 'set' });
});

test('what is typed is checked, and only staff decide', async () => {
  const { ctx, providerId } = await given();
  for (const typed of [{ standing: 'closed' }, { from: '' }, { reviewOn: '' }, { reviewOn: TODAY }, { reason: ' ' }]) {
    const given = { standing: 'suspended', from: TODAY, reviewOn: '2026-11-01', reason: REASON, ...typed };
    expect(setStandingSchema.safeParse(given).success).toBe(false);
  }
  await expect(set(ctx, providerId)).rejects.toMatchObject({ code: 'forbidden' });
  const staff = await staffContext(test_.db, { today: TODAY });
  await expect(set(staff, 999_999_999)).rejects.toMatchObject({ code: 'not_found' });
});

test('a certificate that is being made while a suspension is saved is not given out', async () => {
  const { ctx, providerId } = await given();
  const eventId = await givenEvent(ctx, { startsOn: '2026-05-01', endsOn: '2026-05-01' });
  const attendeeId = await givenAttendee(ctx, eventId);
  let issuing: Promise<unknown> = Promise.resolve();
  await test_.db.transaction(async (tx) => {
    await tx.update(providers).set({ standing: 'suspended' }).where(eq(providers.id, providerId));
    issuing = issueCertificates(ctx, { eventId, attendeeIds: [attendeeId] }).catch((error: unknown) => error);
    await soon(async () => (await waitingForLocks(test_.db)) === 1);
  });
  expect(await issuing).toMatchObject({ code: 'forbidden', message: expect.stringContaining('suspended') });
  expect(await test_.db.$count(namedCertificates, eq(namedCertificates.eventId, eventId))).toBe(0);
});

test('a decision for a day after a planned one is refused, so that the planned one is not lost; an earlier one replaces it', async () => {
  const { providerId, staff } = await given();
  await setByTwo(staff, providerId, { standing: 'suspended', from: '2026-06-01' });
  await expect(set(staff, providerId, { standing: 'good', from: '2026-08-01', reviewOn: '' })).rejects.toMatchObject({
    code: 'invalid',
    sentence: expect.stringContaining('From June 1, 2026 on, the standing is planned to be: suspended.'),
  });
  const { provider } = await getProvider(staff, providerId);
  expect(['2026-05-31', '2026-06-01', '2026-09-01'].map((day) => standingOn(provider, day))).toEqual([
    'good',
    'suspended',
    'suspended',
  ]);
  await set(staff, providerId, { standing: 'probation', from: '2026-06-01' });
  expect(standingOn((await getProvider(staff, providerId)).provider, '2026-06-01')).toBe('probation');
});
