import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { migrate } from '@/db/migrate';
import { clusterPlaces } from '@/scripts/start/cluster';
import { startEmbeddedPostgres } from '@/scripts/start/postgres';
import { asAdmin, databaseUrl, TEMPLATE } from './database';
import { testRun } from './test-run';

/** A real PostgreSQL of this run's own, with a migrated database that test files copy. */
export default async function startDatabase(): Promise<void> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'pdups-tests-'));
  const server = await startEmbeddedPostgres({ dataDir, root: path.resolve(import.meta.dirname, '../..') });
  testRun.database = { dataDir, stop: () => server.stop() };
  const password = readFileSync(clusterPlaces(dataDir).password, 'utf8').trim();
  const admin = `postgres://postgres:${password}@127.0.0.1:${server.port}/postgres`;
  await asAdmin(admin, (sql) => sql`create database ${sql(TEMPLATE)}`);
  await migrate(databaseUrl(admin, TEMPLATE));
  process.env.TEST_DATABASE_ADMIN_URL = admin;
  // What is kept outside of the database goes with it.
  process.env.DATA_DIR = dataDir;
}
