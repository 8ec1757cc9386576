import '../support/settings';
import { eq, like, sql } from 'drizzle-orm';
import { attendees, claims, events, namedCertificates, rateLimits, shareLinks } from '@/db/schema';
import { claimSchema } from '@/lib/claims/claim-input';
import { claimThroughLink, LIMITS, whyNotCodeWord } from '@/lib/claims/claim-through-link';
import { holderToken } from '@/lib/claims/holder';
import { closeRenderer } from '@/lib/platform/pdf/renderer';
import type { Context } from '@/lib/platform/visit';
import { findOpenLink } from '@/lib/share-links/open-link';
import { revokeShareLink } from '@/lib/share-links/revoke-link';
import { whatLinkAsks } from '@/lib/share-links/what-link-asks';
import { testDatabase } from '../support/database';
import { givenEvent } from '../support/events';
import { onDay, providerContext, staffContext } from '../support/people';
import { attendeeVisit, claimOf, givenLink } from '../support/share-links';

const testDb = testDatabase();
afterAll(closeRenderer);
jest.setTimeout(60_000);

async function ended() {
  const ctx = await providerContext(testDb.db, { today: '2026-05-04' });
  return { ctx, eventId: await givenEvent(ctx) };
}

const eventRow = async (id: number) => (await testDb.db.select().from(events).where(eq(events.id, id)))[0]!;
const claimsOf = (eventId: number) =>
  testDb.db.select().from(claims).where(eq(claims.eventId, eventId)).orderBy(claims.id);

const claim = (
  ctx: Context,
  token: string,
  given: Parameters<typeof claimOf>[0] = {},
  cookie: string | null = null,
) => {
  const input = claimOf(given);
  return claimThroughLink(attendeeVisit(ctx), { ...input, token, holder: holderToken(cookie, input.requestKey) });
};

test('a visitor with an open link gets a certificate in the name they typed, with the event’s units (M13, M23)', async () => {
  const { ctx, eventId } = await ended();
  const { token, linkId } = await givenLink(ctx, eventId);
  const outcome = await claim(ctx, token, { name: 'محمد علي', educatorNumber: '4711' });
  expect(outcome).toMatchObject({ state: 'issued', certificateId: expect.any(Number) });
  const [certificate] = await testDb.db
    .select()
    .from(namedCertificates)
    .where(eq(namedCertificates.id, outcome.certificateId!));
  expect(certificate).toMatchObject({ origin: 'claimed', issuedBy: null });
  expect(certificate!.facts).toMatchObject({ participantName: 'محمد علي', participantNumber: '4711', units: '6.25' });
  const [row] = await claimsOf(eventId);
  expect(row).toMatchObject({ shareLinkId: linkId, name: 'محمد علي', state: 'issued' });
  const [attendee] = await testDb.db.select().from(attendees).where(eq(attendees.id, row!.attendeeId!));
  expect(attendee).toMatchObject({
    source: 'link',
    completed: true,
    units: '6.25',
    currentCertificateId: certificate!.id,
  });
  expect((await eventRow(eventId)).issuedCount).toBe(1);
});

test('a form sent twice, at once or later, makes one claim; filled in for another person, it is refused', async () => {
  const { ctx, eventId } = await ended();
  const { token } = await givenLink(ctx, eventId);
  const requestKey = crypto.randomUUID();
  const twice = await Promise.all(Array.from({ length: 4 }, () => claim(ctx, token, { requestKey })));
  const later = await claim(ctx, token, { requestKey });
  expect(new Set([...twice, later].map(({ certificateId }) => certificateId)).size).toBe(1);
  expect(await claimsOf(eventId)).toHaveLength(1);
  await expect(claim(ctx, token, { requestKey, name: 'Somebody Else' })).rejects.toMatchObject({ code: 'conflict' });
  // The same form from another browser is not a repeat of this one.
  await expect(claim(ctx, token, { requestKey }, 'f'.repeat(64))).rejects.toMatchObject({ code: 'conflict' });
});

test('a browser that claims again for the same name, from a second tab, has one certificate; for another name it has two', async () => {
  const { ctx, eventId } = await ended();
  const { token } = await givenLink(ctx, eventId, { most: 2 });
  const cookie = 'e'.repeat(64);
  const first = await claim(ctx, token, {}, cookie);
  const [again, atOnce] = await Promise.all([claim(ctx, token, {}, cookie), claim(ctx, token, {}, cookie)]);
  expect([again, atOnce]).toEqual([first, first]);
  await claim(ctx, token, { name: 'Somebody Else' }, cookie);
  expect(await claimsOf(eventId)).toHaveLength(2);
  expect((await eventRow(eventId)).issuedCount).toBe(2);
  // Claiming again while a claim waits for review returns that claim.
  const reviewed = await givenLink(ctx, eventId, { reviewed: true });
  const waits = await claim(ctx, reviewed.token, {}, cookie);
  expect(await claim(ctx, reviewed.token, {}, cookie)).toEqual(waits);
  expect(waits.state).toBe('waiting');
});

