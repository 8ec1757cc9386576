import '../support/settings';
import { readFileSync } from 'node:fs';
import { eq } from 'drizzle-orm';
import { attendees, claims, learningSystemKeys, namedCertificates } from '@/db/schema';
import { claimFromCourse, findCourseCertificate } from '@/lib/learning-systems/claim-from-course';
import { listKeys } from '@/lib/learning-systems/keys';
import { CORRECTION_SAMPLE, LEARNER_SAMPLE, LINK_SAMPLES, REQUEST_SAMPLE } from '@/lib/learning-systems/link-samples';
import { requestCertificate } from '@/lib/learning-systems/request-certificate';
import { revokeKey } from '@/lib/learning-systems/revoke-key';
import { signingKeyOf } from '@/lib/learning-systems/secret';
import { openSignedLink, type SignedLink, signatureOf } from '@/lib/learning-systems/signed-link';
import { listWaitingForSignature } from '@/lib/learning-systems/signed-only';
import { clockAt } from '@/lib/platform/clock';
import { closeRenderer } from '@/lib/platform/pdf/renderer';
import { CERTIFICATE_TEXTS } from '@/lib/settings/certificate-texts';
import { signEvent } from '@/lib/signing/sign-event';
import { testDatabase } from '../support/database';
import { givenEvent } from '../support/events';
import { asked, givenKey } from '../support/learning-systems';
import { providerContext } from '../support/people';
import { givenSignature } from '../support/signatures';
import { linkBySample, partsOf } from '../support/signed-links';

const testDb = testDatabase();
afterAll(closeRenderer);

/** Returns a provider with an unused key, on the day after its event. */
async function connected() {
  const ctx = await providerContext(testDb.db, { today: '2026-05-04' });
  const eventId = await givenEvent(ctx);
  const { key, visit } = await givenKey(ctx);
  await testDb.db
    .update(learningSystemKeys)
    .set({ lastUsedAt: null })
    .where(eq(learningSystemKeys.publicId, key.publicId));
  return { ctx, eventId, key, visit };
}

type Key = { publicId: string; secret: string };

const EXPIRES = Date.UTC(2026, 4, 5) / 1000;

function learnerOf(eventId: number, given: object = {}) {
  const who = { learnerId: 'student-4711', name: 'Zoë Ñandú', units: 6.25, completedOn: '2026-05-03' };
  return { eventId, ...who, expires: EXPIRES, ...given };
}

function signed(key: Key, data: object | string): SignedLink {
  const parts = {
    key: key.publicId,
    data: Buffer.from(typeof data === 'string' ? data : JSON.stringify(data)).toString('base64url'),
  };
  return { ...parts, signature: signatureOf(parts, signingKeyOf(key.secret)) };
}

const rosterOf = (eventId: number) => testDb.db.select().from(attendees).where(eq(attendees.eventId, eventId));
const certificatesOf = (eventId: number) =>
  testDb.db.select().from(namedCertificates).where(eq(namedCertificates.eventId, eventId));

test('the documented JavaScript sample makes a link that is accepted', async () => {
  const { ctx, eventId, key } = await connected();
  // The samples read the real clock, and the event has begun according to it.
  const { expires: _expires, ...learner } = learnerOf(eventId);
  const address = linkBySample(key, learner);
  expect(address.pathname).toBe('/certificate/from-course');
  const visit = { ...ctx, clock: { ...ctx.clock, now: () => new Date() } };
  expect(await openSignedLink(visit, partsOf(address))).toMatchObject({
    kind: 'open',
    learner: { name: 'Zoë Ñandú', units: '6.25' },
    event: { title: 'Teaching fractions' },
  });
});

test('the documentation shows the tested samples', () => {
  const page = readFileSync('docs/learning-systems.md', 'utf8');
  for (const code of [
    ...LINK_SAMPLES.map((sample) => sample.code),
    LEARNER_SAMPLE,
    REQUEST_SAMPLE,
    CORRECTION_SAMPLE,
  ]) {
    expect(page).toContain(code);
  }
});

