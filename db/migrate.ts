import { sql } from 'drizzle-orm';
import { migrate as applyMigrations } from 'drizzle-orm/postgres-js/migrator';
import { connect } from './client';
import { isEncrypted } from './queries/jobs';
import { workerUrl } from './worker-url';

/**
 * Brings the database at `url` to the newest schema, ours and that of the job queue. Two servers that start at once
 * wait for one another.
 * @param folder where the generated migrations lie
 */
export async function migrate(url: string, folder = 'drizzle'): Promise<void> {
  const db = connect(url, { max: 1, patient: true });
  try {
    // A pool of one: the lock and the migrations use the same connection.
    await db.execute(sql`set statement_timeout = 0`);
    await db.execute(sql`set lock_timeout = 0`);
    await db.execute(sql`select pg_advisory_lock(hashtext('pdups migrations'))`);
    await applyMigrations(db, { migrationsFolder: folder });
    const { runMigrations } = await import('graphile-worker');
    await runMigrations({ connectionString: workerUrl(url, await isEncrypted(db)), maxPoolSize: 1 });
    await db.execute(sql`select pg_advisory_unlock(hashtext('pdups migrations'))`);
  } finally {
    await db.$client.end({ timeout: 5 });
  }
}