test('the limit is exact, no matter how many claim at once; late people read why, and a form sent again is not late', async () => {
  const { ctx, eventId } = await ended();
  const { token } = await givenLink(ctx, eventId, { most: 5 });
  const keys = Array.from({ length: 12 }, () => crypto.randomUUID());
  const nameOf = (requestKey: string) => `Zoë ${String.fromCodePoint(65 + keys.indexOf(requestKey))}.`;
  const outcomes = await Promise.allSettled(
    keys.map((requestKey) => claim(ctx, token, { requestKey, name: nameOf(requestKey) })),
  );
  const done = outcomes.flatMap((outcome, index) => (outcome.status === 'fulfilled' ? [keys[index]!] : []));
  expect(done).toHaveLength(5);
  for (const outcome of outcomes) {
    if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'invalid' });
  }
  expect((await eventRow(eventId)).issuedCount).toBe(5);
  expect((await findOpenLink(attendeeVisit(ctx), token))!.whyNotNow).toContain('have been given out');
  expect((await claim(ctx, token, { requestKey: done[0], name: nameOf(done[0]!) })).state).toBe('issued');
});

test('a wrong code word is said in the same round as all else that is wrong, and counts as a try once', async () => {
  const { ctx, eventId } = await ended();
  const { token } = await givenLink(ctx, eventId, { access: 'code_word', codeWord: 'larch' });
  const visit = attendeeVisit(ctx);
  const asked = async () => ({
    ...(await whatLinkAsks(visit, token)),
    whyNotCodeWord: (typed: string) => whyNotCodeWord(visit, token, typed),
  });
  const { given: _, email: __, completedOn: ___, ...typed } = claimOf({ codeWord: 'birch' });
  const errorsOf = async (values: object) =>
    (await claimSchema(asked).safeParseAsync({ ...typed, email: '', ...values })).error?.issues.map(
      ({ path }) => path[0],
    );
  const tries = async () => {
    const rows = await testDb.db
      .select()
      .from(rateLimits)
      .where(like(rateLimits.key, 'code-word:link:%:all:address:%'));
    return rows.reduce((sum, { count }) => sum + count, 0);
  };
  const before = await tries();
  expect(await errorsOf({ name: '' })).toEqual(['codeWord', 'name']);
  const after = await tries();
  expect(after).toBe(before + 1);
  // Alone, it is left to the claim, which counts it.
  expect(await errorsOf({})).toBeUndefined();
  expect(await tries()).toBe(after);
  expect(await errorsOf({ name: '', codeWord: 'Larch' })).toEqual(['name']);
});

test('unknown, early, over and revoked links all get the same answer', async () => {
  const { ctx, eventId } = await ended();
  const early = await givenLink(ctx, eventId, { firstDay: '2026-05-06', lastDay: '2026-05-08' });
  const revoked = await givenLink(ctx, eventId);
  await revokeShareLink(ctx, { eventId, linkId: revoked.linkId });
  const over = onDay(ctx, '2026-05-09');
  const tries: [Context, string][] = [
    [ctx, 'no-such-token'],
    [ctx, early.token],
    [over, early.token],
    [ctx, revoked.token],
  ];
  const refusals = [];
  for (const [on, token] of tries) {
    expect(await findOpenLink(attendeeVisit(on), token)).toBeNull();
    refusals.push(await claim(on, token).catch((error) => ({ code: error.code, sentence: error.sentence })));
  }
  expect(new Set(refusals.map((refusal) => JSON.stringify(refusal))).size).toBe(1);
  expect(refusals[0]).toMatchObject({ code: 'not_found' });
  expect((await claim(onDay(ctx, '2026-05-08'), early.token)).state).toBe('issued');
});

test('before the event, a link says that it is early, and gives no certificate', async () => {
  const ctx = await providerContext(testDb.db, { today: '2026-05-02' });
  const { token } = await givenLink(ctx, await givenEvent(ctx));
  expect((await findOpenLink(attendeeVisit(ctx), token))!.whyNotNow).toContain('May 3, 2026');
  await expect(claim(ctx, token)).rejects.toMatchObject({ code: 'invalid' });
});

