import '../support/settings';
import { certificateEndings } from '@/db/schema';
import { issueCertificates } from '@/lib/certificates/issue/issue-certificates';
import { countEventsDiffering } from '@/lib/events/count-differing';
import { listEventHistory } from '@/lib/events/event-history';
import { findEvent } from '@/lib/events/find-event';
import { listEvents } from '@/lib/events/list-events';
import { COUNTS_DIFFERING } from '@/lib/events/list-query';
import { LARGE_COUNT, reportCertificates, reportSchema } from '@/lib/events/report-certificates';
import { issuedSinceReport, proposedCount, proposedOnPaper } from '@/lib/events/rules';
import { clockAt } from '@/lib/platform/clock';
import { closeRenderer } from '@/lib/platform/pdf/renderer';
import type { Context } from '@/lib/platform/visit';
import { givenAttendee } from '../support/attendees';
import { expectAudit } from '../support/audit';
import { testDatabase } from '../support/database';
import { givenEvent } from '../support/events';
import { onDay, providerContext, staffContext } from '../support/people';

const testDb = testDatabase();
afterAll(closeRenderer);

const reportsOf = async (ctx: Context, eventId: number) => {
  const event = await findEvent(ctx, eventId);
  return event ? (await listEventHistory(ctx, event)).reports : [];
};

/** Returns the form as the page shows it now, with the id of the latest report on it. */
async function openForm(ctx: Context, eventId: number, issuedHere = 0) {
  const [latest] = await reportsOf(ctx, eventId);
  return { eventId, issuedHere, sawReport: latest?.id ?? 0, requestKey: crypto.randomUUID() };
}

/** Opens the form and sends it. */
const report = async (ctx: Context, eventId: number, onPaper: number, issuedHere = 0) =>
  reportCertificates(ctx, { ...(await openForm(ctx, eventId, issuedHere)), onPaper });

const countOf = async (ctx: Context, eventId: number) => (await findEvent(ctx, eventId))?.certificateCount;

async function history(ctx: Context, eventId: number) {
  return (await reportsOf(ctx, eventId)).map(({ count, reportedByName }) => [count, reportedByName]);
}

test('a count can be recorded from the end date on, and not a day before', async () => {
  const ctx = await providerContext(testDb.db, { today: '2026-05-02' });
  const event = await givenEvent(ctx, { endsOn: '2026-05-03' });
  await expect(report(ctx, event, 5)).rejects.toMatchObject({ code: 'invalid', sentence: /Come back on May 3, 2026/ });
  await report(onDay(ctx, '2026-05-03'), event, 5);
  expect(await countOf(ctx, event)).toBe(5);
});

test('the end date begins at midnight in Montana, not in Greenwich', async () => {
  const ctx = await providerContext(testDb.db);
  const event = await givenEvent(ctx, { endsOn: '2026-05-03' });
  const at = (moment: string) => ({ ...ctx, clock: clockAt(() => new Date(moment)) });
  await expect(report(at('2026-05-03T05:59:59Z'), event, 5)).rejects.toMatchObject({ code: 'invalid' });
  await report(at('2026-05-03T06:00:00Z'), event, 5);
  expect(await countOf(ctx, event)).toBe(5);
});

test('0 is a report; every correction is saved with who and when', async () => {
  const ctx = await providerContext(testDb.db, { today: '2026-05-04' });
  const event = await givenEvent(ctx);
  expect(await countOf(ctx, event)).toBeNull();
  await report(ctx, event, 0);
  expect(await countOf(ctx, event)).toBe(0);
  await report(ctx, event, 12);
  await expectAudit(testDb.db, 'event.certificates_reported', `event:${event}`, {
    details: { before: 0, after: 12, issued: 0 },
  });
  expect(await countOf(ctx, event)).toBe(12);
  expect(await history(ctx, event)).toEqual([
    [12, ctx.actor.name],
    [0, ctx.actor.name],
  ]);
});

