import { migrate } from '@/db/migrate';
import { asAdmin, databaseUrl, TEMPLATE } from './database';

/** A real PostgreSQL for this run, with a migrated database that test files copy. */
export default async function startDatabase(): Promise<void> {
  const admin = process.env.TEST_DATABASE_ADMIN_URL;
  if (!admin) throw new Error('TEST_DATABASE_ADMIN_URL is not set.');
  await asAdmin(admin, (sql) => sql`drop database if exists ${sql(TEMPLATE)} with (force)`);
  await asAdmin(admin, (sql) => sql`create database ${sql(TEMPLATE)}`);
  await migrate(databaseUrl(admin, TEMPLATE));
}
