import '../support/settings';
import { sql } from 'drizzle-orm';
import { certificateEndings, eventSignings, signatures } from '@/db/schema';
import { issueCertificates } from '@/lib/certificates/issue/issue-certificates';
import { namedFile } from '@/lib/certificates/issue/named-file';
import { printCertificate } from '@/lib/certificates/print-certificate';
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

const held = testDatabase();
let ctx: Awaited<ReturnType<typeof providerContext>>;
/** Somebody at an address of their own, so that nobody's tries are counted together. */
let visit: Visit;

beforeAll(async () => {
  ctx = await providerContext(held.db, { today: '2026-05-04' });
});
beforeEach(() => {
  visit = { db: held.db, clock: ctx.clock, requestId: 'test', address: crypto.randomUUID() };
});
afterAll(closeRenderer);

/** A certificate of an event of its own. */
async function issued(given: Parameters<typeof givenAttendee>[2] = {}, { signed = false } = {}) {
  const eventId = await givenEvent(ctx, { title: `Teaching fractions ${crypto.randomUUID()}` });
  if (signed) await givenSigning(eventId);
  const attendeeId = await givenAttendee(ctx, eventId, given);
  const outcome = await issueCertificates(ctx, { eventId, attendeeIds: [attendeeId] });
  return { ...outcome.issued[0]!, eventId };
}

/** Certificates of the event are signed digitally from now on. */
async function givenSigning(eventId: number) {
  const { userId } = ctx.actor;
  const at = ctx.clock.now();
  const [signature] = await held.db
    .insert(signatures)
    .values({ userId, kind: 'typed', typedText: 'Jane Doe', printedName: 'Jane Doe', title: 'Director', createdAt: at })
    .returning();
  await held.db.insert(eventSignings).values({ eventId, signatureId: signature!.id, signedBy: userId, signedAt: at });
}

const ended = (certificateId: number, ending: { kind: 'superseded' | 'revoked'; supersededBy?: string }) =>
  held.db.insert(certificateEndings).values({
    certificateId,
    reason: 'A reason that nobody else is told.',
    endedAt: new Date('2026-05-06T03:00:00Z'),
    ...ending,
  });

const asFile = (bytes: Buffer) => new Blob([new Uint8Array(bytes)], { type: 'application/pdf' });

test('who has the serial learns what the certificate says, and of the name its first letters only', async () => {
  const { serial, eventId } = await issued({ units: '4.50', email: 'private@example.org', school: 'Hidden School' });
  const answer = await checkCertificate(visit, serial.toLowerCase().replaceAll('-', ' '));
  expect(answer).toEqual({
    kind: 'found',
    certificate: {
      serial,
      standing: { kind: 'valid' },
      title: expect.stringContaining('Teaching fractions'),
      startsOn: '2026-05-03',
      endsOn: '2026-05-03',
      providerName: expect.stringContaining('Provider'),
      location: 'Helena, MT',
      units: '4.5',
      eventNumber: eventId,
      issuedOn: '2026-05-04',
      maskedName: 'Z•• Ñ••••',
      initials: 'Z, Ñ',
    },
  });
});

test('a revoked certificate tells the day in Montana and not the reason', async () => {
  const { id, serial } = await issued();
  await ended(id, { kind: 'revoked' });
  const answer = await checkCertificate(visit, serial);
  expect(answer).toMatchObject({ certificate: { standing: { kind: 'revoked', on: '2026-05-05' } } });
  expect(JSON.stringify(answer)).not.toContain('reason');
});

test('a superseded certificate names the one that took its place', async () => {
  const [old, corrected] = [await issued({ name: 'Zoe Nandu' }), await issued()];
  await ended(old.id, { kind: 'superseded', supersededBy: corrected.serial });
  expect(await checkCertificate(visit, old.serial)).toMatchObject({
    certificate: { standing: { kind: 'superseded', on: '2026-05-05', by: corrected.serial } },
  });
});

test('a slip is told from a serial that was never issued', async () => {
  const serial = makeSerial();
  expect(await checkCertificate(visit, serial)).toEqual({ kind: 'unknown', serial });
  const slip = serial.slice(0, -1) + (serial.endsWith('A') ? 'B' : 'A');
  expect(await checkCertificate(visit, slip)).toEqual({ kind: 'mistyped', typed: slip });
  expect(await checkCertificate(visit, `https://pdups.example.org/verify/${serial}`)).toMatchObject({ serial });
});

