import '../support/settings';
import { createHash } from 'node:crypto';
import { and, desc, eq, sql } from 'drizzle-orm';
import {
  attendees,
  auditEntries,
  certificateEndings,
  eventSignings,
  events,
  namedCertificates,
  signatures,
} from '@/db/schema';
import { issueCertificates } from '@/lib/certificates/issue/issue-certificates';
import { namedFile } from '@/lib/certificates/issue/named-file';
import { closeRenderer } from '@/lib/platform/pdf/renderer';
import type { Context } from '@/lib/platform/visit';
import { givenAttendee } from '../support/attendees';
import { isAbout } from '../support/audit';
import { testDatabase } from '../support/database';
import { givenEvent } from '../support/events';
import { providerContext, staffContext } from '../support/people';

const testDb = testDatabase();
afterAll(closeRenderer);

async function ended() {
  const ctx = await providerContext(testDb.db, { today: '2026-05-04' });
  return { ctx, eventId: await givenEvent(ctx) };
}

const eventRow = async (id: number) => (await testDb.db.select().from(events).where(eq(events.id, id)))[0]!;
const certificate = async (id: number) =>
  (await testDb.db.select().from(namedCertificates).where(eq(namedCertificates.id, id)))[0]!;

test('a certificate is issued to each attendee who completed the event, with facts, bytes and hash (M13)', async () => {
  const { ctx, eventId } = await ended();
  const zoe = await givenAttendee(ctx, eventId, { units: '4.50' });
  const absent = await givenAttendee(ctx, eventId, { name: 'No one', completed: false });
  const { issued, problems } = await issueCertificates(ctx, { eventId, attendeeIds: [zoe, absent, 987_654_321] });
  expect(issued).toEqual([{ id: expect.any(Number), serial: expect.any(String), attendeeId: zoe, signed: false }]);
  expect(problems.map(({ attendeeId }) => attendeeId).sort()).toEqual([absent, 987_654_321].sort());
  const row = await certificate(issued[0]!.id);
  expect(row.facts).toMatchObject({
    participantName: 'Zoë Ñandú',
    participantSchool: 'Big Sky School',
    participantNumber: '12345',
    units: '4.5',
    title: 'Teaching fractions',
    serial: issued[0]!.serial,
    verifyUrl: expect.stringMatching(new RegExp(`/verify/${issued[0]!.serial}$`)),
  });
  const file = await namedFile(testDb.db, row.id);
  expect(file.subarray(0, 5).toString()).toBe('%PDF-');
  expect(createHash('sha256').update(file).digest('hex')).toBe(row.sha256);
  expect((await eventRow(eventId)).issuedCount).toBe(1);
  const [entry] = await testDb.db
    .select()
    .from(auditEntries)
    .where(and(isAbout(`event:${eventId}`), eq(auditEntries.action, 'certificate.issued')))
    .orderBy(desc(auditEntries.id));
  expect(entry).toMatchObject({ userId: ctx.actor.userId, details: { certificates: [[row.serial, row.sha256]] } });
});

test('half-width katakana of an older roster print completely, and a name that cannot be printed does not stop the others', async () => {
  const { ctx, eventId } = await ended();
  const tanaka = await givenAttendee(ctx, eventId, { name: 'ﾀﾞﾅｶ ﾊﾟﾊﾟ', school: 'ｶﾞｷﾞｸﾞ' });
  const unprintable = await givenAttendee(ctx, eventId, { name: 'か\u0301' });
  const { issued, problems } = await issueCertificates(ctx, { eventId, attendeeIds: [tanaka, unprintable] });
  expect(issued.map(({ attendeeId }) => attendeeId)).toEqual([tanaka]);
  expect(problems).toEqual([{ attendeeId: unprintable, sentence: expect.stringContaining('can’t be printed') }]);
  const { facts } = await certificate(issued[0]!.id);
  expect(facts).toMatchObject({ participantName: 'ダナカ パパ', participantSchool: 'ガギグ' });
});

