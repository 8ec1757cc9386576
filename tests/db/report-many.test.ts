import { findEvent } from '@/lib/events/find-event';
import { listCountsToRecord } from '@/lib/events/list-counts-to-record';
import { reportCertificates } from '@/lib/events/report-certificates';
import { manyReportsSchema, reportManyCounts } from '@/lib/events/report-many';
import type { FormValues } from '@/lib/platform/forms/form-values';
import type { Context } from '@/lib/platform/visit';
import { expectAudit } from '../support/audit';
import { testDatabase } from '../support/database';
import { givenEvent } from '../support/events';
import { providerContext, staffContext } from '../support/people';

const testDb = testDatabase();

const ours = () => providerContext(testDb.db, { today: '2026-06-01' });
const countOf = async (ctx: Context, eventId: number) => (await findEvent(ctx, eventId))?.certificateCount;

/** Opens the table and sends it with these numbers on paper, one for each event. */
async function filled(ctx: Context, numbers: Record<number, string>): Promise<FormValues> {
  const { counts } = await listCountsToRecord(ctx, Object.keys(numbers).map(Number));
  return Object.fromEntries(
    counts.flatMap(({ eventId, issuedHere, latestReport, requestKey }) => [
      [`onPaper-${eventId}`, numbers[eventId]!],
      [`issuedHere-${eventId}`, String(issuedHere)],
      [`sawReport-${eventId}`, String(latestReport)],
      [`requestKey-${eventId}`, requestKey],
    ]),
  );
}

const send = (ctx: Context, values: FormValues) => reportManyCounts(ctx, manyReportsSchema.parse(values));

test('the table lists the events that owe a count, the longest overdue first, and no others', async () => {
  const [ctx, other] = [await ours(), await ours()];
  const late = await givenEvent(ctx, { startsOn: '2026-05-03' });
  const later = await givenEvent(ctx, { startsOn: '2026-02-03' });
  await givenEvent(ctx, { startsOn: '2026-06-01' });
  await givenEvent(ctx, { startsOn: '2026-05-01', canceledAt: new Date() });
  const reported = await givenEvent(ctx, { startsOn: '2026-01-01' });
  await send(ctx, await filled(ctx, { [reported]: '3' }));
  await givenEvent(other, { startsOn: '2026-05-03' });
  const { counts, more } = await listCountsToRecord(ctx);
  expect(counts.map(({ eventId }) => eventId)).toEqual([later, late]);
  expect(more).toBe(false);
  const chosen = await listCountsToRecord(ctx, [late, reported]);
  expect(chosen.counts.map(({ eventId, onPaper }) => [eventId, onPaper])).toEqual([
    [reported, 3],
    [late, null],
  ]);
});

test('one save records every number: an empty box skips its event, and 0 is a count', async () => {
  const ctx = await ours();
  const [many, none, skipped] = [await givenEvent(ctx), await givenEvent(ctx), await givenEvent(ctx)];
  const values = await filled(ctx, { [many]: '1,024', [none]: '0', [skipped]: ' ' });
  values[`confirmedOnPaper-${many}`] = '1024';
  expect((await send(ctx, values)).recorded).toEqual([
    { eventId: many, onPaper: 1024 },
    { eventId: none, onPaper: 0 },
  ]);
  expect(await Promise.all([many, none, skipped].map((id) => countOf(ctx, id)))).toEqual([1024, 0, null]);
  await expectAudit(testDb.db, 'event.certificates_reported', `event:${none}`, {
    details: expect.objectContaining({ before: null, after: 0 }),
  });
});

test('a row that can’t be right stays open with its reason, and the others are recorded', async () => {
  const ctx = await ours();
  const [good, word, large, early] = [
    await givenEvent(ctx),
    await givenEvent(ctx),
    await givenEvent(ctx),
    await givenEvent(ctx, { startsOn: '2026-06-01' }),
  ];
  const values = await filled(ctx, { [good]: '12', [word]: 'twelve', [large]: '5000', [early]: '1' });
  const { recorded, open } = await send({ ...ctx, clock: { ...ctx.clock, today: () => '2026-05-31' } }, values);
  expect(recorded).toEqual([{ eventId: good, onPaper: 12 }]);
  expect(open).toEqual([
    { eventId: word, problem: { kind: 'invalid', sentence: 'Enter a whole number, such as 0 or 24.' } },
    { eventId: large, problem: { kind: 'large', onPaper: 5000 } },
    { eventId: early, problem: { kind: 'invalid', sentence: expect.stringContaining('June 1, 2026') } },
  ]);
  const again = { ...(await filled(ctx, { [large]: '5000' })), [`confirmedOnPaper-${large}`]: '5000' };
  expect((await send(ctx, again)).recorded).toEqual([{ eventId: large, onPaper: 5000 }]);
});

test('a number that was recorded in the meantime is not replaced: its row shows both, and saving again decides', async () => {
  const ctx = await ours();
  const [stale, fresh] = [await givenEvent(ctx), await givenEvent(ctx)];
  const values = await filled(ctx, { [stale]: '30', [fresh]: '5' });
  const requestKey = crypto.randomUUID();
  await reportCertificates(ctx, { eventId: stale, onPaper: 24, issuedHere: 0, sawReport: 0, requestKey });
  const { recorded, open } = await send(ctx, values);
  expect(recorded).toEqual([{ eventId: fresh, onPaper: 5 }]);
  expect(open).toMatchObject([
    { eventId: stale, problem: { kind: 'replaces', recorded: { onPaper: 24 }, entered: { onPaper: 30 } } },
  ]);
  expect(await countOf(ctx, stale)).toBe(24);
  expect((await send(ctx, await filled(ctx, { [stale]: '30' }))).open).toEqual([]);
  expect(await countOf(ctx, stale)).toBe(30);
});

test('a form sent twice records once', async () => {
  const ctx = await ours();
  const event = await givenEvent(ctx);
  const values = await filled(ctx, { [event]: '8' });
  await send(ctx, values);
  expect((await send(ctx, values)).recorded).toEqual([{ eventId: event, onPaper: 8 }]);
});

test('with another provider’s event in the form, nothing is recorded', async () => {
  const [ctx, other] = [await ours(), await ours()];
  const [own, foreign] = [await givenEvent(ctx), await givenEvent(other)];
  const values = { ...(await filled(ctx, { [own]: '1' })), ...(await filled(other, { [foreign]: '1' })) };
  await expect(send(ctx, values)).rejects.toMatchObject({ code: 'not_found' });
  expect(await countOf(ctx, own)).toBeNull();
});

test('people who only read, and staff, record nothing', async () => {
  const viewer = await providerContext(testDb.db, { today: '2026-06-01', role: 'viewer' });
  for (const ctx of [viewer, await staffContext(testDb.db)]) {
    await expect(listCountsToRecord(ctx)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(reportManyCounts(ctx, { rows: [] })).rejects.toMatchObject({ code: 'forbidden' });
  }
});

test('a form without any number says what to enter', () => {
  expect(manyReportsSchema.safeParse({ 'onPaper-4': ' ' }).error?.issues[0]?.message).toMatch(/at least one event/);
});
