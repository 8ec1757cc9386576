import '../support/settings';
import { eq, sql } from 'drizzle-orm';
import { attendees, claims, events, mails, namedCertificates } from '@/db/schema';
import { markAttendees } from '@/lib/attendees/mark-attendees';
import { correctCertificate } from '@/lib/certificates/change/correct-certificate';
import { revokeCertificate } from '@/lib/certificates/change/revoke-certificate';
import { issueCertificates } from '@/lib/certificates/issue/issue-certificates';
import { claimThroughLink } from '@/lib/claims/claim-through-link';
import { acceptClaim, refuseClaim, withdrawClaim } from '@/lib/claims/decide-claim';
import { getClaim, listClaims, listWhoClaims, madeItsCertificate } from '@/lib/claims/list-claims';
import { listWaitingClaims, NONE_WAIT } from '@/lib/claims/list-waiting';
import { mailOwnCertificate } from '@/lib/claims/mail-own';
import { findLinkPage, getOwnFile } from '@/lib/claims/own-claims';
import { askCode } from '@/lib/claims/roster/ask-code';
import { checkCode } from '@/lib/claims/roster/check-code';
import { claimRosterLine, findRosterStep } from '@/lib/claims/roster/claim-line';
import { closeRenderer } from '@/lib/platform/pdf/renderer';
import type { Context } from '@/lib/platform/visit';
import { findOpenLink } from '@/lib/share-links/open-link';
import { revokeShareLink } from '@/lib/share-links/revoke-link';
import { givenAttendee } from '../support/attendees';
import { expectAudit } from '../support/audit';
import { codeIn } from '../support/code-in';
import { testDatabase } from '../support/database';
import { givenEvent } from '../support/events';
import { providerContext, staffContext } from '../support/people';
import { attendeeVisit, claimOf, givenLink } from '../support/share-links';

const testDb = testDatabase();
afterAll(closeRenderer);
jest.setTimeout(60_000);

const HOLDER = 'a'.repeat(64);
const OTHER = 'b'.repeat(64);

async function ended() {
  const ctx = await providerContext(testDb.db, { today: '2026-05-04' });
  return { ctx, eventId: await givenEvent(ctx) };
}

const claimRow = async (id: number) => (await testDb.db.select().from(claims).where(eq(claims.id, id)))[0]!;
const issuedCount = async (id: number) =>
  (await testDb.db.select().from(events).where(eq(events.id, id)))[0]!.issuedCount;
const emailsTo = (address: string) => testDb.db.select().from(mails).where(eq(mails.toAddress, address));

/** Makes a claim through a link, in the browser that has the token HOLDER. */
async function claimed(link: Parameters<typeof givenLink>[2] = {}, given: Parameters<typeof claimOf>[0] = {}) {
  const { ctx, eventId } = await ended();
  const { token, linkId } = await givenLink(ctx, eventId, link);
  const outcome = await claimThroughLink(attendeeVisit(ctx), { ...claimOf(given), token, holder: HOLDER });
  return { ctx, eventId, token, linkId, claimId: outcome.claimId };
}

test('waiting claims are shown only to the provider who decides, event by event, until they are decided', async () => {
  const { ctx, eventId, token, claimId } = await claimed({ reviewed: true });
  const second = await claimThroughLink(attendeeVisit(ctx), {
    ...claimOf({ name: 'Ana Fuentes' }),
    token,
    holder: OTHER,
  });
  const { title } = (await testDb.db.select().from(events).where(eq(events.id, eventId)))[0]!;
  expect(await listWaitingClaims(ctx)).toEqual({ events: [{ eventId, title, waiting: 2 }], more: false });
  expect(await listWaitingClaims(await providerContext(testDb.db))).toEqual(NONE_WAIT);
  await acceptClaim(ctx, { unsigned: true, eventId, claimId });
  expect((await listWaitingClaims(ctx)).events).toEqual([{ eventId, title, waiting: 1 }]);
  await refuseClaim(ctx, { eventId, claimId: second.claimId, reason: 'Was not there.' });
  expect(await listWaitingClaims(ctx)).toEqual(NONE_WAIT);
});

