import { sql } from 'drizzle-orm';
import { record } from '@/lib/audit/record';
import { verifyChain } from '@/lib/audit/verify';
import { testDatabase } from '../support/database';
import { providerContext } from '../support/people';

const test_ = testDatabase();

const chain = () =>
  test_.db.execute<{ position: string; previous_hash: string; hash: string }>(
    sql`select position, previous_hash, hash from audit_chain order by position`,
  );

test('audit entries are chained: each has the hash of the one before it', async () => {
  const ctx = await providerContext(test_.db);
  await Promise.all(
    Array.from({ length: 20 }, (_, i) =>
      test_.db.transaction((tx) =>
        record(tx, ctx, { action: 'attendee.removed', subject: `event:${i}`, details: { attendeeId: i } }),
      ),
    ),
  );
  const rows = await chain();
  expect(rows).toHaveLength(20);
  expect(rows[0]!.previous_hash).toBe('');
  for (const [i, row] of rows.entries()) {
    expect(Number(row.position)).toBe(i + 1);
    expect(row.hash).toMatch(/^[0-9a-f]{64}$/);
    if (i > 0) expect(row.previous_hash).toBe(rows[i - 1]!.hash);
  }
});

test('the hash of an entry covers everything in it', async () => {
  const ctx = await providerContext(test_.db);
  await record(test_.db, ctx, {
    action: 'user.name_changed',
    subject: `user:${ctx.actor.userId}`,
    details: { before: 'Zoë', after: 'Zoe|’' },
  });
  const before = await chain();
  expect(await verifyChain(test_.db, { anchors: [] })).toMatchObject({ links: before.length, problems: [] });
});

/** Tables whose rows are written once, each with a column that somebody might want to correct. */
const KEPT: Record<string, string> = {
  audit_entries: 'action',
  audit_chain: 'hash',
  certificates: 'sha256',
  certificate_reports: 'count',
  interim_counts: 'count',
  event_cancellations: 'reason',
  settings: 'reason',
  provider_standings: 'reason',
  provider_notes: 'text',
  provider_merge_rows: 'role',
  named_certificates: 'facts',
  certificate_bases: 'bytes',
  certificate_endings: 'reason',
  signatures: 'title',
  event_signings: 'signed_at',
  signing_certificates: 'fingerprint',
  request_steps: 'text',
  application_steps: 'text',
  attendance_files: 'sha256',
  attendance_rules: 'sessions',
  attendance_facts: 'started_at',
  attendance_results: 'units',
  distinct_attendees: 'decided_at',
};

const statements = Object.entries(KEPT).flatMap(([table, column]) => [
  [table, `update ${table} set ${column} = ${column}`],
  [table, `delete from ${table}`],
  [table, `truncate ${table} cascade`],
]);

test.each(statements)('the database lets nobody change %s, not even its owner: %s', async (_table, statement) => {
  await expect(test_.owner.execute(sql.raw(statement!))).rejects.toMatchObject({
    cause: { message: expect.stringMatching(/^rows of \w+ are kept as they were written$/) },
  });
  await expect(test_.db.execute(sql.raw(statement!))).rejects.toMatchObject({ cause: { code: '42501' } });
});
