import { createHash } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { certificates, events } from '@/db/schema';
import { openCertificateVersion, printCertificate } from '@/lib/certificates/generic/print-certificate';
import { closeRenderer } from '@/lib/platform/pdf/renderer';
import { expectAudit } from '../support/audit';
import { testDatabase } from '../support/database';
import { givenEvent } from '../support/events';
import { providerContext, staffContext } from '../support/people';

const testDb = testDatabase();
afterAll(closeRenderer);

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

const versionsOf = (eventId: number) =>
  testDb.db
    .select({ version: certificates.version, sha256: certificates.sha256, facts: certificates.facts })
    .from(certificates)
    .where(eq(certificates.eventId, eventId))
    .orderBy(certificates.version);

test('printing an unchanged event again gives the same bytes, stored with their hash', async () => {
  const ctx = await providerContext(testDb.db);
  const event = await givenEvent(ctx);
  const first = await printCertificate(ctx, event);
  await expectAudit(testDb.db, 'certificate.generated', `event:${event}`, {
    details: expect.objectContaining({ version: 1 }),
  });
  const again = await printCertificate(ctx, event);
  expect(again.bytes.equals(first.bytes)).toBe(true);
  expect(first.bytes.subarray(0, 5).toString()).toBe('%PDF-');
  expect(await versionsOf(event)).toEqual([
    {
      version: 1,
      sha256: sha256(first.bytes),
      facts: {
        title: 'Teaching fractions',
        instructor: 'Zoë Ñandú',
        startsOn: '2026-05-03',
        endsOn: '2026-05-03',
        providerName: ctx.actor.providerName,
        providerPhone: '(406) 555-0100',
        location: 'Helena, MT',
        units: '6.25',
        eventNumber: event,
        version: 1,
      },
    },
  ]);
});

test('after an edit a new version is made, and the older one does not change', async () => {
  const ctx = await providerContext(testDb.db);
  const event = await givenEvent(ctx);
  const first = await printCertificate(ctx, event);
  await testDb.db.update(events).set({ instructor: 'Joseph Littlebear' }).where(eq(events.id, event));
  const second = await printCertificate(ctx, event);
  expect(second.facts).toMatchObject({ instructor: 'Joseph Littlebear', version: 2 });
  expect((await openCertificateVersion(ctx, event, 1)).bytes.equals(first.bytes)).toBe(true);
  expect((await openCertificateVersion(ctx, event, 2)).bytes.equals(second.bytes)).toBe(true);
});

test('changes that the certificate does not show make no new version', async () => {
  const ctx = await providerContext(testDb.db);
  const event = await givenEvent(ctx);
  await printCertificate(ctx, event);
  await testDb.db.update(events).set({ description: 'Told in other words.', zip: '59602' }).where(eq(events.id, event));
  expect((await printCertificate(ctx, event)).facts.version).toBe(1);
});

test('many first prints at once store one version and give everybody the same bytes', async () => {
  const ctx = await providerContext(testDb.db);
  const event = await givenEvent(ctx);
  const printed = await Promise.all(Array.from({ length: 6 }, () => printCertificate(ctx, event)));
  expect(new Set(printed.map(({ bytes }) => sha256(bytes))).size).toBe(1);
  expect(await versionsOf(event)).toHaveLength(1);
});

test('another provider’s certificate is not found; staff can print any', async () => {
  const ctx = await providerContext(testDb.db);
  const stranger = await providerContext(testDb.db);
  const event = await givenEvent(ctx);
  await expect(printCertificate(stranger, event)).rejects.toMatchObject({ code: 'not_found' });
  const { bytes } = await printCertificate(ctx, event);
  await expect(openCertificateVersion(stranger, event, 1)).rejects.toMatchObject({ code: 'not_found' });
  const staff = await staffContext(testDb.db);
  expect((await printCertificate(staff, event)).bytes.equals(bytes)).toBe(true);
});

test.each(['update certificates set sha256 = $$x$$', 'delete from certificates', 'truncate certificates'])(
  'the database refuses its owner, too: %s',
  async (statement) => {
    await expect(testDb.owner.execute(sql.raw(statement))).rejects.toMatchObject({
      cause: { message: 'rows of certificates are kept as they were written' },
    });
  },
);