test('a claim of a reviewed link waits without a certificate until the provider accepts it, and is emailed then', async () => {
  const email = `zoe-${crypto.randomUUID()}@example.org`;
  const { ctx, eventId, token, linkId, claimId } = await claimed({ reviewed: true }, { email });
  expect((await findLinkPage(attendeeVisit(ctx), token, HOLDER))!.own[0]).toMatchObject({
    state: 'waiting',
    certificate: null,
  });
  expect(await issuedCount(eventId)).toBe(0);
  const accepted = await Promise.all([1, 2, 3].map(() => acceptClaim(ctx, { unsigned: true, eventId, claimId })));
  expect(accepted.every(({ issued }) => issued)).toBe(true);
  expect(await claimRow(claimId)).toMatchObject({ state: 'issued', decidedBy: ctx.actor.userId });
  await expectAudit(testDb.db, 'claim.made', `event:${eventId}`, {
    actorKind: 'attendee',
    actorThrough: `share_link:${linkId}`,
    userId: null,
    providerId: ctx.actor.providerId,
    details: { claimId, linkId, state: 'waiting' },
  });
  await expectAudit(testDb.db, 'claim.accepted', `event:${eventId}`, {
    actorKind: 'provider',
    userId: ctx.actor.userId,
    details: { claimId },
  });
  expect(await issuedCount(eventId)).toBe(1);
  const emails = await emailsTo(email);
  expect(emails).toHaveLength(1);
  expect(emails[0]!.certificateId).toBe((await claimRow(claimId)).certificateId);
  const [mine] = (await findLinkPage(attendeeVisit(ctx), token, HOLDER))!.own;
  expect(mine!.certificate!.facts).toMatchObject({ participantName: 'Zoë Ñandú' });
});

test('a refused claim gets nothing and frees its place; the attendee does not learn who refused it or why', async () => {
  const { ctx, eventId, token, claimId } = await claimed({ reviewed: true, most: 1 });
  expect((await findOpenLink(attendeeVisit(ctx), token))!.whyNotNow).not.toBeNull();
  await refuseClaim(ctx, { eventId, claimId, reason: 'Left at noon.' });
  await expectAudit(testDb.db, 'claim.refused', `event:${eventId}`, { details: { claimId, reason: 'Left at noon.' } });
  expect(await claimRow(claimId)).toMatchObject({ state: 'refused', reason: 'Left at noon.', certificateId: null });
  const page = await findLinkPage(attendeeVisit(ctx), token, HOLDER);
  expect(page!.open!.whyNotNow).toBeNull();
  expect(page!.own[0]).toMatchObject({ state: 'refused', certificate: null });
  expect(JSON.stringify(page)).not.toContain('Left at noon');
  await expect(acceptClaim(ctx, { unsigned: true, eventId, claimId })).rejects.toMatchObject({ code: 'conflict' });
});

test('withdrawing a claim that was accepted as a person with a certificate leaves that certificate', async () => {
  const { ctx, eventId } = await ended();
  const jane = await givenAttendee(ctx, eventId, { name: 'Jane Doe', email: null, school: '', completed: true });
  await issueCertificates(ctx, { eventId, attendeeIds: [jane] });
  const { token } = await givenLink(ctx, eventId);
  const form = { ...claimOf({ name: 'Jane Doe', school: '' }), token, holder: OTHER };
  const { claimId } = await claimThroughLink(attendeeVisit(ctx), form);
  const accept = () => acceptClaim(ctx, { unsigned: true, eventId, claimId, as: jane });
  // Sent once more, the same form leads to the same sentence.
  expect([await accept(), await accept()]).toEqual([{ issued: false }, { issued: false }]);
  const claim = await getClaim(ctx, eventId, claimId);
  expect([claim.state, await madeItsCertificate(ctx, claim)]).toEqual(['issued', false]);
  const withdraw = () => withdrawClaim(ctx, { eventId, claimId, reason: 'It was not her.' });
  expect([await withdraw(), await withdraw()]).toEqual([{ isStillCertified: true }, { isStillCertified: true }]);
  const [line] = await testDb.db.select().from(attendees).where(eq(attendees.id, jane));
  expect(line).toMatchObject({ completed: true, currentCertificateId: expect.any(Number) });
  expect(await issuedCount(eventId)).toBe(1);
  expect((await findLinkPage(attendeeVisit(ctx), token, OTHER))!.own[0]).toMatchObject({
    state: 'withdrawn',
    isCertified: true,
    certificate: null,
  });
});