test('opening a link changes nothing', async () => {
  const { ctx, eventId, key } = await connected();
  const link = signed(key, learnerOf(eventId));
  for (let times = 0; times < 3; times++) expect((await openSignedLink(ctx, link)).kind).toBe('open');
  expect(await rosterOf(eventId)).toEqual([]);
  expect((await listKeys(ctx))[0]!.lastUsedAt).toBeNull();
  await expect(findCourseCertificate(ctx, link)).rejects.toMatchObject({ code: 'not_found' });
});

test('the learner presses once or more, here and elsewhere, and gets one certificate', async () => {
  const { ctx, eventId, key, visit } = await connected();
  const link = signed(key, learnerOf(eventId, { email: 'zoe@example.org' }));
  await Promise.all(Array.from({ length: 4 }, () => claimFromCourse(ctx, link)));
  await claimFromCourse(ctx, signed(key, learnerOf(eventId, { expires: EXPIRES - 60 })));
  const certificates = await certificatesOf(eventId);
  expect(certificates).toMatchObject([{ origin: 'learning_system' }]);
  const made = await testDb.db.select().from(claims).where(eq(claims.eventId, eventId));
  expect(made).toMatchObject([{ state: 'issued', shareLinkId: null, name: 'Zoë Ñandú', statedAt: ctx.clock.now() }]);
  expect(await openSignedLink(ctx, link)).toMatchObject({ person: { serial: certificates[0]!.serial } });
  expect((await findCourseCertificate(ctx, link)).bytes.subarray(0, 5).toString()).toBe('%PDF-');
  expect((await listKeys(ctx))[0]!.lastUsedAt).toEqual(ctx.clock.now());
  // A request for the same learner is answered with the same certificate.
  const { status, answer } = await requestCertificate(visit, crypto.randomUUID(), asked(eventId));
  expect([status, answer.serial]).toEqual([200, certificates[0]!.serial]);
});

test('a link can give units as text, and the day as a date in UTC or as a time', async () => {
  const { ctx, eventId, key } = await connected();
  const evening = { ...ctx, clock: clockAt(() => new Date('2026-05-05T03:30:00Z')) };
  const completed = ['2026-05-05', '2026-05-05T03:15:00Z', '2026-05-04T21:15:00.250-06:00'];
  for (const [at, completedOn] of completed.entries()) {
    const link = signed(
      key,
      learnerOf(eventId, { completedOn, units: '6.25', learnerId: `student-${at}`, expires: EXPIRES + 86_400 }),
    );
    expect(await openSignedLink(evening, link)).toMatchObject({ kind: 'open', learner: { units: '6.25' } });
    await claimFromCourse(evening, link);
  }
  expect(await certificatesOf(eventId)).toHaveLength(completed.length);
});

test('a wrong or expired link, or one with a revoked key, leads to the same page, and to no certificate', async () => {
  const { ctx, eventId, key } = await connected();
  const { key: other } = await givenKey(ctx);
  const { key: revoked } = await givenKey(ctx);
  const [{ id } = { id: 0 }] = await listKeys(ctx);
  await revokeKey(ctx, { keyId: id });
  const good = signed(key, learnerOf(eventId));
  const now = Math.floor(ctx.clock.now().getTime() / 1000);
  const closed: Record<string, SignedLink> = {
    'another signature': { ...good, signature: good.signature.replace(/^./, (digit) => (digit === '0' ? '1' : '0')) },
    'no signature': { ...good, signature: '' },
    'other data': { ...good, data: signed(key, learnerOf(eventId, { units: 1 })).data },
    'the signature of another key': { ...signed(other, learnerOf(eventId)), key: key.publicId },
    'the secret in place of the signing key': {
      ...good,
      signature: signatureOf(good, Buffer.from(key.secret)),
    },
    'an unknown key': { ...good, key: 'key_000000000000000000' },
    'a revoked key': signed(revoked, learnerOf(eventId)),
    'the past': signed(key, learnerOf(eventId, { expires: now })),
  };
  for (const [name, link] of Object.entries(closed)) {
    expect([name, await openSignedLink(ctx, link)]).toEqual([name, { kind: 'closed' }]);
    await expect(claimFromCourse(ctx, link)).rejects.toMatchObject({ code: 'not_found' });
    await expect(findCourseCertificate(ctx, link)).rejects.toMatchObject({ code: 'not_found' });
  }
  expect(await rosterOf(eventId)).toEqual([]);
});

