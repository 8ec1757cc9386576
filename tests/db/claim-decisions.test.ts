import '../support/settings';
import { eq } from 'drizzle-orm';
import { attendees, claims, events, mails, namedCertificates } from '@/db/schema';
import { markAttendees } from '@/lib/attendees/mark-attendees';
import { revokeCertificate } from '@/lib/certificates/change/revoke-certificate';
import { claimThroughLink } from '@/lib/certificates/claims/claim-through-link';
import { acceptClaim, refuseClaim, withdrawClaim } from '@/lib/certificates/claims/decide-claim';
import { findLinkPage, getHeldFile } from '@/lib/certificates/claims/held-claims';
import { listClaims } from '@/lib/certificates/claims/list-claims';
import { listWaitingClaims, NONE_WAIT } from '@/lib/certificates/claims/list-waiting';
import { mailHeldCertificate } from '@/lib/certificates/claims/mail-held';
import { askCode } from '@/lib/certificates/claims/roster/ask-code';
import { checkCode } from '@/lib/certificates/claims/roster/check-code';
import { claimRosterLine, findRosterStep } from '@/lib/certificates/claims/roster/claim-line';
import { findOpenLink } from '@/lib/certificates/share-links/open-link';
import { revokeShareLink } from '@/lib/certificates/share-links/revoke-link';
import { closeRenderer } from '@/lib/platform/pdf/renderer';
import type { Context } from '@/lib/platform/visit';
import { givenAttendee } from '../support/attendees';
import { testDatabase } from '../support/database';
import { givenEvent } from '../support/events';
import { providerContext, staffContext } from '../support/people';
import { attendeeVisit, claimOf, givenLink } from '../support/share-links';

const held = testDatabase();
afterAll(closeRenderer);
jest.setTimeout(60_000);

const HOLDER = 'a'.repeat(64);
const OTHER = 'b'.repeat(64);

async function ended() {
  const ctx = await providerContext(held.db, { today: '2026-05-04' });
  return { ctx, eventId: await givenEvent(ctx) };
}

const claimRow = async (id: number) => (await held.db.select().from(claims).where(eq(claims.id, id)))[0]!;
const issuedCount = async (id: number) =>
  (await held.db.select().from(events).where(eq(events.id, id)))[0]!.issuedCount;
const lettersTo = (address: string) => held.db.select().from(mails).where(eq(mails.toAddress, address));

/** Somebody who claimed through a link, in the browser with the token HOLDER. */
async function claimed(link: Parameters<typeof givenLink>[2] = {}, given: Parameters<typeof claimOf>[0] = {}) {
  const { ctx, eventId } = await ended();
  const { token, linkId } = await givenLink(ctx, eventId, link);
  const outcome = await claimThroughLink(attendeeVisit(ctx), { ...claimOf(given), token, holder: HOLDER });
  return { ctx, eventId, token, linkId, claimId: outcome.claimId };
}

test('claims that wait are told to the provider who decides, event by event, and to no other one, until they are decided', async () => {
  const { ctx, eventId, token, claimId } = await claimed({ reviewed: true });
  const second = await claimThroughLink(attendeeVisit(ctx), {
    ...claimOf({ name: 'Ana Fuentes' }),
    token,
    holder: OTHER,
  });
  const { title } = (await held.db.select().from(events).where(eq(events.id, eventId)))[0]!;
  expect(await listWaitingClaims(ctx)).toEqual({ events: [{ eventId, title, waiting: 2 }], more: false });
  expect(await listWaitingClaims(await providerContext(held.db))).toEqual(NONE_WAIT);
  await acceptClaim(ctx, { eventId, claimId });
  expect((await listWaitingClaims(ctx)).events).toEqual([{ eventId, title, waiting: 1 }]);
  await refuseClaim(ctx, { eventId, claimId: second.claimId, reason: 'Was not there.' });
  expect(await listWaitingClaims(ctx)).toEqual(NONE_WAIT);
});

test('a claim of a reviewed link waits without a certificate until the provider accepts it, and is mailed then', async () => {
  const email = `zoe-${crypto.randomUUID()}@example.org`;
  const { ctx, eventId, token, claimId } = await claimed({ reviewed: true }, { email });
  expect((await findLinkPage(attendeeVisit(ctx), token, HOLDER))!.held[0]).toMatchObject({
    state: 'waiting',
    certificate: null,
  });
  expect(await issuedCount(eventId)).toBe(0);
  await Promise.all([1, 2, 3].map(() => acceptClaim(ctx, { eventId, claimId })));
  expect(await claimRow(claimId)).toMatchObject({ state: 'issued', decidedBy: ctx.actor.userId });
  expect(await issuedCount(eventId)).toBe(1);
  const letters = await lettersTo(email);
  expect(letters).toHaveLength(1);
  expect(letters[0]!.certificateId).toBe((await claimRow(claimId)).certificateId);
  const [mine] = (await findLinkPage(attendeeVisit(ctx), token, HOLDER))!.held;
  expect(mine!.certificate!.facts).toMatchObject({ participantName: 'Zoë Ñandú' });
});