test('of two claims for one certificate, only the one that made it revokes it, also once it was corrected', async () => {
  const { ctx, eventId } = await ended();
  const { token } = await givenLink(ctx, eventId);
  const claim = async (holder: string) => {
    const form = { ...claimOf({ name: 'Jane Doe', school: '' }), token, holder };
    return (await claimThroughLink(attendeeVisit(ctx), form)).claimId;
  };
  const [first, second] = [await claim(HOLDER), await claim(OTHER)];
  const { attendeeId, certificateId } = await claimRow(first);
  await acceptClaim(ctx, { unsigned: true, eventId, claimId: second, as: attendeeId! });
  await withdrawClaim(ctx, { eventId, claimId: second, reason: 'It was not her.' });
  expect(await issuedCount(eventId)).toBe(1);
  await correctCertificate(ctx, {
    eventId,
    certificateId: certificateId!,
    name: 'Jane M. Doe',
    school: '',
    educatorNumber: '',
    units: null,
    reason: 'A slip.',
  });
  await withdrawClaim(ctx, { eventId, claimId: first, reason: 'She was not there.' });
  expect(await issuedCount(eventId)).toBe(0);
});

test('a claim whose person left the roster, or was renamed there, can be accepted', async () => {
  for (const change of [{ removedAt: new Date('2026-05-04T18:00:00Z') }, { name: 'Jane Married' }]) {
    const { ctx, eventId } = await ended();
    const jane = await givenAttendee(ctx, eventId, { name: 'Jane Doe', email: null, school: '', completed: false });
    const { token } = await givenLink(ctx, eventId);
    const form = { ...claimOf({ name: 'Jane Doe', school: '' }), token, holder: OTHER };
    const { claimId } = await claimThroughLink(attendeeVisit(ctx), form);
    await testDb.db.update(attendees).set(change).where(eq(attendees.id, jane));
    const people = await listWhoClaims(ctx, await getClaim(ctx, eventId, claimId));
    expect(people.map(({ id }) => id)).toEqual('name' in change ? [jane] : []);
    await acceptClaim(ctx, { unsigned: true, eventId, claimId, as: people[0]?.id });
    expect(await claimRow(claimId)).toMatchObject({ state: 'issued' });
    expect((await claimRow(claimId)).attendeeId === jane).toBe('name' in change);
  }
});

test('a claim is accepted as one of two people whom only the school tells apart', async () => {
  const { ctx, eventId } = await ended();
  const about = { name: 'Jane Doe', email: null, completed: true };
  const jane = await givenAttendee(ctx, eventId, { ...about, school: '' });
  await givenAttendee(ctx, eventId, { ...about, school: 'Helena High' });
  const { token } = await givenLink(ctx, eventId);
  const form = { ...claimOf({ name: 'Jane Doe', school: 'Helena High' }), token, holder: OTHER };
  const { claimId } = await claimThroughLink(attendeeVisit(ctx), form);
  await acceptClaim(ctx, { unsigned: true, eventId, claimId, as: jane });
  expect(await claimRow(claimId)).toMatchObject({ state: 'issued', attendeeId: jane });
});

test('a code goes to people who checked in, and to a line that another one was merged into', async () => {
  const { ctx, eventId } = await ended();
  const [ana, eva] = [`ana-${crypto.randomUUID()}@example.org`, `eva-${crypto.randomUUID()}@example.org`];
  await givenAttendee(ctx, eventId, { name: 'Ana Lee', email: ana, completed: true, source: 'check_in' });
  const kept = await givenAttendee(ctx, eventId, { name: 'Eva Ray', email: eva, completed: true, source: 'link' });
  const { token } = await givenLink(ctx, eventId, { access: 'roster' });
  const ask = async (email: string) => {
    await askCode(attendeeVisit(ctx), { token, address: email });
    return (await emailsTo(email)).length;
  };
  expect([await ask(ana), await ask(eva)]).toEqual([1, 0]);
  const merged = await givenAttendee(ctx, eventId, { name: 'Eva Ray', email: null, source: 'roster' });
  await testDb.db.update(attendees).set({ mergedInto: kept, removedAt: new Date() }).where(eq(attendees.id, merged));
  expect(await ask(eva)).toBe(1);
});

