import { eq, sql } from 'drizzle-orm';
import { attendanceRules, auditEntries, certificateReports } from '@/db/schema';
import { record } from '@/lib/audit/record';
import { verifyChain } from '@/lib/audit/verify';
import { testDatabase } from '../support/database';
import { approve, confirm, givenAdministrator, givenApprovedRun, givenDisposalRun } from '../support/disposals';
import { givenEvent } from '../support/events';
import { onDay, providerContext } from '../support/people';

const testDb = testDatabase();

const KEPT = { cause: { message: expect.stringMatching(/^rows of \w+ are kept as they were written$/) } };

/** Adds two reports of certificates, which cannot be changed once written. */
async function reports(): Promise<[number, number]> {
  const ctx = onDay(await providerContext(testDb.db), '2026-05-04');
  const eventId = await givenEvent(ctx);
  const rows = await testDb.db
    .insert(certificateReports)
    .values(
      [1, 2].map((count) => ({
        eventId,
        count,
        issued: 0,
        reportedBy: ctx.actor.userId,
        reportedAt: ctx.clock.now(),
        requestKey: crypto.randomUUID(),
      })),
    )
    .returning();
  return [rows[0]!.id, rows[1]!.id];
}

const remove = (id: number) => testDb.owner.delete(certificateReports).where(eq(certificateReports.id, id));
const remaining = async (...ids: number[]) => {
  const rows = await testDb.db.select({ id: certificateReports.id }).from(certificateReports);
  return ids.filter((id) => rows.some((row) => row.id === id));
};

test('the rows of an approved and confirmed run can be deleted, and no other row of the table', async () => {
  const [listed, other] = await reports();
  await givenApprovedRun(testDb.db, [['certificate_reports', listed]]);
  await expect(remove(other)).rejects.toMatchObject(KEPT);
  await expect(testDb.owner.execute(sql`delete from certificate_reports`)).rejects.toMatchObject(KEPT);
  await expect(
    testDb.owner.update(certificateReports).set({ count: 9 }).where(eq(certificateReports.id, listed)),
  ).rejects.toMatchObject(KEPT);
  await expect(testDb.owner.execute(sql`truncate certificate_reports cascade`)).rejects.toMatchObject(KEPT);
  await remove(listed);
  expect(await remaining(listed, other)).toEqual([other]);
});

test('a run that is not approved, or approved by one person only, deletes nothing', async () => {
  const [id] = await reports();
  const run = await givenDisposalRun(testDb.db, [['certificate_reports', id]]);
  await expect(remove(id)).rejects.toMatchObject(KEPT);
  const one = await givenAdministrator(testDb.db);
  await approve(testDb.db, run, one);
  await expect(remove(id)).rejects.toMatchObject(KEPT);
  await expect(confirm(testDb.db, run, one)).rejects.toThrow();
  await expect(remove(id)).rejects.toMatchObject(KEPT);
  expect(await remaining(id)).toEqual([id]);
});

test('a run for the same number in another table deletes nothing here', async () => {
  const [id] = await reports();
  await givenApprovedRun(testDb.db, [['certificates', id]]);
  await expect(remove(id)).rejects.toMatchObject(KEPT);
  // A run with another row of this table allows the statement, but still not this row.
  const [, listed] = await reports();
  await givenApprovedRun(testDb.db, [['certificate_reports', listed]]);
  await expect(remove(id)).rejects.toMatchObject(KEPT);
  await expect(givenDisposalRun(testDb.db, [['audit_chain', 1]])).rejects.toThrow();
});

test('attendance is disposed of like certificates: only with an approved run, and only what it lists', async () => {
  const ctx = onDay(await providerContext(testDb.db), '2026-05-04');
  const eventId = await givenEvent(ctx);
  const rule = { eventId, sessions: [], breaks: [], setBy: ctx.actor.userId, setAt: ctx.clock.now() };
  const rows = await testDb.db.insert(attendanceRules).values([rule, rule]).returning({ id: attendanceRules.id });
  const [listed, other] = [rows[0]!.id, rows[1]!.id];
  const dispose = (id: number) => testDb.owner.delete(attendanceRules).where(eq(attendanceRules.id, id));
  await expect(dispose(listed)).rejects.toMatchObject(KEPT);
  await givenApprovedRun(testDb.db, [['attendance_rules', listed]]);
  await expect(dispose(other)).rejects.toMatchObject(KEPT);
  await dispose(listed);
  const left = await testDb.db
    .select({ id: attendanceRules.id })
    .from(attendanceRules)
    .where(eq(attendanceRules.eventId, eventId));
  expect(left).toEqual([{ id: other }]);
});

