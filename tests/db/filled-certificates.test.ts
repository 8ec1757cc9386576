import '../support/settings';
import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { certificateBases, eventSignings, namedCertificates, signatures } from '@/db/schema';
import { issueCertificates } from '@/lib/certificates/issue/issue-certificates';
import { namedFile } from '@/lib/certificates/issue/named-file';
import { closeRenderer } from '@/lib/platform/pdf/renderer';
import { checkSignature } from '@/lib/platform/pdf/signing/check-signature';
import { knownSigners } from '@/lib/platform/pdf/signing/current-signer';
import type { Context } from '@/lib/platform/visit';
import { readPdf } from '../pdf/read-pdf';
import { givenAttendee } from '../support/attendees';
import { testDatabase } from '../support/database';
import { givenEvent } from '../support/events';
import { providerContext } from '../support/people';

jest.setTimeout(60_000);
const testDb = testDatabase();
afterAll(closeRenderer);

async function ended() {
  const ctx = await providerContext(testDb.db, { today: '2026-05-04' });
  return { ctx, eventId: await givenEvent(ctx) };
}

const basesOf = (eventId: number) =>
  testDb.db.select().from(certificateBases).where(eq(certificateBases.eventId, eventId));

async function issue(ctx: Context, eventId: number, attendeeIds: number[]) {
  const { issued } = await issueCertificates(ctx, { eventId, attendeeIds });
  return Promise.all(
    issued.map(async ({ id }) => {
      const [row] = await testDb.db.select().from(namedCertificates).where(eq(namedCertificates.id, id));
      return { row: row!, file: await namedFile(testDb.db, id) };
    }),
  );
}

test('certificates of an event share one printed base, and each stores only a few kilobytes', async () => {
  const { ctx, eventId } = await ended();
  const names = ['Zoë Ñandú', 'Nguyễn Thị Ánh', 'محمد علي'];
  const ids = await Promise.all(names.map((name) => givenAttendee(ctx, eventId, { name })));
  const made = await issue(ctx, eventId, ids);
  const [base, ...more] = await basesOf(eventId);
  expect(more).toEqual([]);
  expect(made.map(({ row }) => row.facts.participantName).sort()).toEqual(names.sort());
  for (const { row, file } of made) {
    expect(row.baseId).toBe(base!.id);
    expect(row.bytes.length).toBeLessThan(8_000);
    expect(row.length).toBe(file.length);
    expect(createHash('sha256').update(file).digest('hex')).toBe(row.sha256);
    expect(readPdf(file).text).toContain(row.facts.participantName);
  }
});

test('fewer units than the event’s are printed into a separate base', async () => {
  const { ctx, eventId } = await ended();
  const all = await givenAttendee(ctx, eventId);
  const fewer = await givenAttendee(ctx, eventId, { name: 'Kim Lee', units: '2.50' });
  const made = await issue(ctx, eventId, [all, fewer]);
  expect(made.map(({ file }) => readPdf(file).lines.filter((line) => /^\d\.\d/.test(line)))).toEqual([
    ['6.25'],
    ['2.5'],
  ]);
  expect(await basesOf(eventId)).toHaveLength(2);
});

test('two people who issue at the same time make one base', async () => {
  const { ctx, eventId } = await ended();
  const ids = await Promise.all(Array.from({ length: 4 }, (_, n) => givenAttendee(ctx, eventId, { name: `Kim ${n}` })));
  await Promise.all(ids.map((id) => issue(ctx, eventId, [id])));
  expect(await basesOf(eventId)).toHaveLength(1);
});

test('a name that only the browser sets correctly is printed as a whole', async () => {
  const { ctx, eventId } = await ended();
  const [mixed] = await issue(ctx, eventId, [await givenAttendee(ctx, eventId, { name: 'محمد Smith' })]);
  expect(mixed!.row.baseId).toBeNull();
  expect(mixed!.file.equals(mixed!.row.bytes)).toBe(true);
  expect(readPdf(mixed!.file).text).toContain('Smith');
});

test('a filled certificate that is signed has a signature over its whole file (M12)', async () => {
  const { ctx, eventId } = await ended();
  const [signature] = await testDb.db
    .insert(signatures)
    .values({
      userId: ctx.actor.userId,
      kind: 'typed',
      typedText: 'Jane Doe',
      printedName: 'Jane Doe',
      title: 'Director',
      createdAt: ctx.clock.now(),
    })
    .returning();
  await testDb.db
    .insert(eventSignings)
    .values({ eventId, signatureId: signature!.id, signedBy: ctx.actor.userId, signedAt: ctx.clock.now() });
  const [made] = await issue(ctx, eventId, [await givenAttendee(ctx, eventId)]);
  expect(made!.row).toMatchObject({ baseId: expect.any(Number), hasPdfSignature: true });
  expect(checkSignature(made!.file, await knownSigners(testDb.db))).toMatchObject({
    state: 'valid',
    coversWholeFile: true,
    knownSigner: true,
  });
  const { text, pages } = readPdf(made!.file);
  expect(pages).toBe(1);
  for (const value of ['Zoë Ñandú', 'Jane Doe, Director', made!.row.serial]) expect(text).toContain(value);
});