test('a withdrawn claim revokes the certificate, and no round of issuing brings it back', async () => {
  const { ctx, eventId, token, claimId } = await claimed();
  const { serial } = (await findLinkPage(attendeeVisit(ctx), token, HOLDER))!.own[0]!.certificate!;
  const withdraw = () => withdrawClaim(ctx, { eventId, claimId, reason: 'Was not there.' });
  expect(await withdraw()).toEqual({ isStillCertified: false });
  await expectAudit(testDb.db, 'claim.withdrawn', `event:${eventId}`, {
    details: { claimId, reason: 'Was not there.' },
  });
  await expectAudit(testDb.db, 'certificate.issued', `event:${eventId}`, { actorKind: 'attendee', userId: null });
  expect(await withdraw()).toEqual({ isStillCertified: false });
  expect((await findLinkPage(attendeeVisit(ctx), token, HOLDER))!.own[0]).toMatchObject({ isCertified: false });
  const row = await claimRow(claimId);
  expect(row).toMatchObject({ state: 'withdrawn', reason: 'Was not there.' });
  const [attendee] = await testDb.db.select().from(attendees).where(eq(attendees.id, row.attendeeId!));
  expect(attendee).toMatchObject({ completed: false, currentCertificateId: null });
  expect(await issuedCount(eventId)).toBe(0);
  await expect(getOwnFile(attendeeVisit(ctx), token, HOLDER, serial)).rejects.toMatchObject({ code: 'not_found' });
});

test('nobody decides claims of another provider, as a viewer, or as staff', async () => {
  const { ctx, eventId, claimId } = await claimed({ reviewed: true });
  const decide = (other: Context) => [
    acceptClaim(other, { unsigned: true, eventId, claimId }),
    refuseClaim(other, { eventId, claimId, reason: 'No.' }),
    withdrawClaim(other, { eventId, claimId, reason: 'No.' }),
  ];
  const stranger = await providerContext(testDb.db);
  const viewer = { ...ctx, actor: { ...ctx.actor, role: 'viewer' as const } } as Context;
  for (const attempt of decide(stranger)) await expect(attempt).rejects.toMatchObject({ code: 'not_found' });
  for (const who of [viewer, await staffContext(testDb.db)]) {
    for (const attempt of decide(who)) await expect(attempt).rejects.toMatchObject({ code: 'forbidden' });
  }
  expect((await claimRow(claimId)).state).toBe('waiting');
});

test('the file is for the browser that claimed it, even after the link has ended, and for no other', async () => {
  const { ctx, eventId, token, linkId } = await claimed();
  const visit = attendeeVisit(ctx);
  const { serial } = (await findLinkPage(visit, token, HOLDER))!.own[0]!.certificate!;
  expect((await getOwnFile(visit, token, HOLDER, serial)).bytes.subarray(0, 5).toString()).toBe('%PDF-');
  for (const who of [OTHER, null, '']) {
    await expect(getOwnFile(visit, token, who, serial)).rejects.toMatchObject({ code: 'not_found' });
  }
  const elsewhere = await givenLink(ctx, eventId);
  await expect(getOwnFile(visit, elsewhere.token, HOLDER, serial)).rejects.toMatchObject({ code: 'not_found' });
  await revokeShareLink(ctx, { eventId, linkId });
  await expectAudit(testDb.db, 'share_link.made', `event:${eventId}`, {
    details: expect.objectContaining({ access: 'open' }),
  });
  await expectAudit(testDb.db, 'share_link.revoked', `event:${eventId}`, { details: { linkId } });
  expect(await findLinkPage(visit, token, OTHER)).toBeNull();
  expect((await findLinkPage(visit, token, HOLDER))!.open).toBeNull();
  expect((await getOwnFile(visit, token, HOLDER, serial)).facts.serial).toBe(serial);
});