test('a forged setting or a temporary table of the same name opens nothing', async () => {
  const [id] = await reports();
  await expect(
    testDb.owner.transaction(async (tx) => {
      await tx.execute(
        sql`select set_config('pdups.disposal_run', '1', true), set_config('app.disposal_run', '1', true)`,
      );
      await tx.execute(sql`create temporary table disposal_runs on commit drop as
        select 1::bigint as id, 1::bigint as approved_by, 2::bigint as confirmed_by`);
      await tx.execute(sql`create temporary table disposal_run_items on commit drop as
        select 1::bigint as run_id, 'certificate_reports' as table_name, ${String(id)} as row_key`);
      await tx.delete(certificateReports).where(eq(certificateReports.id, id));
    }),
  ).rejects.toMatchObject(KEPT);
  expect(await remaining(id)).toEqual([id]);
});

test('a run cannot be inserted as approved, approved by people other than administrators or in one step, or changed afterward', async () => {
  const [id, other] = await reports();
  const [one, two] = [await givenAdministrator(testDb.db), await givenAdministrator(testDb.db)];
  await expect(
    testDb.db.execute(sql`insert into disposal_runs (rule, approval_reference, created_at, approved_by, approved_at, confirmed_by, confirmed_at)
      values ('r', 'a', now(), ${one}, now(), ${two}, now())`),
  ).rejects.toThrow();
  const run = await givenDisposalRun(testDb.db, [['certificate_reports', id]]);
  await expect(
    testDb.db.execute(
      sql`update disposal_runs set approved_by = ${one}, approved_at = now(), confirmed_by = ${two}, confirmed_at = now() where id = ${run}`,
    ),
  ).rejects.toThrow();
  await expect(confirm(testDb.db, run, two)).rejects.toThrow();
  for (const change of [{ staffRole: 'staff' as const }, { staffRole: null }, { disabledAt: new Date() }]) {
    await expect(approve(testDb.db, run, await givenAdministrator(testDb.db, change))).rejects.toThrow();
  }
  await approve(testDb.db, run, one);
  const widen = sql`insert into disposal_run_items (run_id, table_name, row_key) values (${run}, 'certificate_reports', ${String(other)})`;
  await expect(testDb.db.execute(widen)).rejects.toThrow();
  await expect(testDb.db.execute(sql`update disposal_run_items set row_key = ${String(other)}`)).rejects.toThrow();
  await expect(approve(testDb.db, run, two)).rejects.toThrow();
  await confirm(testDb.db, run, two);
  for (const statement of [
    sql`update disposal_runs set rule = 'other' where id = ${run}`,
    sql`update disposal_runs set confirmed_by = null, confirmed_at = null where id = ${run}`,
    sql`delete from disposal_runs where id = ${run}`,
    sql`delete from disposal_run_items where run_id = ${run}`,
    sql`truncate disposal_run_items`,
  ]) {
    await expect(testDb.owner.execute(statement)).rejects.toThrow();
  }
  await expect(remove(other)).rejects.toMatchObject(KEPT);
});

test('only the payload of an audit entry is deleted, and the chain still verifies', async () => {
  const ctx = await providerContext(testDb.db);
  const { userId } = ctx.actor;
  const subject = `user:${userId}` as const;
  for (const after of ['Zoë', 'Zoë Ñandú']) {
    await record(testDb.db, ctx, { action: 'user.name_changed', subject, details: { before: 'Zoe', after } });
  }
  const [first, second] = await testDb.db.select().from(auditEntries).where(eq(auditEntries.userId, userId));
  const erase = (id: number, more = {}) =>
    testDb.owner
      .update(auditEntries)
      .set({ details: null, address: null, ...more })
      .where(eq(auditEntries.id, id));
  await expect(erase(first!.id)).rejects.toMatchObject(KEPT);
  await givenApprovedRun(testDb.db, [['audit_entries', first!.id]]);
  await expect(erase(second!.id)).rejects.toMatchObject(KEPT);
  await expect(erase(first!.id, { action: 'sign_out' })).rejects.toMatchObject(KEPT);
  await expect(erase(first!.id, { details: {} })).rejects.toMatchObject(KEPT);
  await expect(testDb.owner.delete(auditEntries).where(eq(auditEntries.id, first!.id))).rejects.toMatchObject(KEPT);
  await erase(first!.id);
  expect(await verifyChain(testDb.db, { anchors: [] })).toMatchObject({ erased: 1, problems: [] });
});

test('the product’s account writes the log, but not the chain, and cannot bypass the guards', async () => {
  const entry = sql`insert into audit_entries (at, actor_kind, action, subject_type, details)
    values (now(), 'visitor', 'sign_out', 'user', '{}')`;
  await testDb.db.execute(entry);
  const link = sql`insert into audit_chain (position, entry_id, payload_digest, previous_hash, hash) values (999, 999, '', '', '')`;
  for (const account of [testDb.db, testDb.owner]) {
    await expect(account.execute(link)).rejects.toMatchObject({
      cause: { message: 'the chain is written when an entry is committed' },
    });
  }
  const [id] = await reports();
  await givenApprovedRun(testDb.db, [['certificate_reports', id]]);
  const statement = sql`delete from certificate_reports where id = ${id}`;
  await expect(testDb.db.execute(statement)).rejects.toMatchObject({ cause: { code: '42501' } });
  expect(await verifyChain(testDb.db, { anchors: [] })).toMatchObject({ problems: [] });
});
