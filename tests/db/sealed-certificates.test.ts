import '../support/settings';
import { eq, sql } from 'drizzle-orm';
import { certificates, eventSignings, namedCertificates, signatures, signingCertificates } from '@/db/schema';
import { issueCertificates } from '@/lib/certificates/issue/issue-certificates';
import { namedFile } from '@/lib/certificates/issue/named-file';
import { printCertificate } from '@/lib/certificates/print-certificate';
import { closeRenderer } from '@/lib/platform/pdf/renderer';
import { checkSeal } from '@/lib/platform/pdf/sealing/check-seal';
import { currentSigner, knownSigners } from '@/lib/platform/pdf/sealing/current-signer';
import type { Context } from '@/lib/platform/visit';
import { givenAttendee } from '../support/attendees';
import { testDatabase } from '../support/database';
import { givenEvent } from '../support/events';
import { providerContext } from '../support/people';
import { readSignature } from '../support/read-signature';

const held = testDatabase();
afterAll(closeRenderer);

/** An event that ended yesterday and whose certificates are signed digitally. */
async function signedEvent(): Promise<{ ctx: Context; eventId: number }> {
  const ctx = await providerContext(held.db, { today: '2026-05-04' });
  const eventId = await givenEvent(ctx);
  const [signature] = await held.db
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
  await held.db.insert(eventSignings).values({
    eventId,
    signatureId: signature!.id,
    signedBy: ctx.actor.userId,
    signedAt: ctx.clock.now(),
  });
  return { ctx, eventId };
}

const check = async (file: Buffer) => checkSeal(file, await knownSigners(held.db));

test('a sheet that is signed digitally is sealed before it is stored, and the seal is known (M12)', async () => {
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
  const [row] = await held.db.select().from(certificates).where(eq(certificates.eventId, eventId));
  expect(row!.bytes.equals(bytes)).toBe(true);
});

test('each named certificate that is signed digitally is sealed', async () => {
  const { ctx, eventId } = await signedEvent();
  const attendeeIds = [await givenAttendee(ctx, eventId), await givenAttendee(ctx, eventId, { name: '李小龙' })];
  const { issued } = await issueCertificates(ctx, { eventId, attendeeIds });
  expect(issued).toHaveLength(2);
  for (const { id } of issued) {
    const file = await namedFile(held.db, id);
    expect(await check(file)).toMatchObject({ state: 'valid', coversWholeFile: true, knownSigner: true });
    expect((await readSignature(file)).verified).toBe(true);
    const [row] = await held.db.select().from(namedCertificates).where(eq(namedCertificates.id, id));
    expect(row!.sealed).toBe(true);
  }
});

test('a certificate left for ink carries no seal', async () => {
  const ctx = await providerContext(held.db, { today: '2026-05-04' });
  const eventId = await givenEvent(ctx);
  expect(await check((await printCertificate(ctx, eventId)).bytes)).toEqual({ state: 'none' });
  const { issued } = await issueCertificates(ctx, { eventId, attendeeIds: [await givenAttendee(ctx, eventId)] });
  expect(await check(await namedFile(held.db, issued[0]!.id))).toEqual({ state: 'none' });
  const [row] = await held.db.select().from(namedCertificates).where(eq(namedCertificates.id, issued[0]!.id));
  expect(row!.sealed).toBe(false);
});

test('many who seal for the first time at once keep one certificate', async () => {
  const ctx = await providerContext(held.db, { today: '2026-05-04' });
  const signers = await Promise.all(Array.from({ length: 8 }, () => currentSigner(ctx)));
  expect(new Set(signers.map(({ fingerprint }) => fingerprint)).size).toBe(1);
  const rows = await held.db
    .select()
    .from(signingCertificates)
    .where(eq(signingCertificates.fingerprint, signers[0]!.fingerprint));
  expect(rows).toHaveLength(1);
});

test.each([
  'update signing_certificates set der = $$x$$::bytea',
  'delete from signing_certificates',
  'truncate signing_certificates',
])('the database refuses: %s', async (statement) => {
  await expect(held.db.execute(sql.raw(statement))).rejects.toMatchObject({
    cause: { message: 'rows of signing_certificates are kept as they were written' },
  });
});