test('a certificate is emailed once, and again only after the person saw the last email', async () => {
  const { ctx, token, claimId } = await claimed();
  const email = `zoe-${crypto.randomUUID()}@example.org`;
  const visit = attendeeVisit(ctx);
  const send = (after: number | null, holder = HOLDER) =>
    mailOwnCertificate(visit, { token, holder, claimId, email, after });
  await expect(send(null, OTHER)).rejects.toMatchObject({ code: 'not_found' });
  await Promise.all([send(null), send(null)]);
  expect(await emailsTo(email)).toHaveLength(1);
  const { eventId, attendeeId } = await claimRow(claimId);
  await expectAudit(testDb.db, 'certificate.mailed', `event:${eventId}`, {
    actorKind: 'attendee',
    actorId: String(attendeeId),
    userId: null,
  });
  const { mailed } = (await findLinkPage(visit, token, HOLDER))!.own[0]!.certificate!;
  await send(mailed!.mailId);
  await send(mailed!.mailId);
  expect(await emailsTo(email)).toHaveLength(2);
});

test('an open link does not flood a mailbox, a stranger leaves its owner some, and codes go first', async () => {
  const { ctx, token } = await claimed();
  const email = `ana-${crypto.randomUUID()}@example.org`;
  const from = (network: string) => async (_: unknown, index: number) => {
    const visit = attendeeVisit(ctx, network);
    const holder = crypto.randomUUID();
    await claimThroughLink(visit, { ...claimOf({ name: `Ana ${network} ${index}` }), token, holder });
    const { own } = (await findLinkPage(visit, token, holder))!;
    return mailOwnCertificate(visit, { token, holder, claimId: own[0]!.id, email, after: null });
  };
  // A flood of new names, each of which may send its first email.
  const outcomes = await Promise.allSettled(Array.from({ length: 33 }, from('203.0.113.9')));
  const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
  expect(refused).toHaveLength(3);
  expect(refused[0]!.reason).toMatchObject({ code: 'too_many' });
  await from('198.51.100.7')(null, 0);
  expect(await emailsTo(email)).toHaveLength(31);
  const jobs = await testDb.db.execute(sql`
    select distinct j.priority from graphile_worker._private_jobs j
    join mails m on m.id = (j.payload ->> 'mailId')::bigint where m.to_address = ${email}`);
  expect(jobs).toEqual([{ priority: 1 }]);
});

test('a claim that fits a person on the roster is theirs; one that may be somebody’s waits and is marked', async () => {
  const { ctx, eventId } = await ended();
  const { token } = await givenLink(ctx, eventId);
  const dana = await givenAttendee(ctx, eventId, { name: 'Dana Whitehorse' });
  for (const name of ['Zoë Ñandú', 'ZOË ÑANDÚ', 'Dana Whitehorse', 'Somebody Else']) {
    await claimThroughLink(attendeeVisit(ctx), { ...claimOf({ name }), token, holder: HOLDER });
  }
  const { waiting, others } = await listClaims(ctx, eventId, null);
  expect(others.map(({ name, namesakes }) => [name, namesakes])).toEqual([
    ['Somebody Else', false],
    ['Dana Whitehorse', false],
    ['Zoë Ñandú', false],
  ]);
  expect(others[1]).toMatchObject({ attendeeId: dana, state: 'issued' });
  expect(waiting).toMatchObject([
    { name: 'ZOË ÑANDÚ', waitsFor: 'has_certificate', attendeeId: others[2]!.attendeeId },
  ]);
});

/** Returns the code in the email to an address. */
async function codeTo(address: string): Promise<string> {
  const emails = await emailsTo(address);
  return codeIn(emails.at(-1)!.text);
}

async function rosterLink() {
  const { ctx, eventId } = await ended();
  const email = `dana-${crypto.randomUUID()}@example.org`;
  const attendeeId = await givenAttendee(ctx, eventId, {
    name: 'Dana Whitehorse',
    email: email.toUpperCase(),
    units: '4.50',
  });
  const { token } = await givenLink(ctx, eventId, { access: 'roster' });
  return { ctx, eventId, email, attendeeId, token, visit: attendeeVisit(ctx) };
}