test('a refused claim gets nothing and frees its place; who refused and why is kept from the attendee', async () => {
  const { ctx, eventId, token, claimId } = await claimed({ reviewed: true, most: 1 });
  expect((await findOpenLink(attendeeVisit(ctx), token))!.whyNotNow).not.toBeNull();
  await refuseClaim(ctx, { eventId, claimId, reason: 'Left at noon.' });
  expect(await claimRow(claimId)).toMatchObject({ state: 'refused', reason: 'Left at noon.', certificateId: null });
  const page = await findLinkPage(attendeeVisit(ctx), token, HOLDER);
  expect(page!.open!.whyNotNow).toBeNull();
  expect(page!.held[0]).toMatchObject({ state: 'refused', certificate: null });
  expect(JSON.stringify(page)).not.toContain('Left at noon');
  await expect(acceptClaim(ctx, { eventId, claimId })).rejects.toMatchObject({ code: 'conflict' });
});

test('a withdrawn claim revokes the certificate, and no round of issuing brings it back', async () => {
  const { ctx, eventId, token, claimId } = await claimed();
  const { serial } = (await findLinkPage(attendeeVisit(ctx), token, HOLDER))!.held[0]!.certificate!;
  await withdrawClaim(ctx, { eventId, claimId, reason: 'Was not there.' });
  await withdrawClaim(ctx, { eventId, claimId, reason: 'Was not there.' });
  const row = await claimRow(claimId);
  expect(row).toMatchObject({ state: 'withdrawn', reason: 'Was not there.' });
  const [attendee] = await held.db.select().from(attendees).where(eq(attendees.id, row.attendeeId!));
  expect(attendee).toMatchObject({ completed: false, currentCertificateId: null });
  expect(await issuedCount(eventId)).toBe(0);
  await expect(getHeldFile(attendeeVisit(ctx), token, HOLDER, serial)).rejects.toMatchObject({ code: 'not_found' });
});

test('nobody decides claims of another provider, as a viewer, or as staff', async () => {
  const { ctx, eventId, claimId } = await claimed({ reviewed: true });
  const decide = (other: Context) => [
    acceptClaim(other, { eventId, claimId }),
    refuseClaim(other, { eventId, claimId, reason: 'No.' }),
    withdrawClaim(other, { eventId, claimId, reason: 'No.' }),
  ];
  const stranger = await providerContext(held.db);
  const viewer = { ...ctx, actor: { ...ctx.actor, role: 'viewer' as const } } as Context;
  for (const attempt of decide(stranger)) await expect(attempt).rejects.toMatchObject({ code: 'not_found' });
  for (const who of [viewer, await staffContext(held.db)]) {
    for (const attempt of decide(who)) await expect(attempt).rejects.toMatchObject({ code: 'forbidden' });
  }
  expect((await claimRow(claimId)).state).toBe('waiting');
});

test('the file is for the browser that claimed it, after the link has ended as well, and for no other', async () => {
  const { ctx, eventId, token, linkId } = await claimed();
  const visit = attendeeVisit(ctx);
  const { serial } = (await findLinkPage(visit, token, HOLDER))!.held[0]!.certificate!;
  expect((await getHeldFile(visit, token, HOLDER, serial)).bytes.subarray(0, 5).toString()).toBe('%PDF-');
  for (const who of [OTHER, null, '']) {
    await expect(getHeldFile(visit, token, who, serial)).rejects.toMatchObject({ code: 'not_found' });
  }
  const elsewhere = await givenLink(ctx, eventId);
  await expect(getHeldFile(visit, elsewhere.token, HOLDER, serial)).rejects.toMatchObject({ code: 'not_found' });
  await revokeShareLink(ctx, { eventId, linkId });
  expect(await findLinkPage(visit, token, OTHER)).toBeNull();
  expect((await findLinkPage(visit, token, HOLDER))!.open).toBeNull();
  expect((await getHeldFile(visit, token, HOLDER, serial)).facts.serial).toBe(serial);
});

test('a certificate is mailed once, and again only with the last letter in sight', async () => {
  const { ctx, token, claimId } = await claimed();
  const email = `zoe-${crypto.randomUUID()}@example.org`;
  const visit = attendeeVisit(ctx);
  const send = (after: number | null, holder = HOLDER) =>
    mailHeldCertificate(visit, { token, holder, claimId, email, after });
  await expect(send(null, OTHER)).rejects.toMatchObject({ code: 'not_found' });
  await Promise.all([send(null), send(null)]);
  expect(await lettersTo(email)).toHaveLength(1);
  const { mailed } = (await findLinkPage(visit, token, HOLDER))!.held[0]!.certificate!;
  await send(mailed!.mailId);
  await send(mailed!.mailId);
  expect(await lettersTo(email)).toHaveLength(2);
});