test('the page says what is wrong in a signed link, for the people of the course', async () => {
  const { ctx, eventId, key } = await connected();
  const { eventId: foreign } = await connected();
  const whyOf = async (data: object | string) => {
    const opened = await openSignedLink(ctx, signed(key, data));
    await expect(claimFromCourse(ctx, signed(key, data))).rejects.toMatchObject({ code: 'invalid' });
    return opened.kind === 'unusable' ? opened.why : opened.kind;
  };
  expect(await whyOf('{')).toMatch(/object/);
  expect(await whyOf(learnerOf(eventId, { name: 'Zoë 🎉' }))).toMatch(/^name: “🎉” can’t be printed/);
  expect(await whyOf(learnerOf(eventId, { name: 'Zoë\u0000' }))).toMatch(/^name: /);
  expect(await whyOf(learnerOf(eventId, { units: 6.1 }))).toMatch(/^units: /);
  expect(await whyOf(learnerOf(eventId, { units: '6.1' }))).toMatch(/^units: /);
  expect(await whyOf(learnerOf(eventId, { completedOn: '2026-05-03T21:30' }))).toMatch(/^completedOn: .*offset/);
  expect(await whyOf(learnerOf(eventId, { completedOn: '2026-05-06' }))).toMatch(/in the future/);
  expect(await whyOf(learnerOf(eventId, { units: 6.5 }))).toMatch(/6.25 PDUs/);
  expect(await whyOf(learnerOf(eventId, { completedOn: '2026-02-30' }))).toMatch(/^completedOn: /);
  expect(await whyOf(learnerOf(eventId, { completedOn: '2026-05-02' }))).toMatch(/began on May 3, 2026/);
  expect(await whyOf(learnerOf(eventId, { expires: EXPIRES + 40 * 86_400 }))).toMatch(/at most 31 days/);
  expect(await whyOf(learnerOf(eventId, { learnerId: undefined }))).toMatch(/^learnerId: /);
  expect(await whyOf(learnerOf(foreign))).toBe(await whyOf(learnerOf(987_654_321)));
  expect(await rosterOf(eventId)).toEqual([]);
});

test('a link of a key that gets only signed certificates waits until the event is signed', async () => {
  const ctx = await providerContext(testDb.db, { today: '2026-05-04' });
  const eventId = await givenEvent(ctx);
  const { key } = await givenKey(ctx, { unsigned: false });
  const link = signed(key, learnerOf(eventId));
  expect(await openSignedLink(ctx, link)).toMatchObject({ kind: 'unsigned', event: { id: eventId } });
  await expect(claimFromCourse(ctx, link)).rejects.toMatchObject({ code: 'conflict' });
  expect(await certificatesOf(eventId)).toEqual([]);
  expect(await listWaitingForSignature(ctx)).toMatchObject([{ eventId }]);

  const { id: signatureId } = await givenSignature(ctx);
  await signEvent(ctx, { eventId, signatureId, eventVersion: 1, statement: CERTIFICATE_TEXTS.providerStatement });
  expect(await openSignedLink(ctx, link)).toMatchObject({ kind: 'open' });
  await claimFromCourse(ctx, link);
  expect(await openSignedLink(ctx, link)).toMatchObject({ kind: 'open', person: { signed: true } });
});