const lineOf = (attendeeId: number) => ({
  attendeeId,
  completed: 'yes' as const,
  educator: 'yes' as const,
  requestKey: crypto.randomUUID(),
  given: null,
});

test('a roster member proves the address with a code and gets the certificate of their line, once', async () => {
  const { eventId, email, attendeeId, token, visit } = await rosterLink();
  const proof = await askCode(visit, { token, address: email });
  const link = (await findOpenLink(visit, token))!;
  expect(await findRosterStep(visit, link, proof)).toEqual({ step: 'code', email });
  const claim = (holder: string) => claimRosterLine(visit, { ...lineOf(attendeeId), token, holder, proof });
  await expect(claim(HOLDER)).rejects.toMatchObject({ code: 'invalid' });
  const [to] = await testDb.db.select().from(attendees).where(eq(attendees.id, attendeeId));
  await checkCode(visit, { token, proof, code: await codeTo(to!.email!) });
  expect(await findRosterStep(visit, link, proof)).toMatchObject({
    step: 'lines',
    lines: [{ id: attendeeId, name: 'Dana Whitehorse', mayClaim: true }],
  });
  const first = await claim(HOLDER);
  const second = await claim(OTHER);
  expect(second.certificateId).toBe(first.certificateId);
  expect(await issuedCount(eventId)).toBe(1);
  const [certificate] = await testDb.db
    .select()
    .from(namedCertificates)
    .where(eq(namedCertificates.id, first.certificateId!));
  expect(certificate!.facts).toMatchObject({ participantName: 'Dana Whitehorse', units: '4.5' });
});

test('a person who is completed on the roster again after a revocation gets a new certificate, even in the same browser', async () => {
  const { ctx, eventId, email, attendeeId, token, visit } = await rosterLink();
  const proof = await askCode(visit, { token, address: email });
  await checkCode(visit, { token, proof, code: await codeTo(email.toUpperCase()) });
  const claim = () => claimRosterLine(visit, { ...lineOf(attendeeId), token, holder: HOLDER, proof });
  const first = await claim();
  await revokeCertificate(ctx, { eventId, certificateId: first.certificateId!, reason: 'Marked by mistake.' });
  await markAttendees(ctx, { eventId, mark: 'completed', attendees: [attendeeId] });
  const second = await claim();
  expect(second).toMatchObject({ state: 'issued', certificateId: expect.any(Number) });
  expect(second.certificateId).not.toBe(first.certificateId);
  expect(await claim()).toEqual(second);
  expect(await issuedCount(eventId)).toBe(1);
});

test('an address that is not on the roster gets the same answer, no email, and no code that works', async () => {
  const { token, visit, attendeeId } = await rosterLink();
  const stranger = `stranger-${crypto.randomUUID()}@example.org`;
  const before = (await testDb.db.select().from(mails)).length;
  const proof = await askCode(visit, { token, address: stranger });
  expect(proof).toMatch(/^[0-9a-f]{64}$/);
  expect((await testDb.db.select().from(mails)).length).toBe(before);
  const codes = [];
  for (let attempt = 0; attempt < 6; attempt++) {
    codes.push(await checkCode(visit, { token, proof, code: '00000000' }).catch((error) => error.sentence));
  }
  expect(codes.at(-2)).toContain('fifth incorrect code');
  expect(codes.at(-1)).toContain('no longer works');
  await expect(claimRosterLine(visit, { ...lineOf(attendeeId), token, holder: HOLDER, proof })).rejects.toMatchObject({
    code: 'invalid',
  });
});

