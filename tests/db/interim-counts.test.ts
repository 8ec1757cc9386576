import '../support/settings';
import { eq } from 'drizzle-orm';
import { certificateEndings, interimCounts, namedCertificates } from '@/db/schema';
import { claimThroughLink } from '@/lib/claims/claim-through-link';
import { listMissingInterim } from '@/lib/courses/list-missing-interim';
import { findInterimCounts, interimSchema, recordInterimCount } from '@/lib/courses/record-interim-count';
import { exportEvents } from '@/lib/events/export-events';
import { getEvent } from '@/lib/events/find-event';
import { WHOLE_LIST } from '@/lib/events/list-query';
import { reportCertificates, reportSchema } from '@/lib/events/report-certificates';
import { clockAt } from '@/lib/platform/clock';
import { closeRenderer } from '@/lib/platform/pdf/renderer';
import type { Context } from '@/lib/platform/visit';
import { expectAudit } from '../support/audit';
import { givenCourse } from '../support/courses';
import { testDatabase } from '../support/database';
import { onDay, providerContext } from '../support/people';
import { attendeeVisit, claimOf, givenLink } from '../support/share-links';

const testDb = testDatabase();
afterAll(closeRenderer);

const DAY = '2026-06-30';
const at = (ctx: Context, moment: string) => ({ ...ctx, clock: clockAt(() => new Date(moment)) });

/** Fills in the form as the page shows it. */
async function record(ctx: Context, eventId: number, onPaper: string, given: object = {}) {
  const { now } = await findInterimCounts(ctx, eventId);
  const form = {
    onPaper,
    asOf: DAY,
    issuedHere: String(now?.issued ?? 0),
    sawReport: String(now?.recorded?.id ?? 0),
    requestKey: crypto.randomUUID(),
    ...given,
  };
  return recordInterimCount(ctx, { ...interimSchema.parse(form), eventId });
}

test('certificates given out by the end of June 30 in Montana are counted, and the count at the end stays due', async () => {
  const ctx = await providerContext(testDb.db, { today: '2026-01-01' });
  const eventId = await givenCourse(ctx, { startsOn: '2026-01-01', endsOn: '2026-12-31' });
  const { token } = await givenLink(ctx, eventId);
  const claim = (name: string, moment: string) =>
    claimThroughLink(attendeeVisit(at(ctx, moment)), {
      ...claimOf({ name }),
      token,
      holder: crypto.randomUUID().replaceAll('-', '').repeat(2),
    });
  await claim('Ann Lee', '2026-03-01T18:00:00Z');
  const { certificateId } = await claim('Bo Revoked', '2026-03-02T18:00:00Z');
  const later = await claim('Cy Later', '2026-03-03T18:00:00Z');
  await claim('Di Evening', '2026-07-01T05:59:59Z');
  await claim('Ed Next', '2026-07-01T06:00:00Z');
  const end = (id: number | null, endedAt: string) =>
    testDb.db
      .insert(certificateEndings)
      .values({ certificateId: id!, kind: 'revoked', reason: 'A mistake.', endedAt: new Date(endedAt) });
  await end(certificateId, '2026-04-01T18:00:00Z');
  await end(later.certificateId, '2026-08-01T18:00:00Z');

  await expect(record(onDay(ctx, '2026-06-29'), eventId, '0')).rejects.toMatchObject({ code: 'invalid' });
  const august = onDay(ctx, '2026-08-10');
  expect((await findInterimCounts(august, eventId)).now).toMatchObject({ asOf: DAY, issued: 3, recorded: null });
  expect(await record(august, eventId, '4')).toEqual({ kind: 'recorded' });
  const { counts } = await findInterimCounts(august, eventId);
  expect(counts).toMatchObject([{ asOf: DAY, count: 7, issued: 3 }]);
  await expectAudit(testDb.db, 'event.interim_count_recorded', `event:${eventId}`, {
    userId: ctx.actor.userId,
    details: { asOf: DAY, before: null, after: 7, issued: 3 },
  });
  expect(await getEvent(ctx, eventId)).toMatchObject({ certificateCount: null, issuedCount: 3 });

  // The final count covers all of it.
  const final = { ...reportSchema.parse({ onPaper: '9', issuedHere: '3', requestKey: crypto.randomUUID() }), eventId };
  expect(await reportCertificates(onDay(ctx, '2026-12-31'), final)).toEqual({ kind: 'recorded' });
  expect((await findInterimCounts(august, eventId)).counts).toHaveLength(1);
  let csv = '';
  for await (const lines of exportEvents(august, WHOLE_LIST)) csv += lines;
  const [head, row] = csv.trim().split(/\r?\n/);
  expect(head!.split(',').at(-1)).toBe('Certificates up to June 30');
  expect(row!.split(',').at(-1)).toBe('7');
  expect(await testDb.db.select().from(namedCertificates).where(eq(namedCertificates.eventId, eventId))).toHaveLength(
    5,
  );
});

