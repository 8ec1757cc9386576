import { sql } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { FORBIDDEN_STATEMENTS, REFUSED } from '../support/forbidden-statements';
import { productDatabase } from '../support/product-database';

let db: Database;
beforeAll(async () => {
  db = await productDatabase();
});
afterAll(() => db.$client.end());

test.each(FORBIDDEN_STATEMENTS)('SQL that runs as the product may not %s', async (_what, statement) => {
  await expect(db.execute(sql.raw(statement))).rejects.toMatchObject({
    cause: { code: expect.stringMatching(REFUSED) },
  });
});

test('the product itself is connected as that account', async () => {
  const rows = await db.execute<{ user: string }>(
    sql`select distinct usename as user from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
  );
  expect(rows.map(({ user }) => user)).toEqual(['pdups']);
});