test('a person on the roster who is not marked as completed waits for the provider; accepted, they get the certificate', async () => {
  const { ctx, eventId, email, token, visit } = await rosterLink();
  const absent = await givenAttendee(ctx, eventId, { name: 'Absent', email, completed: false });
  const proof = await askCode(visit, { token, address: email });
  await checkCode(visit, { token, proof, code: await codeTo(email.toUpperCase()) });
  const claim = () => claimRosterLine(visit, { ...lineOf(absent), token, holder: HOLDER, proof });
  const waiting = await claim();
  expect(waiting).toMatchObject({ state: 'waiting', certificateId: null });
  expect(await claim()).toEqual(waiting);
  expect(await issuedCount(eventId)).toBe(0);
  const [row] = await testDb.db.select().from(claims).where(eq(claims.id, waiting.claimId));
  expect(row).toMatchObject({ waitsFor: 'not_completed', attendeeId: absent });
  await acceptClaim(ctx, { unsigned: true, eventId, claimId: waiting.claimId, as: absent });
  expect(await issuedCount(eventId)).toBe(1);
  const [now] = await testDb.db.select().from(attendees).where(eq(attendees.id, absent));
  expect(now!.completed).toBe(true);
});

test('people on the roster read before they claim whether the provider decides, also those who only checked in', async () => {
  const { ctx, eventId, email, token, visit } = await rosterLink();
  const line = (name: string, source: 'check_in' | 'roster') =>
    givenAttendee(ctx, eventId, { name, email, source, completed: false });
  const [came, absent] = [await line('Came', 'check_in'), await line('Absent', 'roster')];
  const proof = await askCode(visit, { token, address: email });
  await checkCode(visit, { token, proof, code: await codeTo(email.toUpperCase()) });
  const step = await findRosterStep(visit, (await findOpenLink(visit, token))!, proof);
  expect(step).toMatchObject({
    lines: [{ mayClaim: true }, { id: came, mayClaim: true }, { id: absent, mayClaim: false }],
  });
  const stateOf = async (attendeeId: number) =>
    (await claimRosterLine(visit, { ...lineOf(attendeeId), token, holder: HOLDER, proof })).state;
  expect([await stateOf(came), await stateOf(absent)]).toEqual(['issued', 'waiting']);
});

test('the claim of a person with 0 PDUs is not accepted until the roster says what they earned', async () => {
  const { ctx, eventId, email, token, visit } = await rosterLink();
  const absent = await givenAttendee(ctx, eventId, { name: 'Absent', email, completed: false, units: '0' });
  const proof = await askCode(visit, { token, address: email });
  await checkCode(visit, { token, proof, code: await codeTo(email.toUpperCase()) });
  const { claimId } = await claimRosterLine(visit, { ...lineOf(absent), token, holder: HOLDER, proof });
  await expect(acceptClaim(ctx, { unsigned: true, eventId, claimId, as: absent })).rejects.toMatchObject({
    sentence: expect.stringMatching(/^A person with 0 PDUs has not completed the event/),
  });
  await testDb.db.update(attendees).set({ units: '2' }).where(eq(attendees.id, absent));
  await acceptClaim(ctx, { unsigned: true, eventId, claimId, as: absent });
  expect(await issuedCount(eventId)).toBe(1);
});

test('a person who was revoked as marked by mistake does not get a certificate again without the provider', async () => {
  const { ctx, eventId, email, attendeeId, token, visit } = await rosterLink();
  const proof = await askCode(visit, { token, address: email });
  await checkCode(visit, { token, proof, code: await codeTo(email.toUpperCase()) });
  const claim = (holder: string) => claimRosterLine(visit, { ...lineOf(attendeeId), token, holder, proof });
  const first = await claim(HOLDER);
  await revokeCertificate(ctx, { eventId, certificateId: first.certificateId!, reason: 'Marked by mistake.' });
  expect(await claim(OTHER)).toMatchObject({ state: 'waiting', certificateId: null });
  expect(await issuedCount(eventId)).toBe(0);
});

test('nobody gets another person’s certificate', async () => {
  const { ctx, eventId, email, token, visit } = await rosterLink();
  const other = await givenAttendee(ctx, eventId, { name: 'Other', email: 'other@example.org' });
  const proof = await askCode(visit, { token, address: email });
  await checkCode(visit, { token, proof, code: await codeTo(email.toUpperCase()) });
  await expect(claimRosterLine(visit, { ...lineOf(other), token, holder: HOLDER, proof })).rejects.toMatchObject({
    code: 'invalid',
  });
});
