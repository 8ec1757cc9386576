import '../support/settings';
import { eq } from 'drizzle-orm';
import { namedCertificates, users } from '@/db/schema';
import type { Staff } from '@/lib/access/actor';
import { correctCertificate } from '@/lib/certificates/change/correct-certificate';
import { openCertificateVersion, printCertificate } from '@/lib/certificates/generic/print-certificate';
import { issueCertificates } from '@/lib/certificates/issue/issue-certificates';
import { namedFile } from '@/lib/certificates/issue/named-file';
import { closeRenderer, renderPdf } from '@/lib/platform/pdf/renderer';
import type { Context } from '@/lib/platform/visit';
import { certificateHtml } from '@/lib/printing/certificate-html';
import { CERTIFICATE_TEXTS, MAX_KEEP, MAX_STATEMENT } from '@/lib/settings/certificate-texts';
import { changeSetting, settingSchema } from '@/lib/settings/change-setting';
import { settingForm } from '@/lib/settings/list-settings';
import { signEvent } from '@/lib/signing/sign-event';
import { readPdf } from '../pdf/read-pdf';
import { givenAttendee } from '../support/attendees';
import { testDatabase } from '../support/database';
import { givenEvent } from '../support/events';
import { onDay, providerContext, staffContext } from '../support/people';
import { givenSignature } from '../support/signatures';

jest.setTimeout(60_000);
const testDb = testDatabase();
afterAll(closeRenderer);

const OLD = CERTIFICATE_TEXTS.providerStatement;
const NEW = 'The participant completed all of this activity.';
const FROM = '2026-06-01';

beforeAll(async () => {
  const ctx = await staffContext(testDb.db, { today: '2026-05-01' });
  await testDb.db.update(users).set({ staffRole: 'administrator' }).where(eq(users.id, ctx.actor.userId));
  const actor: Staff = { ...ctx.actor, role: 'administrator' };
  const { values } = await settingForm({ ...ctx, actor }, 'statements');
  const typed = { ...values, providerStatement: NEW, effectiveOn: FROM, reason: 'Counsel asked for it.' };
  await changeSetting({ ...ctx, actor }, { ...settingSchema('statements').parse(typed), name: 'statements' });
});

const textOf = (file: Buffer) => readPdf(file).text.replace(/\s+/g, ' ');

async function issueTo(name: string, ctx: Context, eventId: number) {
  const attendeeId = await givenAttendee(ctx, eventId, { name });
  const { issued } = await issueCertificates(ctx, { eventId, attendeeIds: [attendeeId] });
  const [row] = await testDb.db.select().from(namedCertificates).where(eq(namedCertificates.id, issued[0]!.id));
  return { row: row!, file: await namedFile(testDb.db, row!.id) };
}

test('certificates print the new statement from its day on, and earlier ones keep theirs', async () => {
  const before = await providerContext(testDb.db, { today: '2026-05-31' });
  const after = onDay(before, FROM);
  const eventId = await givenEvent(before);
  const first = await issueTo('Kim Lee', before, eventId);
  const printed = await printCertificate(before, eventId);
  expect([textOf(first.file), textOf(printed.bytes)]).toEqual([
    expect.stringContaining(OLD),
    expect.stringContaining(OLD),
  ]);
  expect(Object.keys(first.row.facts)).not.toContain('providerStatement');

  const next = await issueTo('Ann Lee', after, eventId);
  expect(textOf(next.file)).toContain(NEW);
  expect(textOf(next.file)).not.toContain(OLD);
  expect(next.row.templateVersion).toBe(first.row.templateVersion);
  expect(next.row.baseId).not.toBe(first.row.baseId);
  const reprinted = await printCertificate(after, eventId);
  expect(reprinted.facts).toMatchObject({ version: 2, providerStatement: NEW });
  expect((await printCertificate(after, eventId)).bytes.equals(reprinted.bytes)).toBe(true);

  expect((await namedFile(testDb.db, first.row.id)).equals(first.file)).toBe(true);
  expect((await openCertificateVersion(after, eventId, 1)).bytes.equals(printed.bytes)).toBe(true);
});

test('a signed event keeps the statement that its signer verified, until it is signed again', async () => {
  const before = await providerContext(testDb.db, { today: '2026-05-31' });
  const after = onDay(before, FROM);
  const eventId = await givenEvent(before);
  const { id: signatureId } = await givenSignature(before, 'Jane Doe');
  await signEvent(before, { eventId, signatureId, eventVersion: 1, statement: OLD });
  expect(textOf((await issueTo('Kim Lee', after, eventId)).file)).toContain(OLD);
  await expect(signEvent(after, { eventId, signatureId, eventVersion: 1, statement: OLD })).rejects.toMatchObject({
    code: 'conflict',
  });
  await signEvent(after, { eventId, signatureId, eventVersion: 1, statement: NEW });
  expect(textOf((await issueTo('Ann Lee', after, eventId)).file)).toContain(NEW);
});

test('a new statement alone is no reason to replace a certificate', async () => {
  const before = await providerContext(testDb.db, { today: '2026-05-31' });
  const eventId = await givenEvent(before);
  const { row } = await issueTo('Kim Lee', before, eventId);
  await expect(
    correctCertificate(onDay(before, FROM), {
      eventId,
      certificateId: row.id,
      name: String(row.facts.participantName),
      school: String(row.facts.participantSchool),
      educatorNumber: String(row.facts.participantNumber),
      units: String(row.facts.units),
      reason: 'New words.',
    }),
  ).rejects.toMatchObject({ code: 'invalid' });
});

test.each([
  ['a short title', {}],
  [
    'a title and names as long as they may be',
    { title: 'Restorative conversations '.repeat(8).trim(), providerName: 'Salish and Kootenai '.repeat(6).trim() },
  ],
])('the longest sentences fit on the page with %s', async (_what, long) => {
  const wide = (length: number) =>
    'Mountain '
      .repeat(30)
      .slice(0, length - 1)
      .concat('m');
  const ctx = await providerContext(testDb.db);
  const { facts } = await printCertificate(ctx, await givenEvent(ctx));
  const print = async (texts: object) =>
    readPdf(
      await renderPdf(await certificateHtml({ ...facts, ...long, ...texts }, null), {
        visit: { address: 'test' },
        kind: 'certificate',
      }),
    );
  const texts = {
    participantStatement: wide(MAX_STATEMENT),
    providerStatement: wide(MAX_STATEMENT),
    keep: wide(MAX_KEEP),
  };
  const [usual, longest] = [await print({}), await print(texts)];
  expect(longest.pages).toBe(1);
  expect(longest.lowest).toBeCloseTo(usual.lowest, 0);
  for (const each of Object.values(texts)) expect(longest.text.replace(/\s+/g, ' ')).toContain(each);
});