test('two claims under one name are marked, and so is a name that stands on the roster', async () => {
  const { ctx, eventId } = await ended();
  const { token } = await givenLink(ctx, eventId);
  await givenAttendee(ctx, eventId, { name: 'Dana Whitehorse' });
  for (const name of ['Zoë Ñandú', 'ZOË ÑANDÚ', 'Dana Whitehorse', 'Somebody Else']) {
    await claimThroughLink(attendeeVisit(ctx), { ...claimOf({ name }), token, holder: HOLDER });
  }
  const { others } = await listClaims(ctx, eventId, null);
  expect(others.map(({ name, namesakes }) => [name, namesakes])).toEqual([
    ['Somebody Else', false],
    ['Dana Whitehorse', true],
    ['ZOË ÑANDÚ', true],
    ['Zoë Ñandú', true],
  ]);
});

/** The code in the letter to an address. */
async function codeTo(address: string): Promise<string> {
  const letters = await lettersTo(address);
  return /^ *(\d{4} ?\d{4}) *$/m.exec(letters.at(-1)!.text)![1]!.replace(' ', '');
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

const line = (attendeeId: number) => ({
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
  const claim = (holder: string) => claimRosterLine(visit, { ...line(attendeeId), token, holder, proof });
  await expect(claim(HOLDER)).rejects.toMatchObject({ code: 'invalid' });
  const [to] = await held.db.select().from(attendees).where(eq(attendees.id, attendeeId));
  await checkCode(visit, { token, proof, code: await codeTo(to!.email!) });
  expect(await findRosterStep(visit, link, proof)).toMatchObject({
    step: 'lines',
    lines: [{ id: attendeeId, name: 'Dana Whitehorse', completed: true }],
  });
  const first = await claim(HOLDER);
  const second = await claim(OTHER);
  expect(second.certificateId).toBe(first.certificateId);
  expect(await issuedCount(eventId)).toBe(1);
  const [certificate] = await held.db
    .select()
    .from(namedCertificates)
    .where(eq(namedCertificates.id, first.certificateId!));
  expect(certificate!.facts).toMatchObject({ participantName: 'Dana Whitehorse', units: '4.5' });
});

test('who stands on the roster as completed again after a revocation gets a new certificate, in the same browser too', async () => {
  const { ctx, eventId, email, attendeeId, token, visit } = await rosterLink();
  const proof = await askCode(visit, { token, address: email });
  await checkCode(visit, { token, proof, code: await codeTo(email.toUpperCase()) });
  const claim = () => claimRosterLine(visit, { ...line(attendeeId), token, holder: HOLDER, proof });
  const first = await claim();
  await revokeCertificate(ctx, { eventId, certificateId: first.certificateId!, reason: 'Marked by mistake.' });
  await expect(claim()).rejects.toMatchObject({ code: 'invalid' });
  await markAttendees(ctx, { eventId, mark: 'completed', attendees: [attendeeId] });
  const second = await claim();
  expect(second).toMatchObject({ state: 'issued', certificateId: expect.any(Number) });
  expect(second.certificateId).not.toBe(first.certificateId);
  expect(await claim()).toEqual(second);
  expect(await issuedCount(eventId)).toBe(1);
});

test('an address that is not on the roster gets the same answer, no letter, and no code that works', async () => {
  const { token, visit, attendeeId } = await rosterLink();
  const stranger = `stranger-${crypto.randomUUID()}@example.org`;
  const before = (await held.db.select().from(mails)).length;
  const proof = await askCode(visit, { token, address: stranger });
  expect(proof).toMatch(/^[0-9a-f]{64}$/);
  expect((await held.db.select().from(mails)).length).toBe(before);
  const codes = [];
  for (let attempt = 0; attempt < 6; attempt++) {
    codes.push(await checkCode(visit, { token, proof, code: '00000000' }).catch((error) => error.sentence));
  }
  expect(codes.at(-2)).toContain('fifth time');
  expect(codes.at(-1)).toContain('does not work any more');
  await expect(claimRosterLine(visit, { ...line(attendeeId), token, holder: HOLDER, proof })).rejects.toMatchObject({
    code: 'invalid',
  });
});

test('who is on the roster and did not complete the event gets no certificate; nobody gets another’s line', async () => {
  const { ctx, eventId, email, token, visit } = await rosterLink();
  const absent = await givenAttendee(ctx, eventId, { name: 'Absent', email, completed: false });
  const other = await givenAttendee(ctx, eventId, { name: 'Other', email: 'other@example.org' });
  const proof = await askCode(visit, { token, address: email });
  await checkCode(visit, { token, proof, code: await codeTo(email.toUpperCase()) });
  for (const attendeeId of [absent, other]) {
    await expect(claimRosterLine(visit, { ...line(attendeeId), token, holder: HOLDER, proof })).rejects.toMatchObject({
      code: 'invalid',
    });
  }
});
