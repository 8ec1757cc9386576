import '../support/settings';
import { eq, sql } from 'drizzle-orm';
import { certificates, eventSignings, namedCertificates, signatures, signingCertificates } from '@/db/schema';
import { printCertificate } from '@/lib/certificates/generic/print-certificate';
import { issueCertificates } from '@/lib/certificates/issue/issue-certificates';
import { namedFile } from '@/lib/certificates/issue/named-file';
import { checkCertificate } from '@/lib/certificates/verify/check-certificate';
import { closeRenderer } from '@/lib/platform/pdf/renderer';
import { checkSignature } from '@/lib/platform/pdf/signing/check-signature';
import { currentSigner, knownSigners } from '@/lib/platform/pdf/signing/current-signer';
import type { Context } from '@/lib/platform/visit';
import { givenAttendee } from '../support/attendees';
import { testDatabase } from '../support/database';
import { givenEvent } from '../support/events';
import { providerContext } from '../support/people';
import { readSignature } from '../support/read-signature';
import { attendeeVisit } from '../support/share-links';

const testDb = testDatabase();
afterAll(closeRenderer);

/** Adds an event that ended yesterday, with certificates that are signed digitally. */
async function signedEvent(): Promise<{ ctx: Context; eventId: number }> {
  const ctx = await providerContext(testDb.db, { today: '2026-05-04' });
  const eventId = await givenEvent(ctx);
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
  await testDb.db.insert(eventSignings).values({
    eventId,
    signatureId: signature!.id,
    signedBy: ctx.actor.userId,
    signedAt: ctx.clock.now(),
  });
  return { ctx, eventId };
}

const check = async (file: Buffer) => checkSignature(file, await knownSigners(testDb.db));

test('a sheet that is signed digitally gets a PDF signature before it is stored, and the signature is known (M12)', async () => {
  const { ctx, eventId } = await signedEvent();
  const { bytes } = await printCertificate(ctx, eventId);
  expect(await check(bytes)).toMatchObject({
    state: 'valid',
    coversWholeFile: true,
    knownSigner: true,
    signedAt: ctx.clock.now(),
  });
  const { verified, dictionary } = await readSignature(bytes);
  expect(verified).toBe(true);
  expect(dictionary).toContain('/Reason (Approved provider verification)');
  expect(dictionary).toContain('/Name (Provider ');
  const [row] = await testDb.db.select().from(certificates).where(eq(certificates.eventId, eventId));
  expect(row!.bytes.equals(bytes)).toBe(true);
});

test('each named certificate that is signed digitally has a PDF signature', async () => {
  const { ctx, eventId } = await signedEvent();
  const attendeeIds = [await givenAttendee(ctx, eventId), await givenAttendee(ctx, eventId, { name: '李小龙' })];
  const { issued } = await issueCertificates(ctx, { eventId, attendeeIds });
  expect(issued).toHaveLength(2);
  for (const { id, serial } of issued) {
    expect(await checkCertificate(attendeeVisit(ctx), serial)).toMatchObject({ certificate: { signed: true } });
    const file = await namedFile(testDb.db, id);
    expect(await check(file)).toMatchObject({ state: 'valid', coversWholeFile: true, knownSigner: true });
    expect((await readSignature(file)).verified).toBe(true);
    const [row] = await testDb.db.select().from(namedCertificates).where(eq(namedCertificates.id, id));
    expect(row!.hasPdfSignature).toBe(true);
  }
});

test('a certificate left for ink has no signature', async () => {
  const ctx = await providerContext(testDb.db, { today: '2026-05-04' });
  const eventId = await givenEvent(ctx);
  expect(await check((await printCertificate(ctx, eventId)).bytes)).toEqual({ state: 'none' });
  const { issued } = await issueCertificates(ctx, { eventId, attendeeIds: [await givenAttendee(ctx, eventId)] });
  expect(await check(await namedFile(testDb.db, issued[0]!.id))).toEqual({ state: 'none' });
  const [row] = await testDb.db.select().from(namedCertificates).where(eq(namedCertificates.id, issued[0]!.id));
  expect(row!.hasPdfSignature).toBe(false);
});

test('many people who sign for the first time at once use one certificate', async () => {
  const ctx = await providerContext(testDb.db, { today: '2026-05-04' });
  const signers = await Promise.all(Array.from({ length: 8 }, () => currentSigner(ctx)));
  expect(new Set(signers.map(({ fingerprint }) => fingerprint)).size).toBe(1);
  const rows = await testDb.db
    .select()
    .from(signingCertificates)
    .where(eq(signingCertificates.fingerprint, signers[0]!.fingerprint));
  expect(rows).toHaveLength(1);
});

test.each([
  'update signing_certificates set der = $$x$$::bytea',
  'delete from signing_certificates',
  'truncate signing_certificates',
])('the database refuses its owner, too: %s', async (statement) => {
  await expect(testDb.owner.execute(sql.raw(statement))).rejects.toMatchObject({
    cause: { message: 'rows of signing_certificates are kept as they were written' },
  });
});
