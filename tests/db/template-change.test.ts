import '../support/settings';
import { and, eq } from 'drizzle-orm';
import { certificateBases, certificates, namedCertificates } from '@/db/schema';
import { openCertificateVersion, printCertificate } from '@/lib/certificates/generic/print-certificate';
import { issueCertificates } from '@/lib/certificates/issue/issue-certificates';
import { namedFile } from '@/lib/certificates/issue/named-file';
import { closeRenderer } from '@/lib/platform/pdf/renderer';
import type { Context } from '@/lib/platform/visit';
import { readPdf } from '../pdf/read-pdf';
import { givenAttendee } from '../support/attendees';
import { testDatabase } from '../support/database';
import { givenEvent } from '../support/events';
import { providerContext } from '../support/people';

jest.setTimeout(60_000);
const testDb = testDatabase();
afterAll(closeRenderer);

const TEXTS_FILE = '../../lib/settings/certificate-texts';
const OLD = 'The person named above completed this activity, and the information in Section II is correct.';
const NEW = 'The person named above completed all of this activity.';

type Release = { issue: typeof issueCertificates; print: typeof printCertificate };

const today: Release = { issue: issueCertificates, print: printCertificate };

/** Returns the product after a statement was changed, in the same process and on the same database. */
async function afterChangeOfStatement(): Promise<Release> {
  jest.resetModules();
  const { CERTIFICATE_TEXTS, ...rest } = jest.requireActual(TEXTS_FILE);
  jest.doMock(TEXTS_FILE, () => ({ ...rest, CERTIFICATE_TEXTS: { ...CERTIFICATE_TEXTS, providerStatement: NEW } }));
  const [{ issueCertificates: issue }, { printCertificate: print }] = await Promise.all([
    import('@/lib/certificates/issue/issue-certificates'),
    import('@/lib/certificates/generic/print-certificate'),
  ]);
  return { issue, print };
}

async function issueTo(name: string, { issue }: Release, ctx: Context, eventId: number) {
  const { issued } = await issue(ctx, { eventId, attendeeIds: [await givenAttendee(ctx, eventId, { name })] });
  const [row] = await testDb.db.select().from(namedCertificates).where(eq(namedCertificates.id, issued[0]!.id));
  return { row: row!, file: await namedFile(testDb.db, row!.id) };
}

const textOf = (file: Buffer) => readPdf(file).text.replace(/\s+/g, ' ');

test('after a change of wording, new certificates have the new words, and issued ones do not change', async () => {
  const ctx = await providerContext(testDb.db, { today: '2026-05-04' });
  const eventId = await givenEvent(ctx);
  const before = await issueTo('Kim Lee', today, ctx, eventId);
  const printed = await printCertificate(ctx, eventId);
  const next = await afterChangeOfStatement();

  const after = await issueTo('Ann Lee', next, ctx, eventId);
  expect(textOf(after.file)).toContain(NEW);
  expect(textOf(after.file)).not.toContain(OLD);
  expect(after.row.templateVersion).not.toBe(before.row.templateVersion);
  expect(after.row.baseId).toEqual(expect.any(Number));
  expect(after.row.baseId).not.toBe(before.row.baseId);

  const reprinted = await next.print(ctx, eventId);
  expect(reprinted.facts).toMatchObject({ title: 'Teaching fractions', version: 2 });
  expect(textOf(reprinted.bytes)).toContain(NEW);
  expect((await next.print(ctx, eventId)).bytes.equals(reprinted.bytes)).toBe(true);

  expect((await namedFile(testDb.db, before.row.id)).equals(before.file)).toBe(true);
  expect(textOf(before.file)).toContain(OLD);
  expect((await openCertificateVersion(ctx, eventId, 1)).bytes.equals(printed.bytes)).toBe(true);
  expect(await testDb.db.select().from(certificateBases).where(eq(certificateBases.eventId, eventId))).toHaveLength(2);
});

test('a certificate from when template versions were numbers opens unchanged; the next print is a new version', async () => {
  const ctx = await providerContext(testDb.db);
  const [eventId, other] = [await givenEvent(ctx), await givenEvent(ctx)];
  await printCertificate(ctx, other);
  const [printed] = await testDb.db.select().from(certificates).where(eq(certificates.eventId, other));
  const { id: _id, ...row } = printed!;
  const facts = { ...row.facts, eventNumber: eventId };
  await testDb.db.insert(certificates).values({ ...row, eventId, facts, templateVersion: '2' });

  expect((await openCertificateVersion(ctx, eventId, 1)).bytes.equals(row.bytes)).toBe(true);
  expect((await printCertificate(ctx, eventId)).facts.version).toBe(2);
  const [latest] = await testDb.db
    .select()
    .from(certificates)
    .where(and(eq(certificates.eventId, eventId), eq(certificates.version, 2)));
  expect(latest!.templateVersion).toBe(row.templateVersion);
});
