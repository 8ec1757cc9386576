import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { migrate } from '@/db/migrate';
import { clusterPlaces } from '@/scripts/start/cluster';
import { refuseLargeObjects } from '@/scripts/start/own-database';
import { startEmbeddedPostgres } from '@/scripts/start/postgres';
import { asAdmin, databaseUrl, TEMPLATE, withoutWaitingForDisk } from './database';
import { testRun } from './test-run';

/** Starts a real PostgreSQL just for this run, with a migrated database that test files copy. */
export default async function startDatabase(): Promise<void> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'pdups-tests-'));
  const server = await startEmbeddedPostgres({ dataDir, root: path.resolve(import.meta.dirname, '../..') });
  testRun.database = { dataDir, stop: () => server.stop() };
  const password = readFileSync(clusterPlaces(dataDir).password, 'utf8').trim();
  const admin = `postgres://postgres:${password}@127.0.0.1:${server.port}/postgres`;
  await withoutWaitingForDisk(admin);
  await asAdmin(admin, (sql) => sql`create database ${sql(TEMPLATE)} owner ${sql(new URL(server.ownerUrl).username)}`);
  await asAdmin(databaseUrl(admin, TEMPLATE), refuseLargeObjects);
  await migrate(databaseUrl(server.ownerUrl, TEMPLATE), { app: new URL(server.url).username });
  process.env.TEST_DATABASE_ADMIN_URL = admin;
  process.env.TEST_DATABASE_URL = server.url;
  process.env.TEST_DATABASE_OWNER_URL = server.ownerUrl;
  // Data that is stored outside of the database is deleted with it.
  process.env.DATA_DIR = dataDir;
}