test('a form that is sent twice, or ten times at once, counts once', async () => {
  const ctx = await providerContext(testDb.db, { today: '2026-05-04' });
  const event = await givenEvent(ctx);
  const form = await openForm(ctx, event);
  await Promise.all(Array.from({ length: 10 }, () => reportCertificates(ctx, { ...form, onPaper: 7 })));
  expect(await history(ctx, event)).toEqual([[7, ctx.actor.name]]);
});

test('a form that was sent before and now has another number leads to the question which one is right', async () => {
  const ctx = await providerContext(testDb.db, { today: '2026-05-04' });
  const event = await givenEvent(ctx);
  const form = await openForm(ctx, event);
  await reportCertificates(ctx, { ...form, onPaper: 10 });
  expect(await reportCertificates(ctx, { ...form, onPaper: 12 })).toMatchObject({ kind: 'replaces' });
  expect(await reportCertificates(ctx, { ...form, onPaper: 10 })).toEqual({ kind: 'recorded' });
  await report(ctx, event, 12);
  expect(await reportCertificates(ctx, { ...form, onPaper: 10 })).toMatchObject({ kind: 'replaces' });
  expect(await countOf(ctx, event)).toBe(12);
});

describe('when somebody recorded a number since the form was opened', () => {
  test('of 20 different numbers sent at once, one is recorded, and 19 people see it next to theirs', async () => {
    const ctx = await providerContext(testDb.db, { today: '2026-05-04' });
    const event = await givenEvent(ctx);
    const forms = await Promise.all(Array.from({ length: 20 }, () => openForm(ctx, event)));
    const outcomes = await Promise.all(forms.map((form, i) => reportCertificates(ctx, { ...form, onPaper: i + 1 })));
    const winners = outcomes.flatMap(({ kind }, i) => (kind === 'recorded' ? [i + 1] : []));
    expect(winners).toHaveLength(1);
    expect(await history(ctx, event)).toEqual([[winners[0], ctx.actor.name]]);
    const asked = outcomes.flatMap((outcome, i) => (outcome.kind === 'replaces' ? [{ outcome, mine: i + 1 }] : []));
    expect(asked).toHaveLength(19);
    for (const { outcome, mine } of asked) {
      expect(outcome).toMatchObject({
        recordedBy: ctx.actor.name,
        recordedAt: expect.stringContaining('2026'),
        recorded: { onPaper: winners[0], issuedHere: 0 },
        entered: { onPaper: mine, issuedHere: 0 },
      });
    }
  });

  test('the person who was asked can record theirs, and is asked again if yet another one came', async () => {
    const ctx = await providerContext(testDb.db, { today: '2026-05-04' });
    const event = await givenEvent(ctx);
    const form = await openForm(ctx, event);
    await report(ctx, event, 24);
    const first = await reportCertificates(ctx, { ...form, onPaper: 30 });
    if (first.kind !== 'replaces') throw new Error(`Not asked: ${first.kind}`);
    await report(ctx, event, 25);
    const again = { ...form, onPaper: 30, sawReport: first.reportId, requestKey: first.freshKey };
    const second = await reportCertificates(ctx, again);
    if (second.kind !== 'replaces') throw new Error(`Not asked: ${second.kind}`);
    expect(second.recorded.onPaper).toBe(25);
    expect(await countOf(ctx, event)).toBe(25);
    const mine = { ...form, onPaper: 30, sawReport: second.reportId, requestKey: second.freshKey };
    expect(await reportCertificates(ctx, mine)).toEqual({ kind: 'recorded' });
    expect((await history(ctx, event)).map(([count]) => count)).toEqual([30, 25, 24]);
  });

  test('the same number from both is recorded once, and nobody is asked', async () => {
    const ctx = await providerContext(testDb.db, { today: '2026-05-04' });
    const event = await givenEvent(ctx);
    const forms = [await openForm(ctx, event), await openForm(ctx, event)];
    for (const form of forms) {
      expect(await reportCertificates(ctx, { ...form, onPaper: 24 })).toEqual({ kind: 'recorded' });
    }
    expect(await history(ctx, event)).toHaveLength(1);
  });

  test('a form that names no report it saw replaces none', async () => {
    const ctx = await providerContext(testDb.db, { today: '2026-05-04' });
    const event = await givenEvent(ctx);
    await report(ctx, event, 24);
    const bare = reportSchema.parse({ onPaper: '30', requestKey: crypto.randomUUID() });
    expect(await reportCertificates(ctx, { ...bare, eventId: event })).toMatchObject({ kind: 'replaces' });
  });
});

