import '../support/settings';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { closeAll } from '@/lib/platform/shutdown';
import { Children } from '@/scripts/start/children';
import { prepareDatabase } from '@/scripts/start/database';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@/scripts/start/postgres';
import { readSettings } from '@/scripts/start/settings';
import { Shutdown } from '@/scripts/start/shutdown';
import { reachDatabase } from '@/scripts/user-create/product';
import { asAdmin, databaseUrl } from '../support/database';
import { newDataFolder, removeDataFolders } from './data-folder';

const root = process.cwd();
const dataDir = newDataFolder();
let server: EmbeddedPostgres;
jest.setTimeout(60_000);

beforeAll(async () => {
  server = await startEmbeddedPostgres({ dataDir, root });
});
afterAll(async () => {
  await closeAll(() => {});
  await server.stop();
  removeDataFolders();
});

async function makeDatabase(name: string): Promise<void> {
  const password = readFileSync(path.join(dataDir, 'postgres/password'), 'utf8');
  await asAdmin(`postgres://postgres:${password}@127.0.0.1:${server.port}/postgres`, (sql) =>
    sql.unsafe(`create database ${name} owner pdups_owner template template0`),
  );
}

/** Prepares a database that an administrator made for this test, and returns what the start says about it. */
async function prepare(name: string, accounts: { app: string; owner?: string }): Promise<string[]> {
  await makeDatabase(name);
  const said: string[] = [];
  if (accounts.owner) process.env.DATABASE_OWNER_URL = databaseUrl(accounts.owner, name);
  const settings = readSettings(
    { ...process.env, DATABASE_URL: databaseUrl(accounts.app, name), DATA_DIR: dataDir },
    root,
  );
  await prepareDatabase({
    settings,
    children: new Children(),
    shutdown: new Shutdown(() => {}),
    say: (line) => said.push(line),
    onLost: () => {},
    signal: new AbortController().signal,
  });
  return said;
}

test('with one account for everything, the start says so', async () => {
  expect(await prepare('one_account', { app: server.ownerUrl })).toEqual([
    expect.stringMatching(/Set DATABASE_OWNER_URL to separate the two/),
  ]);
});

test('with two accounts it says nothing, and the owner’s password does not stay in the environment', async () => {
  expect(await prepare('two_accounts', { app: server.url, owner: server.ownerUrl })).toEqual([]);
  expect(process.env.DATABASE_URL).toBe(databaseUrl(server.url, 'two_accounts'));
  expect(process.env.DATABASE_OWNER_URL).toBeUndefined();
});

test('a command needs no owner for a database that is prepared, and changes none that is not', async () => {
  const reach = (url: string) =>
    reachDatabase(readSettings({ ...process.env, DATABASE_URL: url, DATA_DIR: dataDir }, root), new Shutdown(() => {}));
  await reach(databaseUrl(server.url, 'two_accounts'));
  await makeDatabase('unprepared');
  const url = databaseUrl(server.ownerUrl, 'unprepared');
  await expect(reach(url)).rejects.toThrow('is not prepared for this version. Run npm run migrate');
  await asAdmin(url, async (sql) => {
    expect(await sql`select from pg_tables where schemaname = 'public'`).toHaveLength(0);
  });
});