test('the code word works in any case and accents; wrong ones are limited, right ones are not counted', async () => {
  const { ctx, eventId } = await ended();
  const { token, linkId } = await givenLink(ctx, eventId, { access: 'code_word', codeWord: 'Séliš' });
  expect((await claim(ctx, token, { codeWord: ' selis ' })).state).toBe('issued');
  await expect(claim(ctx, token, { codeWord: '' })).rejects.toMatchObject({ code: 'invalid' });
  const wrong = await Promise.allSettled(
    Array.from({ length: LIMITS.wrongWordsPerLinkAndAddress + 5 }, () =>
      claim(ctx, token, { codeWord: 'salish kootenai' }),
    ),
  );
  const codes = wrong.map((outcome) => (outcome.status === 'rejected' ? outcome.reason.code : 'done'));
  expect(codes.filter((code) => code === 'invalid')).toHaveLength(LIMITS.wrongWordsPerLinkAndAddress);
  expect(codes.filter((code) => code === 'too_many')).toHaveLength(5);
  // From that network not even the right word works anymore; from another one it does.
  await expect(claim(ctx, token, { codeWord: 'Séliš' })).rejects.toMatchObject({ code: 'too_many' });
  const elsewhere = attendeeVisit(ctx, '192.0.2.77');
  const input = claimOf({ codeWord: 'SÉLIŠ', name: 'Sam Hill' });
  expect((await claimThroughLink(elsewhere, { ...input, token, holder: 'a'.repeat(64) })).state).toBe('issued');
  expect(linkId).toEqual(expect.any(Number));
});

test('guesses at the code word from elsewhere do not lock out the room', async () => {
  const { ctx, eventId } = await ended();
  const { token } = await givenLink(ctx, eventId, { access: 'code_word', codeWord: 'Séliš' });
  const from = (address: string, codeWord: string) =>
    claimThroughLink(attendeeVisit(ctx, address), { ...claimOf({ codeWord }), token, holder: 'a'.repeat(64) }).then(
      ({ state }) => state,
      (error) => error.code,
    );
  const { own, most } = LIMITS.wrongWordsPerLink;
  for (let i = 0; i <= own; i++) expect(await from('192.0.2.81', 'kootenai')).toBe('invalid');
  await testDb.db.execute(sql`update rate_limits set count = ${most} where key ~ '^code-word:link:[0-9]+:[0-9a-f]+$'`);
  expect(await from('192.0.2.81', 'Séliš')).toBe('too_many');
  expect(await from('192.0.2.82', 'Séliš')).toBe('issued');
  // The right word came from that network before, so a room where many mistype it is limited only by its own allowance.
  for (let i = 0; i <= own; i++) expect(await from('192.0.2.82', 'kootenai')).toBe('invalid');
  expect(await from('192.0.2.82', 'Séliš')).toBe('issued');
});

test('many people who claim at once through several links each get their own certificate', async () => {
  const { ctx, eventId } = await ended();
  const links = [await givenLink(ctx, eventId), await givenLink(ctx, eventId)];
  const names = Array.from({ length: 100 }, (_, index) => `Person ${index}`);
  await Promise.all(names.map((name, index) => claim(ctx, links[index % 2]!.token, { name })));
  const rows = await claimsOf(eventId);
  expect(rows.map(({ name }) => name).sort()).toEqual([...names].sort());
  for (const row of rows) {
    const [certificate] = await testDb.db
      .select({ facts: namedCertificates.facts })
      .from(namedCertificates)
      .where(eq(namedCertificates.id, row.certificateId!));
    expect(certificate!.facts).toMatchObject({ participantName: row.name });
  }
  expect((await eventRow(eventId)).issuedCount).toBe(100);
});

test('the database contains neither the token nor the address of a link', async () => {
  const { ctx, eventId } = await ended();
  const { token, linkId } = await givenLink(ctx, eventId);
  const [row] = await testDb.db.select().from(shareLinks).where(eq(shareLinks.id, linkId));
  expect(JSON.stringify(row)).not.toContain(token);
  expect(token).toMatch(/^[\w-]{43}$/);
});

test('nobody makes a link for another provider, as a viewer, or as staff; the same form twice makes one', async () => {
  const { ctx, eventId } = await ended();
  await expect(givenLink(await providerContext(testDb.db), eventId)).rejects.toMatchObject({ code: 'not_found' });
  await expect(givenLink(await staffContext(testDb.db), eventId)).rejects.toMatchObject({ code: 'forbidden' });
  const viewer = { ...ctx, actor: { ...ctx.actor, role: 'viewer' as const } } as Context;
  await expect(givenLink(viewer, eventId)).rejects.toMatchObject({ code: 'forbidden' });
  const both = await Promise.all([1, 2].map(() => givenLink(ctx, eventId, { label: 'Friday' })));
  expect(both[0]!.linkId).toBe(both[1]!.linkId);
  await expect(givenLink(ctx, eventId, { label: 'Friday', most: 3 })).rejects.toMatchObject({ code: 'invalid' });
});