test('checking is limited for each address', async () => {
  const serial = makeSerial();
  await checkCertificate(visit, serial);
  await held.db.execute(sql`update rate_limits set count = 300 where key = ${`verify:address:${visit.address}`}`);
  await expect(checkCertificate(visit, serial)).rejects.toMatchObject({ code: 'too_many' });
  await expect(checkCertificate({ ...visit, address: 'another' }, serial)).resolves.toMatchObject({ kind: 'unknown' });
});

test('a name is compared and never told', async () => {
  const { serial } = await issued({ name: 'Grace O’Connor-Łukasiewicz' });
  expect(await compareName(visit, { serial, name: 'grace oconnor lukasiewicz' })).toBe('same');
  expect(await compareName(visit, { serial, name: 'Grace O’Connor' })).toBe('different');
  await expect(compareName(visit, { serial: makeSerial(), name: 'Grace' })).rejects.toMatchObject({
    code: 'not_found',
  });
});

test('names cannot be tried out, not even from many addresses', async () => {
  const { serial } = await issued();
  const ask = () => compareName({ ...visit, address: crypto.randomUUID() }, { serial, name: 'Somebody Else' });
  const answers = await Promise.allSettled(Array.from({ length: 15 }, ask));
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
  await expect(compareName(visit, { serial, name: 'Zoë Ñandú' })).rejects.toMatchObject({ code: 'too_many' });
});

test('the very file that was issued is recognised, whatever became of the certificate', async () => {
  const { id, serial } = await issued();
  const file = asFile(await namedFile(held.db, id));
  expect(await checkFile(visit, file)).toMatchObject({
    kind: 'issued',
    sealed: false,
    file: { certificate: { serial, standing: { kind: 'valid' } } },
  });
  await ended(id, { kind: 'revoked' });
  expect(await checkFile(visit, file)).toMatchObject({
    kind: 'issued',
    file: { certificate: { serial, standing: { kind: 'revoked' } } },
  });
});

test('one changed byte is noticed, and which certificate it was is read off the page', async () => {
  const { id, serial } = await issued();
  const bytes = Buffer.from(await namedFile(held.db, id));
  bytes[bytes.length - 20]! ^= 1;
  expect(await checkFile(visit, asFile(bytes))).toMatchObject({ kind: 'changed', from: { certificate: { serial } } });
});

test('a file that carries the serial of a certificate and is not that certificate was changed', async () => {
  const { serial } = await issued();
  const forged = Buffer.from(`%PDF-1.4\n(https://pdups.example.org/verify/${serial})\n%%EOF`);
  expect(await checkFile(visit, asFile(forged))).toMatchObject({
    kind: 'changed',
    from: { certificate: { serial } },
  });
  const invented = Buffer.from(`%PDF-1.4\n(https://pdups.example.org/verify/${makeSerial()})\n%%EOF`);
  expect(await checkFile(visit, asFile(invented))).toEqual({ kind: 'foreign' });
});

test('a file to which something was appended is told to be changed, and from which certificate', async () => {
  const { id, serial } = await issued();
  const bytes = await namedFile(held.db, id);
  const appended = Buffer.concat([bytes, Buffer.from('\n1 0 obj <</Type /Annot>> endobj\n%%EOF\n')]);
  expect(await checkFile(visit, asFile(appended))).toMatchObject({
    kind: 'changed',
    from: { certificate: { serial } },
  });
});

test('the digital signature of a certificate is checked, also when one byte was changed or some were appended', async () => {
  const { id, serial } = await issued({}, { signed: true });
  const bytes = await namedFile(held.db, id);
  expect(await checkFile(visit, asFile(bytes))).toMatchObject({ kind: 'issued', sealed: true });
  const changed = Buffer.from(bytes);
  changed[changed.indexOf('/Type')]! ^= 1;
  expect((await checkFile(visit, asFile(changed))).kind).toBe('changed');
  const appended = Buffer.concat([bytes, Buffer.from('% more\n')]);
  expect(await checkFile(visit, asFile(appended))).toMatchObject({
    kind: 'changed',
    from: { certificate: { serial } },
  });
});

test('a certificate without a name is recognised, and whom it was given to stays unsaid', async () => {
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
])('%s is no certificate to compare', async (_name, file) => {
  await expect(checkFile(visit, file)).rejects.toMatchObject({ code: 'invalid' });
});

test('nothing of an uploaded file is kept', async () => {
  const { id } = await issued();
  const rows = () =>
    held.db.execute(sql`select (select count(*) from audit_entries), (select count(*) from named_certificates),
      (select count(*) from certificates), (select count(*) from certificate_bases)`);
  const before = await rows();
  await checkFile(visit, asFile(await namedFile(held.db, id)));
  await checkFile(visit, new Blob(['%PDF-1.4 somebody’s own']));
  expect(await rows()).toEqual(before);
});