test('a corrected count keeps the one before it, and nobody replaces one that they did not see', async () => {
  const ctx = await providerContext(testDb.db, { today: '2026-07-05' });
  const eventId = await givenCourse(ctx, { startsOn: '2026-01-01', endsOn: '2026-12-31' });
  await record(ctx, eventId, '5');
  expect(await record(ctx, eventId, '5')).toEqual({ kind: 'recorded' });
  expect(await record(ctx, eventId, '6', { sawReport: '0' })).toMatchObject({
    kind: 'replaces',
    recorded: { onPaper: 5 },
    entered: { onPaper: 6 },
  });
  await record(ctx, eventId, '6');
  expect((await findInterimCounts(ctx, eventId)).counts.map(({ count }) => count)).toEqual([6, 5]);
  expect(await record(ctx, eventId, '5000')).toEqual({ kind: 'large', onPaper: 5000 });
  expect(await record(ctx, eventId, '7', { issuedHere: '2' })).toEqual({ kind: 'moved', issuedHere: 0 });
  await expect(record(await providerContext(testDb.db, { today: '2026-07-05' }), eventId, '1')).rejects.toMatchObject({
    code: 'not_found',
  });
  const viewer = { ...ctx, actor: { ...ctx.actor, role: 'viewer' as const } };
  await expect(record(viewer, eventId, '1')).rejects.toMatchObject({ code: 'forbidden' });
  const ended = await givenCourse(ctx, { title: 'Another' });
  await expect(record(ctx, ended, '1')).rejects.toMatchObject({ sentence: /run on that day and go on after it/ });
  await expect(
    testDb.db.insert(interimCounts).values({
      eventId,
      asOf: '2026-06-29',
      count: 1,
      recordedBy: ctx.actor.userId,
      recordedAt: ctx.clock.now(),
      requestKey: crypto.randomUUID(),
    }),
  ).rejects.toThrow();
});

test('courses that still need a count up to the last June 30 are listed, until it is recorded', async () => {
  const ctx = await providerContext(testDb.db, { today: '2026-01-01' });
  const across = await givenCourse(ctx, { title: 'Across', startsOn: '2026-01-01', endsOn: '2026-12-31' });
  await givenCourse(ctx, { title: 'Until', startsOn: '2025-07-01', endsOn: '2026-06-30' });
  await givenCourse(ctx, { title: 'After', startsOn: '2026-07-01', endsOn: '2027-06-30' });
  await givenCourse(ctx, { title: 'Canceled', startsOn: '2026-01-01', endsOn: '2026-12-31', canceledAt: new Date() });
  expect(await listMissingInterim(onDay(ctx, '2026-06-30'))).toEqual({ asOf: '2025-06-30', courses: [], more: false });
  const july = onDay(ctx, '2026-07-01');
  expect(await listMissingInterim(july)).toEqual({
    asOf: DAY,
    courses: [{ id: across, title: 'Across' }],
    more: false,
  });
  expect((await listMissingInterim(onDay(await providerContext(testDb.db), '2026-07-01'))).courses).toEqual([]);
  await record(july, across, '0');
  expect((await listMissingInterim(july)).courses).toEqual([]);
});
