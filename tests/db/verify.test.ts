import '../support/settings';
import { eq, sql } from 'drizzle-orm';
import { attendees, certificateEndings, eventSignings, signatures } from '@/db/schema';
import { revokeCertificate } from '@/lib/certificates/change/revoke-certificate';
import { printCertificate } from '@/lib/certificates/generic/print-certificate';
import { issueCertificates } from '@/lib/certificates/issue/issue-certificates';
import { namedFile } from '@/lib/certificates/issue/named-file';
import { makeSerial } from '@/lib/certificates/serial';
import { checkCertificate } from '@/lib/certificates/verify/check-certificate';
import { checkFile } from '@/lib/certificates/verify/check-file';
import { compareName } from '@/lib/certificates/verify/compare-name';
import { closeRenderer } from '@/lib/platform/pdf/renderer';
import type { Visit } from '@/lib/platform/visit';
import { givenAttendee } from '../support/attendees';
import { testDatabase } from '../support/database';
import { givenEvent } from '../support/events';
import { providerContext } from '../support/people';

const testDb = testDatabase();
let ctx: Awaited<ReturnType<typeof providerContext>>;
/** A visit from a separate address, so that the tries of different tests are not counted together. */
let visit: Visit;

beforeAll(async () => {
  ctx = await providerContext(testDb.db, { today: '2026-05-04' });
});
beforeEach(() => {
  visit = { db: testDb.db, clock: ctx.clock, requestId: 'test', address: crypto.randomUUID() };
});
afterAll(closeRenderer);

/** Issues a certificate of a new event. */
async function issued(given: Parameters<typeof givenAttendee>[2] = {}, { signed = false } = {}) {
  const eventId = await givenEvent(ctx, { title: `Teaching fractions ${crypto.randomUUID()}` });
  if (signed) await givenSigning(eventId);
  const attendeeId = await givenAttendee(ctx, eventId, given);
  const outcome = await issueCertificates(ctx, { eventId, attendeeIds: [attendeeId] });
  return { ...outcome.issued[0]!, eventId };
}

/** Makes the event's certificates digitally signed from now on. */
async function givenSigning(eventId: number) {
  const { userId } = ctx.actor;
  const at = ctx.clock.now();
  const [signature] = await testDb.db
    .insert(signatures)
    .values({ userId, kind: 'typed', typedText: 'Jane Doe', printedName: 'Jane Doe', title: 'Director', createdAt: at })
    .returning();
  await testDb.db.insert(eventSignings).values({ eventId, signatureId: signature!.id, signedBy: userId, signedAt: at });
}

const ended = (certificateId: number, ending: { kind: 'superseded' | 'revoked'; supersededBy?: string }) =>
  testDb.db.insert(certificateEndings).values({
    certificateId,
    reason: 'A reason that nobody else is told.',
    endedAt: new Date('2026-05-06T03:00:00Z'),
    ...ending,
  });

const asFile = (bytes: Buffer) => new Blob([new Uint8Array(bytes)], { type: 'application/pdf' });

test('anyone with the serial learns what the certificate says, but only the first letters of the name', async () => {
  const { serial, eventId } = await issued({ units: '4.50', email: 'private@example.org', school: 'Hidden School' });
  const answer = await checkCertificate(visit, serial.toLowerCase().replaceAll('-', ' '));
  expect(answer).toEqual({
    kind: 'found',
    certificate: {
      serial,
      standing: { kind: 'valid' },
      provider: 'good',
      title: expect.stringContaining('Teaching fractions'),
      startsOn: '2026-05-03',
      endsOn: '2026-05-03',
      providerName: expect.stringContaining('Provider'),
      location: 'Helena, MT',
      units: '4.5',
      eventNumber: eventId,
      signed: false,
      issuedOn: '2026-05-04',
      maskedName: 'Z••• Ñ•••',
      initials: 'Z, Ñ',
    },
  });
});

test('a revoked certificate shows the day in Montana and not the reason', async () => {
  const { id, serial } = await issued();
  await ended(id, { kind: 'revoked' });
  const answer = await checkCertificate(visit, serial);
  expect(answer).toMatchObject({ certificate: { standing: { kind: 'revoked', on: '2026-05-05' } } });
  expect(JSON.stringify(answer)).not.toContain('reason');
});

test('a superseded certificate names its replacement', async () => {
  const [old, corrected] = [await issued({ name: 'Zoe Nandu' }), await issued()];
  await ended(old.id, { kind: 'superseded', supersededBy: corrected.serial });
  expect(await checkCertificate(visit, old.serial)).toMatchObject({
    certificate: { standing: { kind: 'superseded', on: '2026-05-05', by: corrected.serial } },
  });
});

/** Issues certificates, each of which replaced the one before. */
async function chainOf(length: number) {
  const chain = [await issued()];
  for (let at = 1; at < length; at++) {
    const next = await issued();
    await ended(chain.at(-1)!.id, { kind: 'superseded', supersededBy: next.serial });
    chain.push(next);
  }
  return chain;
}

