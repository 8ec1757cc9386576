import { readFileSync } from 'node:fs';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import { migrate as applyMigrations } from 'drizzle-orm/postgres-js/migrator';
import { fixSearchPaths, grantToApp } from './account-rights';
import { connect } from './client';
import { isEncrypted } from './queries/jobs';
import { workerUrl } from './worker-url';

type MigrateOptions = {
  /** Where the generated migrations are. */
  folder?: string;
  /** The account that the application connects as, when it is not the owner. */
  app?: string;
};

/**
 * Migrates the database at `url` to the newest schema, ours and the job queue's, and grants the application's account what
 * it needs. Two servers that start at once wait for each other.
 * @param url connects as the account that owns the database
 */
export async function migrate(url: string, { folder = 'drizzle', app }: MigrateOptions = {}): Promise<void> {
  const db = connect(url, { max: 1, patient: true });
  try {
    // A pool of one: the lock and the migrations use the same connection.
    await db.execute(sql`set statement_timeout = 0`);
    await db.execute(sql`set lock_timeout = 0`);
    await db.execute(sql`select pg_advisory_lock(hashtext('pdups migrations'))`);
    await applyMigrations(db, { migrationsFolder: folder });
    const { runMigrations } = await import('graphile-worker');
    await runMigrations({ connectionString: workerUrl(url, await isEncrypted(db)), maxPoolSize: 1 });
    await fixSearchPaths(db);
    if (app) await grantToApp(db, app);
    await db.execute(sql`select pg_advisory_unlock(hashtext('pdups migrations'))`);
  } finally {
    await db.$client.end({ timeout: 5 });
  }
}

/**
 * Returns the timestamp that identifies the newest migration in the folder, as the database records it when it is applied.
 */
export function newestMigration(folder: string): number {
  const journal = JSON.parse(readFileSync(path.join(folder, 'meta/_journal.json'), 'utf8')) as {
    entries: { when: number }[];
  };
  return Math.max(...journal.entries.map(({ when }) => when));
}
