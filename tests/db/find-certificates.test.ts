import '../support/settings';
import { listCertificatesOfAttendee } from '@/db/queries/certificate-list';
import { findCertificates } from '@/lib/certificates/find/find-certificates';
import { resendCertificates } from '@/lib/certificates/find/resend-certificates';
import { issueCertificates } from '@/lib/certificates/issue/issue-certificates';
import { mailCertificate } from '@/lib/certificates/mail/mail-certificate';
import { closeRenderer } from '@/lib/platform/pdf/renderer';
import type { Context } from '@/lib/platform/visit';
import { givenAttendee } from '../support/attendees';
import { testDatabase } from '../support/database';
import { givenEvent } from '../support/events';
import { providerContext, staffContext } from '../support/people';

jest.setTimeout(120_000);
const testDb = testDatabase();
afterAll(closeRenderer);

async function givenCertificate(ctx: Context, title: string, person: { name: string; email?: string | null }) {
  const eventId = await givenEvent(ctx, { title });
  const attendeeId = await givenAttendee(ctx, eventId, person);
  await issueCertificates(ctx, { eventId, attendeeIds: [attendeeId] });
  const [certificate] = await listCertificatesOfAttendee(testDb.db, attendeeId);
  return { eventId, certificateId: certificate!.id };
}

/** Two providers with an attendee of one name, who is at two events of the first. */
async function givenPeople() {
  const [ctx, other] = [
    await providerContext(testDb.db, { today: '2026-05-04' }),
    await providerContext(testDb.db, { today: '2026-05-04' }),
  ];
  const kari = { name: 'Kari O’Leary-Ñúñez', email: 'Kari@example.org' };
  const first = await givenCertificate(ctx, 'Reading', kari);
  await givenCertificate(ctx, 'Robots', kari);
  await givenCertificate(ctx, 'Fractions', { name: 'Thomas Rask', email: null });
  await givenCertificate(other, 'Elsewhere', kari);
  return { ctx, other, first };
}

const titles = async (ctx: Context, q: string) =>
  (await findCertificates(ctx, q)).people.flatMap(({ certificates }) => certificates.map(({ title }) => title));

test('a person’s certificates are found across all events by any part of the name or by the address', async () => {
  const { ctx, first } = await givenPeople();
  const both = ['Robots', 'Reading'];
  for (const q of ["Kari O'Leary", 'kari', 'nunez', 'OLEARY nunez', 'kari@EXAMPLE.org']) {
    expect([q, await titles(ctx, q)]).toEqual([q, both]);
  }
  for (const q of ['', '  ', '%', 'nobody', 'example.org', '_']) expect([q, await titles(ctx, q)]).toEqual([q, []]);
  const { people } = await findCertificates(ctx, 'kari');
  expect(people).toMatchObject([{ name: 'Kari O’Leary-Ñúñez', email: 'Kari@example.org' }]);
  expect(people[0]!.certificates[1]).toMatchObject({ ...first, mailed: null, whyNotSend: 'unsigned' });
  expect((await findCertificates(ctx, 'rask')).people[0]!.certificates[0]!.whyNotSend).toBe('no-address');
});

test('a certificate that was emailed before is sent again, once for each form', async () => {
  const { ctx, first } = await givenPeople();
  await mailCertificate(ctx, { ...first, unsigned: true });
  const mailedAs = async () => {
    const { people } = await findCertificates(ctx, 'kari');
    return people[0]!.certificates.find(({ certificateId }) => certificateId === first.certificateId)!.mailed!.mailId;
  };
  const after = await mailedAs();
  await resendCertificates(ctx, { certificates: [{ ...first, after }] });
  const again = await mailedAs();
  expect(again).toBeGreaterThan(after);
  await resendCertificates(ctx, { certificates: [{ ...first, after }] });
  expect(await mailedAs()).toBe(again);
});

test('another provider’s certificates are neither found nor sent, and staff search elsewhere', async () => {
  const { ctx, other, first } = await givenPeople();
  expect(await titles(other, 'kari')).toEqual(['Elsewhere']);
  await expect(resendCertificates(other, { certificates: [{ ...first, after: undefined }] })).rejects.toMatchObject({
    code: 'not_found',
  });
  await expect(findCertificates(await staffContext(testDb.db), 'kari')).rejects.toMatchObject({ code: 'forbidden' });
  const viewer = await providerContext(testDb.db, { role: 'viewer' });
  expect(await findCertificates(viewer, 'kari')).toEqual({ people: [], more: false });
  expect(await titles(ctx, 'elsewhere')).toEqual([]);
});