const standingOf = async (serial: string) => {
  const answer = await checkCertificate(visit, serial);
  return answer.kind === 'found' ? answer.certificate.standing : answer.kind;
};

test('a certificate leads directly to the one that is valid now, no matter how often it was replaced', async () => {
  const chain = await chainOf(4);
  const last = chain.at(-1)!;
  for (const { serial } of chain.slice(0, -1)) {
    expect(await standingOf(serial)).toMatchObject({ kind: 'superseded', by: last.serial });
  }
  expect(await standingOf(last.serial)).toEqual({ kind: 'valid' });
});

test('when the last of a chain was revoked, each one before it says that none is valid', async () => {
  const chain = await chainOf(3);
  await ended(chain.at(-1)!.id, { kind: 'revoked' });
  for (const { serial } of chain.slice(0, -1)) {
    expect(await standingOf(serial)).toMatchObject({ kind: 'superseded', by: null });
  }
  expect(await standingOf(chain.at(-1)!.serial)).toMatchObject({ kind: 'revoked', by: null });
});

test('a revoked certificate leads to one issued again to the same person, and to nobody else’s', async () => {
  const eventId = await givenEvent(ctx);
  const attendeeId = await givenAttendee(ctx, eventId, { name: 'Zoë Ñandú' });
  const issueOne = async () => (await issueCertificates(ctx, { eventId, attendeeIds: [attendeeId] })).issued[0]!;
  const first = await issueOne();
  await revokeCertificate(ctx, { eventId, certificateId: first.id, reason: 'Left early.' });
  expect(await standingOf(first.serial)).toMatchObject({ kind: 'revoked', by: null });
  await testDb.db.update(attendees).set({ completed: true }).where(eq(attendees.id, attendeeId));
  const second = await issueOne();
  expect(await standingOf(first.serial)).toMatchObject({ kind: 'revoked', by: second.serial });
  await revokeCertificate(ctx, { eventId, certificateId: second.id, reason: 'Somebody else.' });
  await testDb.db.update(attendees).set({ completed: true, name: 'Sam Hill' }).where(eq(attendees.id, attendeeId));
  await issueOne();
  expect(await standingOf(second.serial)).toMatchObject({ kind: 'revoked', by: null });
});

test('words around a serial and a period after it do not matter', async () => {
  const { serial } = await issued();
  for (const typed of [`serial ${serial}`, `${serial}.`, `Serial: ${serial.toLowerCase()},`]) {
    expect(await checkCertificate(visit, typed)).toMatchObject({ kind: 'found', certificate: { serial } });
  }
});

test('a typo is distinguished from a serial that was never issued', async () => {
  const serial = makeSerial();
  expect(await checkCertificate(visit, serial)).toEqual({ kind: 'unknown', serial });
  const slip = serial.slice(0, -1) + (serial.endsWith('A') ? 'B' : 'A');
  expect(await checkCertificate(visit, slip)).toEqual({ kind: 'mistyped', typed: slip });
  expect(await checkCertificate(visit, `https://pdups.example.org/verify/${serial}`)).toMatchObject({ serial });
});

test('checking is limited for each address', async () => {
  const serial = makeSerial();
  await checkCertificate(visit, serial);
  await testDb.db.execute(sql`update rate_limits set count = 300 where key = ${`verify:address:${visit.address}`}`);
  await expect(checkCertificate(visit, serial)).rejects.toMatchObject({ code: 'too_many' });
  await expect(checkCertificate({ ...visit, address: 'another' }, serial)).resolves.toMatchObject({ kind: 'unknown' });
});

test('a name is compared and never shown', async () => {
  const { serial } = await issued({ name: 'Grace O’Connor-Łukasiewicz' });
  expect(await compareName(visit, { serial, name: 'grace oconnor lukasiewicz' })).toBe('same');
  expect(await compareName(visit, { serial, name: 'Grace O’Connor' })).toBe('different');
  await expect(compareName(visit, { serial: makeSerial(), name: 'Grace' })).rejects.toMatchObject({
    code: 'not_found',
  });
});

test('names cannot be guessed, not even from many addresses', async () => {
  const { serial } = await issued();
  const ask = () => compareName({ ...visit, address: crypto.randomUUID() }, { serial, name: 'Somebody Else' });
  const answers = await Promise.allSettled(Array.from({ length: 25 }, ask));
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(20);
  await expect(compareName(visit, { serial, name: 'Zoë Ñandú' })).rejects.toMatchObject({ code: 'too_many' });
});

test('guessing names at one address does not stop other addresses from comparing', async () => {
  const { serial } = await issued();
  const ask = () => compareName({ ...visit, address: '192.0.2.66' }, { serial, name: 'Somebody Else' });
  const answers = await Promise.allSettled(Array.from({ length: 30 }, ask));
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(12);
  expect(await compareName({ ...visit, address: '192.0.2.67' }, { serial, name: 'Zoë Ñandú' })).toBe('same');
});