test('issued twice, or by two people at once, there is one certificate', async () => {
  const { ctx, eventId } = await ended();
  const attendeeIds = [await givenAttendee(ctx, eventId), await givenAttendee(ctx, eventId)];
  const outcomes = await Promise.all(Array.from({ length: 4 }, () => issueCertificates(ctx, { eventId, attendeeIds })));
  expect(outcomes.flatMap(({ issued }) => issued)).toHaveLength(2);
  expect((await issueCertificates(ctx, { eventId, attendeeIds })).issued).toEqual([]);
  expect((await eventRow(eventId)).issuedCount).toBe(2);
});

test('nobody issues for another provider, as a viewer, as staff, or before the event begins', async () => {
  const { ctx, eventId } = await ended();
  const attendeeIds = [await givenAttendee(ctx, eventId)];
  const issueAs = (other: Context) => issueCertificates(other, { eventId, attendeeIds });
  await expect(issueAs(await providerContext(testDb.db))).rejects.toMatchObject({ code: 'not_found' });
  await expect(issueAs(await providerContext(testDb.db, { role: 'viewer' }))).rejects.toMatchObject({
    code: 'forbidden',
  });
  await expect(issueAs(await staffContext(testDb.db))).rejects.toMatchObject({ code: 'forbidden' });
  const early = await providerContext(testDb.db, { today: '2026-05-02' });
  const upcoming = await givenEvent(early);
  const soon = [await givenAttendee(early, upcoming)];
  await expect(issueCertificates(early, { eventId: upcoming, attendeeIds: soon })).rejects.toMatchObject({
    code: 'invalid',
  });
});

test('the database never changes issued certificates', async () => {
  const { ctx, eventId } = await ended();
  const { issued } = await issueCertificates(ctx, { eventId, attendeeIds: [await givenAttendee(ctx, eventId)] });
  const { id } = issued[0]!;
  const is = eq(namedCertificates.id, id);
  await expect(testDb.owner.update(namedCertificates).set({ serial: 'X' }).where(is)).rejects.toThrow();
  await expect(testDb.owner.delete(namedCertificates).where(is)).rejects.toThrow();
  await expect(testDb.owner.execute(sql`truncate named_certificates cascade`)).rejects.toThrow();
});

test('the database allows no second valid certificate, none without completion, and no units above the event’s', async () => {
  const { ctx, eventId } = await ended();
  const attendeeId = await givenAttendee(ctx, eventId);
  const { issued } = await issueCertificates(ctx, { eventId, attendeeIds: [attendeeId] });
  const { id, ...row } = await certificate(issued[0]!.id);
  const again = (change: object) =>
    testDb.db.insert(namedCertificates).values({ ...row, serial: crypto.randomUUID(), ...change });
  await expect(again({})).rejects.toMatchObject({ cause: { constraint_name: 'attendees_one_certificate' } });
  const absent = await givenAttendee(ctx, eventId, { completed: false });
  await expect(again({ attendeeId: absent })).rejects.toThrow();
  await expect(givenAttendee(ctx, eventId, { units: '6.50' })).rejects.toMatchObject({
    cause: { constraint_name: 'attendees_units_within_event' },
  });
  await testDb.db
    .insert(certificateEndings)
    .values({ certificateId: id, kind: 'revoked', reason: 'Did not attend.', endedAt: ctx.clock.now() });
  expect((await eventRow(eventId)).issuedCount).toBe(0);
  const [person] = await testDb.db.select().from(attendees).where(eq(attendees.id, attendeeId));
  expect(person!.currentCertificateId).toBeNull();
  expect((await issueCertificates(ctx, { eventId, attendeeIds: [attendeeId] })).issued).toHaveLength(1);
});

test('a certificate names who signed the event, and the day in Montana', async () => {
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
  await testDb.db.insert(eventSignings).values({
    eventId,
    signatureId: signature!.id,
    signedBy: ctx.actor.userId,
    signedAt: new Date('2026-05-04T03:00:00Z'),
  });
  const { issued } = await issueCertificates(ctx, { eventId, attendeeIds: [await givenAttendee(ctx, eventId)] });
  expect((await certificate(issued[0]!.id)).facts).toMatchObject({
    signatureId: signature!.id,
    signedBy: 'Jane Doe',
    signedTitle: 'Director',
    signedOn: '2026-05-03',
  });
});
