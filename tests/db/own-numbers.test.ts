import { eventCategoryLinks } from '@/db/schema';
import { ownNumbers } from '@/lib/events/own-numbers';
import { testDatabase } from '../support/database';
import { givenEvent } from '../support/events';
import { providerContext, staffContext } from '../support/people';

const testDb = testDatabase();

test('a provider’s numbers are those of its own events that end in the reporting year, by month and category', async () => {
  const ctx = await providerContext(testDb.db, { today: '2026-05-10' });
  const other = await providerContext(testDb.db);
  const inCategories = async (eventId: number, ...categoryIds: number[]) =>
    testDb.db.insert(eventCategoryLinks).values(categoryIds.map((categoryId) => ({ eventId, categoryId })));
  await inCategories(
    await givenEvent(ctx, {
      endsOn: '2025-07-01',
      startsOn: '2025-06-29',
      hours: '0.25',
      certificateCount: 12,
      reportedIssued: 0,
    }),
    1,
    2,
  );
  await inCategories(await givenEvent(ctx, { startsOn: '2026-05-03', hours: '6.50' }), 2);
  await inCategories(await givenEvent(ctx, { startsOn: '2026-05-10', hours: '1.25' }), 2);
  await givenEvent(ctx, { startsOn: '2025-06-30', hours: '100' });
  await givenEvent(ctx, { startsOn: '2026-07-01', hours: '100' });
  await givenEvent(ctx, { startsOn: '2026-05-04', hours: '100', canceledAt: new Date() });
  await givenEvent(other, { startsOn: '2026-05-03', hours: '100' });

  const { year, isCurrent, all, months, categories } = await ownNumbers(ctx, null);
  expect([year.label, isCurrent]).toEqual(['2025–26', true]);
  expect(all).toMatchObject({ events: 3, units: '8', certificates: 12, countsDue: 1 });
  expect(months).toHaveLength(12);
  expect(months[0]).toEqual({ label: 'July 2025', events: 1, units: '0.25', certificates: 12, countsDue: 0 });
  expect(months[1]).toEqual({ label: 'August 2025', events: 0, units: '0', certificates: 0, countsDue: 0 });
  expect(months[10]).toEqual({ label: 'May 2026', events: 2, units: '7.75', certificates: 0, countsDue: 1 });
  expect(categories.map(({ events, units, certificates }) => [events, units, certificates])).toEqual([
    [1, '0.25', 12],
    [3, '8', 12],
  ]);
});

test('an earlier year has its own numbers, and one that has not begun is not shown', async () => {
  const ctx = await providerContext(testDb.db, { today: '2026-05-10' });
  await givenEvent(ctx, { startsOn: '2025-06-30', hours: '2' });
  expect((await ownNumbers(ctx, 2024)).all).toMatchObject({ events: 1, countsDue: 1 });
  expect((await ownNumbers(ctx, 2024)).isCurrent).toBe(false);
  expect((await ownNumbers(ctx, 2026)).year.start).toBe(2025);
});

test('staff have no numbers of their own', async () => {
  await expect(ownNumbers(await staffContext(testDb.db), null)).rejects.toMatchObject({ code: 'forbidden' });
});
