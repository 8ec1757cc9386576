import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { connect, type Database } from '@/db/client';
import { closeAll } from '@/lib/platform/shutdown';

/** The name of the migrated database that is copied for each test file. */
export const TEMPLATE = 'pdups_template';

export function databaseUrl(admin: string, name: string): string {
  const url = new URL(admin);
  url.pathname = `/${name}`;
  return url.href;
}

type TestDatabase = {
  /** Connected as the product's account. */
  readonly db: Database;
  readonly url: string;
  /** Connected as the account that owns the tables, for what the product's account is not allowed to do. */
  readonly owner: Database;
};

/** Creates a separate database for this test file before its tests and drops it afterward. */
export function testDatabase(): TestDatabase {
  const admin = process.env.TEST_DATABASE_ADMIN_URL!;
  const name = `test_${randomBytes(6).toString('hex')}`;
  const ownerUrl = databaseUrl(process.env.TEST_DATABASE_OWNER_URL!, name);
  const testDb: { db?: Database; owner?: Database; url: string } = {
    url: databaseUrl(process.env.TEST_DATABASE_URL!, name),
  };

  beforeAll(async () => {
    await asAdmin(admin, async (sql) => {
      const owner = sql(new URL(ownerUrl).username);
      await sql`create database ${sql(name)} owner ${owner} template ${sql(TEMPLATE)}`;
      // Privileges on the database itself are not copied.
      await sql`revoke create, temporary on database ${sql(name)} from public`;
    });
    testDb.db = connect(testDb.url, { max: 8 });
  });
  afterAll(async () => {
    // Closes what the tests started along the way, such as threads that read files.
    await closeAll(() => {});
    await testDb.db?.$client.end({ timeout: 5 });
    await testDb.owner?.$client.end({ timeout: 5 });
    await asAdmin(admin, (sql) => sql`drop database if exists ${sql(name)} with (force)`);
  });

  return {
    url: testDb.url,
    get db() {
      return testDb.db!;
    },
    get owner() {
      testDb.owner ??= connect(ownerUrl, { max: 1 });
      return testDb.owner;
    },
  };
}

/**
 * Lets a server of tests answer before the disk has everything. What was committed survives when the server is killed, which
 * tests try, and not when the machine is, which none can.
 */
export async function withoutWaitingForDisk(admin: string): Promise<void> {
  await asAdmin(admin, async (sql) => {
    await sql`alter system set fsync = off`;
    await sql`select pg_reload_conf()`;
  });
}

/**
 * Lets a server of tests wait for the disk from now on, as one that the product accepts. It is not taken back, because other
 * test files may need it at the same moment.
 */
export async function waitForDisk(admin: string): Promise<void> {
  await asAdmin(admin, async (sql) => {
    await sql`alter system set fsync = on`;
    await sql`select pg_reload_conf()`;
    // The server reads its configuration a moment later.
    for (let shown: unknown; shown !== 'on'; ) shown = (await sql`show fsync`)[0]!.fsync;
  });
}

export async function asAdmin(url: string, work: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await work(sql);
  } finally {
    await sql.end();
  }
}