test('the exact file that was issued is recognized, whatever happened to the certificate', async () => {
  const { id, serial } = await issued();
  const file = asFile(await namedFile(testDb.db, id));
  expect(await checkFile(visit, file)).toMatchObject({
    kind: 'issued',
    signed: false,
    file: { certificate: { serial, standing: { kind: 'valid' } } },
  });
  await ended(id, { kind: 'revoked' });
  expect(await checkFile(visit, file)).toMatchObject({
    kind: 'issued',
    file: { certificate: { serial, standing: { kind: 'revoked' } } },
  });
});

test('one changed byte is noticed, and the page text says which certificate it was', async () => {
  const { id, serial } = await issued();
  const bytes = Buffer.from(await namedFile(testDb.db, id));
  bytes[bytes.length - 20]! ^= 1;
  expect(await checkFile(visit, asFile(bytes))).toMatchObject({ kind: 'changed', from: { certificate: { serial } } });
});

test('a file that has the serial of a certificate and is not that certificate was changed', async () => {
  const { serial } = await issued();
  const forged = Buffer.from(`%PDF-1.4\n(https://pdups.example.org/verify/${serial})\n%%EOF`);
  expect(await checkFile(visit, asFile(forged))).toMatchObject({
    kind: 'changed',
    from: { certificate: { serial } },
  });
  const invented = Buffer.from(`%PDF-1.4\n(https://pdups.example.org/verify/${makeSerial()})\n%%EOF`);
  expect(await checkFile(visit, asFile(invented))).toEqual({ kind: 'foreign', serials: 'unknown' });
});

test('a file with the serials of several certificates is not called foreign, and one without any says so', async () => {
  const [one, other] = [await issued(), await issued()];
  const line = ({ serial }: { serial: string }) => `(https://pdups.example.org/verify/${serial})`;
  const several = Buffer.from(`%PDF-1.4\n${line(one)}\n${line(other)}\n%%EOF`);
  expect(await checkFile(visit, asFile(several))).toEqual({ kind: 'foreign', serials: 'several' });
  expect(await checkFile(visit, asFile(Buffer.from('%PDF-1.4\n(Hello)\n%%EOF')))).toEqual({
    kind: 'foreign',
    serials: 'none',
  });
});

test('a file with appended bytes is reported as changed, with its certificate', async () => {
  const { id, serial } = await issued();
  const bytes = await namedFile(testDb.db, id);
  const appended = Buffer.concat([bytes, Buffer.from('\n1 0 obj <</Type /Annot>> endobj\n%%EOF\n')]);
  expect(await checkFile(visit, asFile(appended))).toMatchObject({
    kind: 'changed',
    from: { certificate: { serial } },
  });
});

test('the digital signature of a certificate is checked, even when one byte was changed or some were appended', async () => {
  const { id, serial } = await issued({}, { signed: true });
  const bytes = await namedFile(testDb.db, id);
  expect(await checkFile(visit, asFile(bytes))).toMatchObject({ kind: 'issued', signed: true });
  const changed = Buffer.from(bytes);
  changed[changed.indexOf('/Type')]! ^= 1;
  expect((await checkFile(visit, asFile(changed))).kind).toBe('changed');
  const appended = Buffer.concat([bytes, Buffer.from('% more\n')]);
  expect(await checkFile(visit, asFile(appended))).toMatchObject({
    kind: 'changed',
    from: { certificate: { serial } },
  });
});

test('a certificate without a name is recognized, and never says who got it', async () => {
  const eventId = await givenEvent(ctx);
  const { bytes } = await printCertificate(ctx, eventId);
  expect(await checkFile(visit, asFile(bytes))).toMatchObject({
    kind: 'issued',
    file: { kind: 'generic', printedOn: '2026-05-04', event: { title: 'Teaching fractions', eventNumber: eventId } },
  });
});

test.each([
  ['nothing', null],
  ['a text', 'certificate.pdf'],
  ['an empty file', new Blob([])],
  ['a picture', new Blob(['\x89PNG'])],
  ['a file above 5 MB', new Blob(['%PDF-', new Uint8Array(5_000_000)])],
])('%s is not a certificate to compare', async (_name, file) => {
  await expect(checkFile(visit, file)).rejects.toMatchObject({ code: 'invalid' });
});

test('nothing of an uploaded file is stored', async () => {
  const { id } = await issued();
  const rows = () =>
    testDb.db.execute(sql`select (select count(*) from audit_entries), (select count(*) from named_certificates),
      (select count(*) from certificates), (select count(*) from certificate_bases)`);
  const before = await rows();
  await checkFile(visit, asFile(await namedFile(testDb.db, id)));
  await checkFile(visit, new Blob(['%PDF-1.4 somebody’s own']));
  expect(await rows()).toEqual(before);
});
