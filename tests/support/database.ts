import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { connect, type Database } from '@/db/client';

/** The name of the migrated database that each test file gets a copy of. */
export const TEMPLATE = 'pdups_template';

export function databaseUrl(admin: string, name: string): string {
  const url = new URL(admin);
  url.pathname = `/${name}`;
  return url.href;
}

/** A database of this test file's own, made before its tests and dropped after them. */
export function testDatabase(): { readonly db: Database; readonly url: string } {
  const admin = process.env.TEST_DATABASE_ADMIN_URL!;
  const name = `test_${randomBytes(6).toString('hex')}`;
  const held: { db?: Database; url: string } = { url: databaseUrl(admin, name) };

  beforeAll(async () => {
    await asAdmin(admin, (sql) => sql`create database ${sql(name)} template ${sql(TEMPLATE)}`);
    held.db = connect(held.url, { max: 8 });
  });
  afterAll(async () => {
    await held.db?.$client.end({ timeout: 5 });
    await asAdmin(admin, (sql) => sql`drop database if exists ${sql(name)} with (force)`);
  });

  return {
    url: held.url,
    get db() {
      return held.db!;
    },
  };
}

export async function asAdmin(url: string, work: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await work(sql);
  } finally {
    await sql.end();
  }
}