test('a very large number is asked about first and saved when confirmed', async () => {
  const ctx = await providerContext(testDb.db, { today: '2026-05-04' });
  const event = await givenEvent(ctx);
  const count = LARGE_COUNT;
  expect(await report(ctx, event, count)).toEqual({ kind: 'large', onPaper: count });
  expect(await countOf(ctx, event)).toBeNull();
  // A different number typed after the question is questioned again.
  const large = await openForm(ctx, event);
  expect(await reportCertificates(ctx, { ...large, onPaper: count + 1, confirmedOnPaper: String(count) })).toEqual({
    kind: 'large',
    onPaper: count + 1,
  });
  await reportCertificates(ctx, { ...large, onPaper: count, confirmedOnPaper: String(count) });
  expect(await countOf(ctx, event)).toBe(count);
});

test('another provider’s event is not found, exactly like a missing one', async () => {
  const owner = await providerContext(testDb.db, { today: '2026-05-04' });
  const other = await providerContext(testDb.db, { today: '2026-05-04' });
  const event = await givenEvent(owner);
  const foreign = await report(other, event, 1).catch((error) => error);
  const missing = await report(other, 999_999_999, 1).catch((error) => error);
  expect(foreign).toMatchObject({ code: 'not_found' });
  expect(foreign.sentence).toBe(missing.sentence);
  expect(await countOf(owner, event)).toBeNull();
});

