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

test('the hash of an entry is that of all it says', async () => {
  const ctx = await providerContext(test_.db);
  await record(test_.db, ctx, { action: 'tried', subject: 'event:1', details: { before: 'Zoë', after: null } });
  const rows = await test_.db.execute<{ hash: string; again: string }>(sql`
    select hash, encode(sha256(convert_to(concat_ws('|', previous_hash, id, extract(epoch from at), coalesce(user_id, 0),
      coalesce(provider_id, 0), action, subject, details::text), 'UTF8')), 'hex') as again from audit_entries`);
  expect(rows.length).toBeGreaterThan(0);
  for (const { hash, again } of rows) expect(again).toBe(hash);
});

/** What is written once, with a column of each that somebody might want to put right. */
const KEPT: Record<string, string> = {
  audit_entries: 'action',
  certificates: 'sha256',
  certificate_reports: 'count',
  named_certificates: 'facts',
  certificate_bases: 'bytes',
  certificate_endings: 'reason',
  signatures: 'title',
  event_signings: 'signed_at',
  signing_certificates: 'fingerprint',
};

const statements = Object.entries(KEPT).flatMap(([table, column]) => [
  [table, `update ${table} set ${column} = ${column}`],
  [table, `delete from ${table}`],
  [table, `truncate ${table} cascade`],
]);

test.each(statements)('the database refuses to change %s: %s', async (_table, statement) => {
  await expect(test_.db.execute(sql.raw(statement!))).rejects.toMatchObject({
    cause: { message: expect.stringMatching(/^rows of \w+ are kept as they were written$/) },
  });
});
