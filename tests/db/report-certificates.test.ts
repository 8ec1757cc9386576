import { listEventHistory } from '@/lib/events/event-history';
import { findEvent } from '@/lib/events/find-event';
import { LARGE_COUNT, reportCertificates, reportSchema } from '@/lib/events/report-certificates';
import { clockAt } from '@/lib/platform/clock';
import type { Context } from '@/lib/platform/visit';
import { testDatabase } from '../support/database';
import { givenEvent } from '../support/events';
import { onDay, providerContext, staffContext } from '../support/people';

const held = testDatabase();

const report = (ctx: Context, eventId: number, count: number, requestKey: string = crypto.randomUUID()) =>
  reportCertificates(ctx, { eventId, count, requestKey });

const countOf = async (ctx: Context, eventId: number) => (await findEvent(ctx, eventId))?.certificateCount;

async function history(ctx: Context, eventId: number) {
  const event = await findEvent(ctx, eventId);
  return (await listEventHistory(ctx, event!)).reports.map(({ count, reportedByName }) => [count, reportedByName]);
}

test('a count is recorded from the end date on, and not a day before', async () => {
  const ctx = await providerContext(held.db, { today: '2026-05-02' });
  const event = await givenEvent(ctx, { endsOn: '2026-05-03' });
  await expect(report(ctx, event, 5)).rejects.toMatchObject({ code: 'invalid', sentence: /Come back on May 3, 2026/ });
  await report(onDay(ctx, '2026-05-03'), event, 5);
  expect(await countOf(ctx, event)).toBe(5);
});

test('the end date begins at midnight in Montana, not in Greenwich', async () => {
  const ctx = await providerContext(held.db);
  const event = await givenEvent(ctx, { endsOn: '2026-05-03' });
  const at = (moment: string) => ({ ...ctx, clock: clockAt(() => new Date(moment)) });
  await expect(report(at('2026-05-03T05:59:59Z'), event, 5)).rejects.toMatchObject({ code: 'invalid' });
  await report(at('2026-05-03T06:00:00Z'), event, 5);
  expect(await countOf(ctx, event)).toBe(5);
});

test('0 is a report; every correction is kept with who and when', async () => {
  const ctx = await providerContext(held.db, { today: '2026-05-04' });
  const event = await givenEvent(ctx);
  expect(await countOf(ctx, event)).toBeNull();
  await report(ctx, event, 0);
  expect(await countOf(ctx, event)).toBe(0);
  await report(ctx, event, 12);
  expect(await countOf(ctx, event)).toBe(12);
  expect(await history(ctx, event)).toEqual([
    [12, ctx.actor.name],
    [0, ctx.actor.name],
  ]);
});

test('a form that is sent twice, or ten times at once, counts once', async () => {
  const ctx = await providerContext(held.db, { today: '2026-05-04' });
  const event = await givenEvent(ctx);
  const key = crypto.randomUUID();
  await Promise.all(Array.from({ length: 10 }, () => report(ctx, event, 7, key)));
  expect(await history(ctx, event)).toEqual([[7, ctx.actor.name]]);
});

test('of many people who correct at once the last one recorded is the one shown', async () => {
  const ctx = await providerContext(held.db, { today: '2026-05-04' });
  const event = await givenEvent(ctx);
  await Promise.all(Array.from({ length: 30 }, (_, i) => report(ctx, event, i + 1)));
  const [latest] = await history(ctx, event);
  expect(await countOf(ctx, event)).toBe(latest![0]);
});

test('a very large number is asked about first and saved when confirmed', async () => {
  const ctx = await providerContext(held.db, { today: '2026-05-04' });
  const event = await givenEvent(ctx);
  const count = LARGE_COUNT + 1;
  expect(await report(ctx, event, count)).toEqual({ kind: 'ask', count });
  expect(await countOf(ctx, event)).toBeNull();
  // Another number typed after the question is asked about again.
  const requestKey = crypto.randomUUID();
  expect(
    await reportCertificates(ctx, { eventId: event, count: count + 1, confirmedCount: String(count), requestKey }),
  ).toEqual({ kind: 'ask', count: count + 1 });
  await reportCertificates(ctx, { eventId: event, count, confirmedCount: String(count), requestKey });
  expect(await countOf(ctx, event)).toBe(count);
});

test('another provider’s event is not found, exactly like a missing one', async () => {
  const owner = await providerContext(held.db, { today: '2026-05-04' });
  const other = await providerContext(held.db, { today: '2026-05-04' });
  const event = await givenEvent(owner);
  const foreign = await report(other, event, 1).catch((error) => error);
  const missing = await report(other, 999_999_999, 1).catch((error) => error);
  expect(foreign).toMatchObject({ code: 'not_found' });
  expect(foreign.sentence).toBe(missing.sentence);
  expect(await countOf(owner, event)).toBeNull();
});

test('a viewer and staff do not record a provider’s counts', async () => {
  const viewer = await providerContext(held.db, { today: '2026-05-04', role: 'viewer' });
  const event = await givenEvent(viewer);
  await expect(report(viewer, event, 1)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(report(await staffContext(held.db, { today: '2026-05-04' }), event, 1)).rejects.toMatchObject({
    code: 'forbidden',
  });
});

test.each([
  ['', 'Enter the number of certificates issued. If none were issued, enter 0.'],
  ['   ', 'Enter the number of certificates issued. If none were issued, enter 0.'],
  ['-1', 'Enter a whole number, such as 0 or 24.'],
  ['2.5', 'Enter a whole number, such as 0 or 24.'],
  ['1e3', 'Enter a whole number, such as 0 or 24.'],
  ['12\u0000', 'Enter a whole number, such as 0 or 24.'],
  ['2147483648', 'Enter a number up to 100,000.'],
  ['99999999999999999999', 'Enter a number up to 100,000.'],
])('%j is refused with a sentence', (count, sentence) => {
  const result = reportSchema.safeParse({ count, requestKey: crypto.randomUUID() });
  expect(result.error?.issues[0]?.message).toBe(sentence);
});

test('thousands separators and blanks around a number are forgiven', () => {
  expect(reportSchema.parse({ count: ' 1,024 ', requestKey: crypto.randomUUID() }).count).toBe(1024);
});