test('a viewer and staff do not record a provider’s counts', async () => {
  const viewer = await providerContext(testDb.db, { today: '2026-05-04', role: 'viewer' });
  const event = await givenEvent(viewer);
  await expect(report(viewer, event, 1)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(report(await staffContext(testDb.db, { today: '2026-05-04' }), event, 1)).rejects.toMatchObject({
    code: 'forbidden',
  });
});

test.each([
  ['', 'Enter the number of certificates. If there were none, enter 0.'],
  ['   ', 'Enter the number of certificates. If there were none, enter 0.'],
  ['-1', 'Enter a whole number, such as 0 or 24.'],
  ['2.5', 'Enter a whole number, such as 0 or 24.'],
  ['1e3', 'Enter a whole number, such as 0 or 24.'],
  ['12\u0000', 'Enter a whole number, such as 0 or 24.'],
  ['2147483648', 'Enter a number up to 100,000.'],
  ['99999999999999999999', 'Enter a number up to 100,000.'],
])('%j is refused with a sentence', (count, sentence) => {
  const result = reportSchema.safeParse({ onPaper: count, requestKey: crypto.randomUUID() });
  expect(result.error?.issues[0]?.message).toBe(sentence);
});

test('thousands separators and blanks around a number are accepted', () => {
  expect(reportSchema.parse({ onPaper: ' 1,024 ', requestKey: crypto.randomUUID() }).onPaper).toBe(1024);
});

describe('named certificates that were issued here', () => {
  /** Adds an event that has ended with this many certificates; returns its id and its attendees' ids. */
  async function issuedHere(many: number) {
    const ctx = await providerContext(testDb.db, { today: '2026-05-04' });
    const eventId = await givenEvent(ctx);
    const attendeeIds: number[] = [];
    for (let n = 0; n < many; n++) attendeeIds.push(await givenAttendee(ctx, eventId));
    const { issued } = await issueCertificates(ctx, { eventId, attendeeIds });
    return { ctx, eventId, issued };
  }
  const seen = async (ctx: Context, eventId: number) => {
    const event = (await findEvent(ctx, eventId))!;
    return { count: event.certificateCount, since: issuedSinceReport(event), proposed: proposedCount(event) };
  };
  const differing = async (ctx: Context) =>
    (await listEvents(ctx, COUNTS_DIFFERING)).events.map(({ id, issuedCount, reportedIssued }) => ({
      id,
      issuedCount,
      reportedIssued,
    }));

  test('are already counted; the provider adds what was given out on paper', async () => {
    const { ctx, eventId } = await issuedHere(3);
    expect(proposedOnPaper((await findEvent(ctx, eventId))!)).toBe(0);
    await report(ctx, eventId, 2, 3);
    expect(await seen(ctx, eventId)).toEqual({ count: 5, since: 0, proposed: 5 });
    const { reports } = await listEventHistory(ctx, (await findEvent(ctx, eventId))!);
    expect(reports).toMatchObject([{ count: 5, issued: 3 }]);
    expect(await differing(ctx)).toEqual([]);
  });

  test('a blank number on paper is never 0, and nothing is suggested where nothing was issued', async () => {
    const { ctx, eventId } = await issuedHere(0);
    expect(proposedOnPaper((await findEvent(ctx, eventId))!)).toBeNull();
    expect(reportSchema.safeParse({ onPaper: ' ', issuedHere: '3', requestKey: crypto.randomUUID() }).success).toBe(
      false,
    );
  });

  test('issued after the count was recorded show as a difference until it is recorded again', async () => {
    const { ctx, eventId } = await issuedHere(2);
    await report(ctx, eventId, 4, 2);
    const more = await givenAttendee(ctx, eventId);
    await issueCertificates(ctx, { eventId, attendeeIds: [more] });
    expect(await seen(ctx, eventId)).toEqual({ count: 6, since: 1, proposed: 7 });
    expect(await differing(ctx)).toEqual([{ id: eventId, issuedCount: 3, reportedIssued: 2 }]);
    expect(await countEventsDiffering(ctx)).toBe(1);
    await report(ctx, eventId, proposedOnPaper((await findEvent(ctx, eventId))!)!, 3);
    expect(await seen(ctx, eventId)).toEqual({ count: 7, since: 0, proposed: 7 });
    expect(await countEventsDiffering(ctx)).toBe(0);
  });

  test('revoked after the count was recorded show as a difference, too', async () => {
    const { ctx, eventId, issued } = await issuedHere(2);
    await report(ctx, eventId, 0, 2);
    await testDb.db.insert(certificateEndings).values({
      certificateId: issued[0]!.id,
      kind: 'revoked',
      reason: 'Did not attend.',
      endedAt: ctx.clock.now(),
    });
    expect(await seen(ctx, eventId)).toEqual({ count: 2, since: -1, proposed: 1 });
    expect(await countEventsDiffering(ctx)).toBe(1);
  });

  test('a form with an outdated number of them records nothing and shows the new one', async () => {
    const { ctx, eventId } = await issuedHere(2);
    expect(await report(ctx, eventId, 1, 1)).toEqual({ kind: 'moved', issuedHere: 2 });
    expect((await seen(ctx, eventId)).count).toBeNull();
  });

  test('another provider does not see that its count needs another look', async () => {
    const { ctx, eventId } = await issuedHere(1);
    await report(ctx, eventId, 0, 1);
    await issueCertificates(ctx, { eventId, attendeeIds: [await givenAttendee(ctx, eventId)] });
    const other = await providerContext(testDb.db, { today: '2026-05-04' });
    expect(await countEventsDiffering(other)).toBe(0);
    expect(await differing(other)).toEqual([]);
  });
});
