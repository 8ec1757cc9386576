import { eq, sql } from 'drizzle-orm';
import { freshPlans, type Queryable } from '@/db/client';
import { providers, rateLimits } from '@/db/schema';
import { countWaiting } from '@/lib/notices/list-todo';
import { listWaiting } from '@/lib/requests/list-waiting';
import { testDatabase } from '../support/database';
import { providerContext } from '../support/people';

const testDb = testDatabase();

/** Runs a query of this shape, whose number of columns nothing else has. */
const read = (db: Queryable, key: string) =>
  db
    .select({ id: providers.id, key: sql<string>`${sql.raw(`'${key}'`)}` })
    .from(providers)
    .where(eq(providers.id, 1));

/** Returns whether the connection of a transaction keeps a statement that reads this key. */
async function keeps(db: Queryable, key: string): Promise<boolean> {
  const rows = await db.execute<{ statement: string }>(sql`select statement from pg_prepared_statements`);
  return rows.some(({ statement }) => statement.includes(`'${key}'`));
}

const write = (db: Queryable, key: string) =>
  db.insert(rateLimits).values({ key, windowStart: new Date('2026-05-03T12:00:00Z'), count: 1 });
const count = (db: Queryable, key: string) => db.$count(rateLimits, eq(rateLimits.key, key));

test('a transaction keeps its statements prepared, and those within a savepoint', async () => {
  await testDb.db.transaction(async (tx) => {
    await read(tx, 'outer');
    await tx.transaction(async (nested) => {
      await read(nested, 'inner');
      expect(await keeps(nested, 'inner')).toBe(true);
    });
    expect(await keeps(tx, 'outer')).toBe(true);
    expect(await keeps(tx, 'never read')).toBe(false);
  });
});

test('a list is planned for its values, in a transaction, too, and sees what the transaction wrote', async () => {
  await testDb.db.transaction(async (tx) => {
    await write(tx, 'seen');
    expect(await count(freshPlans(tx), 'seen')).toBe(1);
    await read(freshPlans(tx), 'fresh');
    expect(await keeps(tx, 'fresh')).toBe(false);
    await tx.transaction(async (nested) => {
      await read(freshPlans(nested), 'fresh inside');
      expect(await keeps(nested, 'fresh inside')).toBe(false);
    });
  });
  expect(freshPlans(testDb.db)).toBe(freshPlans(testDb.db));
});

test('what the header of every page counts is kept prepared, however many values it has', async () => {
  const ctx = await providerContext(testDb.db);
  await testDb.db.transaction(async (tx) => {
    const within = { ...ctx, db: tx as unknown as typeof ctx.db };
    await countWaiting(within);
    await listWaiting(within);
    const rows = await tx.execute<{ statement: string }>(
      sql`select statement from pg_prepared_statements where not from_sql`,
    );
    const kept = (words: string) => rows.filter(({ statement }) => statement.includes(words)).length;
    expect(kept(`'claims_wait' as kind`)).toBe(1);
    expect(kept('as requests')).toBe(1);
  });
});

test('what fails within a savepoint is rolled back alone', async () => {
  await testDb.db.transaction(async (tx) => {
    await write(tx, 'outside');
    const failed = tx.transaction(async (nested) => {
      await write(nested, 'inside');
      throw new Error('Not this one.');
    });
    await expect(failed).rejects.toThrow('Not this one.');
    expect(await count(tx, 'outside')).toBe(1);
    expect(await count(tx, 'inside')).toBe(0);
  });
  expect(await count(testDb.db, 'outside')).toBe(1);
});
