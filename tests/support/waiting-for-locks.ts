import { sql } from 'drizzle-orm';
import type { Database } from '@/db/client';

/** Counts the sessions of the test's own database that wait for a lock that another session has. */
export async function waitingForLocks(db: Database): Promise<number> {
  const rows = await db.execute(sql`select 1 from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`);
  return rows.length;
}
