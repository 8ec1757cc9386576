import { sql } from 'drizzle-orm';
import { record } from '@/lib/audit/record';
import { testDatabase } from '../support/database';
import { providerContext } from '../support/people';

const test_ = testDatabase();

test('audit entries are chained: each carries the hash of the one before it', async () => {
  const ctx = await providerContext(test_.db);
  await Promise.all(
    Array.from({ length: 20 }, (_, i) =>
      test_.db.transaction((tx) => record(tx, ctx, { action: 'tried', subject: `event:${i}` })),
    ),
  );
  const rows = await test_.db.execute<{ previous_hash: string; hash: string }>(
    sql`select previous_hash, hash from audit_entries order by id`,
  );
  expect(rows).toHaveLength(20);
  expect(rows[0]!.previous_hash).toBe('');
  for (const [i, row] of rows.entries()) {
    expect(row.hash).toMatch(/^[0-9a-f]{64}$/);
    if (i > 0) expect(row.previous_hash).toBe(rows[i - 1]!.hash);
  }
});

test.each(['update audit_entries set action = $$x$$', 'delete from audit_entries', 'truncate audit_entries'])(
  'the database refuses: %s',
  async (statement) => {
    await expect(test_.db.execute(sql.raw(statement))).rejects.toMatchObject({
      cause: { message: 'rows of audit_entries are kept as they were written' },
    });
  },
);
