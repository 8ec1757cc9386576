import { sql } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { users } from '@/db/schema';

/** Adds an administrator, who can approve or confirm a disposal run. */
export async function givenAdministrator(
  db: Database,
  change: Partial<typeof users.$inferInsert> = {},
): Promise<number> {
  const name = `administrator-${crypto.randomUUID()}`;
  const [user] = await db
    .insert(users)
    .values({ username: name, name, email: `${name}@example.org`, staffRole: 'administrator', ...change })
    .returning();
  return user!.id;
}

/** Adds a disposal run with these rows, recorded and not yet approved. */
export async function givenDisposalRun(db: Database, rows: readonly [table: string, key: number | string][]) {
  const [run] = await db.execute<{ id: string }>(sql`
    insert into disposal_runs (rule, approval_reference, created_at) values ('Seven years', 'RM88-17', now()) returning id`);
  for (const [table, key] of rows) {
    await db.execute(
      sql`insert into disposal_run_items (run_id, table_name, row_key) values (${run!.id}, ${table}, ${String(key)})`,
    );
  }
  return Number(run!.id);
}

export function approve(db: Database, run: number, by: number) {
  return db.execute(sql`update disposal_runs set approved_by = ${by}, approved_at = now() where id = ${run}`);
}

export function confirm(db: Database, run: number, by: number) {
  return db.execute(sql`update disposal_runs set confirmed_by = ${by}, confirmed_at = now() where id = ${run}`);
}

/** Adds the same run, approved by one administrator and confirmed by another. */
export async function givenApprovedRun(db: Database, rows: readonly [table: string, key: number | string][]) {
  const run = await givenDisposalRun(db, rows);
  await approve(db, run, await givenAdministrator(db));
  await confirm(db, run, await givenAdministrator(db));
  return run;
}
