import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import postgres from 'postgres';
import { migrate } from '@/db/migrate';
import { checkAppAccount, checkDatabase } from '@/scripts/start/database-checks';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@/scripts/start/postgres';
import { isRunning, markOf, processIdentity, signal, until } from '@/scripts/start/processes';
import { soon } from '../support/soon';
import { newDataFolder, removeDataFolders } from './data-folder';

const root = process.cwd();
const running: EmbeddedPostgres[] = [];

jest.setTimeout(60_000);

afterAll(async () => {
  await Promise.all(running.map((server) => server.stop()));
  removeDataFolders();
});

async function start(dataDir: string): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir, root });
  running.push(server);
  return server;
}

async function ask(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return [...(await sql.unsafe(statement))];
  } finally {
    await sql.end();
  }
}

const asAdministrator = (dataDir: string, server: EmbeddedPostgres) =>
  `postgres://postgres:${readFileSync(path.join(dataDir, 'postgres/password'), 'utf8')}@127.0.0.1:${server.port}/pdups`;

describe('a new database', () => {
  const dataDir = newDataFolder();
  let server: EmbeddedPostgres;

  beforeAll(async () => {
    // What a start leaves behind if it is killed while creating the database.
    mkdirSync(path.join(dataDir, 'postgres.making-1/data/base'), { recursive: true });
    server = await start(dataDir);
  });

  test('passes its own checks, with two accounts, neither of which is a superuser', async () => {
    await checkDatabase(server.ownerUrl, { allowNoChecksums: false });
    expect(await checkAppAccount(server.url, server.ownerUrl)).toBe('pdups');
    for (const url of [server.url, server.ownerUrl]) {
      expect(await ask(url, 'select rolsuper from pg_roles where rolname = current_user')).toEqual([
        { rolsuper: false },
      ]);
    }
  });

  test('listens on loopback, asks for a password and keeps it private', async () => {
    const [row] = await ask(asAdministrator(dataDir, server), 'show listen_addresses');
    expect(row).toEqual({ listen_addresses: '127.0.0.1' });
    await expect(ask(server.url.replace(/:[^:@]+@/, ':wrong@'), 'select 1')).rejects.toMatchObject({ code: '28P01' });
    expect(statSync(path.join(dataDir, 'postgres/password')).mode & 0o777).toBe(0o600);
  });

  test('supports the letters of every language, and sorts the same everywhere', async () => {
    const [row] = await ask(
      server.url,
      `select lower('ÑANDÚ ЩУКА') as lower, datlocprovider as provider from pg_database where datname = 'pdups'`,
    );
    expect(row).toEqual({ lower: 'ñandú щука', provider: 'b' });
  });

  test('leaves nothing of a half-made database, and remembers that demo data is due', () => {
    expect(existsSync(path.join(dataDir, 'postgres.making-1'))).toBe(false);
    expect(existsSync(server.demoPending)).toBe(true);
  });

  test('a server that was left running is taken over with its data', async () => {
    await ask(server.ownerUrl, 'create table kept (n int); insert into kept values (42)');
    const again = await start(dataDir);
    expect([again.adopted, again.pid()]).toEqual([true, server.pid()]);
    expect(await ask(again.ownerUrl, 'select n from kept')).toEqual([{ n: 42 }]);
  });

  test.each(['fsync', 'full_page_writes', 'synchronous_commit'])('is refused with %s off', async (name) => {
    const administrator = asAdministrator(dataDir, server);
    const setTo = async (action: string, value: string) => {
      await ask(administrator, `alter system ${action} ${name}`);
      await ask(administrator, 'select pg_reload_conf()');
      for (let shown = ''; shown !== value; ) shown = String((await ask(administrator, `show ${name}`))[0]?.[name]);
    };
    await ask(administrator, `alter system set ${name} = off`);
    await ask(administrator, 'select pg_reload_conf()');
    for (let shown = ''; shown !== 'off'; ) shown = String((await ask(administrator, `show ${name}`))[0]?.[name]);
    await expect(checkDatabase(server.url, { allowNoChecksums: false })).rejects.toThrow(`has ${name} switched off`);
    await setTo('reset', 'on');
  });

  test.each<[string, (url: URL) => void, RegExp]>([
    [
      'a wrong password',
      (url) => {
        url.password = 'hunter2';
      },
      /does not accept the password of the account "pdups"/,
    ],
    [
      'a missing database',
      (url) => {
        url.pathname = '/nowhere';
      },
      /no database "nowhere" on 127\.0\.0\.1/,
    ],
    [
      'a closed port',
      (url) => {
        url.port = '1';
      },
      /"pdups" on 127\.0\.0\.1:1 cannot be reached \(ECONNREFUSED\)/,
    ],
    [
      'an unknown machine',
      (url) => {
        url.hostname = 'no-such-machine.invalid';
      },
      /no machine named no-such-machine\.invalid/,
    ],
    [
      'too few rights',
      (url) => {
        url.pathname = '/postgres';
      },
      /may not create tables in the database "postgres"/,
    ],
  ])('%s gets one sentence without the password', async (_name, change, sentence) => {
    const url = new URL(server.url);
    const { password } = url;
    change(url);
    const error: Error & { sentence?: string } = await checkDatabase(url.href, { allowNoChecksums: false }).catch(
      (e) => e,
    );
    expect(error.sentence).toMatch(sentence);
    expect(error.sentence).not.toContain(password);
    expect(error.sentence).not.toContain('hunter2');
  });

  test('stops, and starts again after its password file is lost, even if another program has its process number', async () => {
    // Stopped at the same time, because each of them would restart what the other has stopped.
    await Promise.all(running.map((one) => one.stop()));
    expect(processIdentity(server.pid())).toBeNull();
    rmSync(path.join(dataDir, 'postgres/password'));
    writeFileSync(
      path.join(dataDir, 'postgres/data/postmaster.pid'),
      `${process.pid}\n${dataDir}/postgres/data\n1\n5432\n\n127.0.0.1\n1 1\nready\n`,
    );
    server = await start(dataDir);
    expect(server.adopted).toBe(false);
    expect(await ask(server.ownerUrl, 'select n from kept')).toEqual([{ n: 42 }]);
    await server.stop();
    await until(() => processIdentity(server.pid()) === null, 1_000);
    expect(processIdentity(server.pid())).toBeNull();
  });
});

test('a database whose password file is empty, cut short, or newer than its password is opened with its data', async () => {
  const dataDir = newDataFolder();
  const first = await start(dataDir);
  await ask(first.ownerUrl, 'create table kept (n int); insert into kept values (42)');
  await first.stop();
  // The last one is what a start leaves behind that is killed between making the file again and setting the password.
  for (const content of ['', 'abc', 'x'.repeat(43)]) {
    writeFileSync(path.join(dataDir, 'postgres/password'), content);
    const next = await start(dataDir);
    expect(await ask(next.ownerUrl, 'select n from kept')).toEqual([{ n: 42 }]);
    await next.stop();
  }
});

describe('a data folder of the previous version, in which one account owned everything', () => {
  /** Makes a data folder like the previous version's: the application's account has everything, and there is no owner. */
  async function folderOfBefore(): Promise<string> {
    const dataDir = newDataFolder();
    const server = await start(dataDir);
    const administrator = asAdministrator(dataDir, server);
    await ask(administrator, 'reassign owned by pdups_owner to pdups');
    await ask(administrator, 'drop owned by pdups_owner; drop role pdups_owner');
    await migrate(server.url);
    await ask(server.url, `insert into providers (name, phone, kind, type) values ('Kept', '1', 'district', 'x')`);
    await ask(server.url, `insert into signing_certificates values ('kept', 'x', now())`);
    expect(await ask(server.url, 'select distinct tableowner from pg_tables where schemaname = $$public$$')).toEqual([
      { tableowner: 'pdups' },
    ]);
    await server.stop();
    return dataDir;
  }

  test('belongs to the owner after the next start, keeps its rows, and works', async () => {
    const server = await start(await folderOfBefore());
    expect(await checkAppAccount(server.url, server.ownerUrl)).toBe('pdups');
    await migrate(server.ownerUrl, { app: 'pdups' });
    const owners = `
      select distinct pg_get_userbyid(owner) as owner from (
        select relowner as owner from pg_class where relnamespace in ('public'::regnamespace, 'graphile_worker'::regnamespace, 'drizzle'::regnamespace)
        union select nspowner from pg_namespace where nspname in ('graphile_worker', 'drizzle')
        union select datdba from pg_database where datname = 'pdups'
        union select extowner from pg_extension where extname = 'pg_trgm') all_owners`;
    expect(await ask(server.url, owners)).toEqual([{ owner: 'pdups_owner' }]);
    expect(await ask(server.url, 'select name from providers')).toEqual([{ name: 'Kept' }]);
    await ask(server.url, `update providers set phone = '2'`);
    await ask(server.url, `select graphile_worker.add_job('nothing', '{}'::json)`);
    for (const statement of [
      'delete from signing_certificates',
      'drop trigger signing_certificates_kept on signing_certificates',
    ]) {
      await expect(ask(server.url, statement)).rejects.toMatchObject({ code: '42501' });
    }
    await server.stop();
  });

  test('changes owners at the start after one that was killed in between', async () => {
    const dataDir = await folderOfBefore();
    // The accounts exist, but the tables do not belong to the owner yet.
    const between = await start(dataDir);
    await ask(asAdministrator(dataDir, between), 'reassign owned by pdups_owner to pdups');
    await between.stop();
    const server = await start(dataDir);
    expect(await ask(server.url, 'select distinct tableowner from pg_tables where schemaname = $$public$$')).toEqual([
      { tableowner: 'pdups_owner' },
    ]);
    await server.stop();
  });
});

describe('an account for the application in an external database', () => {
  const dataDir = newDataFolder();
  let server: EmbeddedPostgres;
  beforeAll(async () => {
    server = await start(dataDir);
    await migrate(server.ownerUrl, { app: 'pdups' });
  });
  const refusal = (url: string, ownerUrl = server.ownerUrl) =>
    checkAppAccount(url, ownerUrl).then(
      () => null,
      (error) => error.sentence,
    );

  test('is refused when it owns the tables, belongs to their owner, or is an administrator', async () => {
    expect(await refusal(server.ownerUrl)).toMatch(/"pdups_owner" of DATABASE_URL could change the tables/);
    expect(await refusal(asAdministrator(dataDir, server))).toMatch(/"postgres" of DATABASE_URL could change/);
    await ask(asAdministrator(dataDir, server), 'grant pdups_owner to pdups');
    expect(await refusal(server.url)).toMatch(/"pdups" of DATABASE_URL could change the tables/);
    await ask(asAdministrator(dataDir, server), 'revoke pdups_owner from pdups');
    expect(await refusal(server.url)).toBeNull();
  });

  test('is refused when it may create tables, or reaches another database', async () => {
    await ask(server.ownerUrl, 'grant create on schema public to public');
    expect(await refusal(server.url)).toMatch(
      /may create tables .* revoke create on schema public from public, "pdups"/,
    );
    await ask(server.ownerUrl, 'revoke create on schema public from public');
    expect(await refusal(server.url.replace(/\/pdups$/, '/postgres'))).toMatch(/lead to different databases/);
  });

  test('loses extra privileges that an administrator gave it, once the product starts', async () => {
    const administrator = asAdministrator(dataDir, server);
    await ask(
      server.ownerUrl,
      'grant all on audit_entries, users to pdups; grant temporary on database pdups to public',
    );
    await migrate(server.ownerUrl, { app: 'pdups' });
    const [row] = await ask(
      administrator,
      `select has_table_privilege('pdups', 'audit_entries', 'update') as update,
         has_table_privilege('pdups', 'users', 'truncate') as truncate,
         has_database_privilege('pdups', 'pdups', 'temporary') as temporary`,
    );
    expect(row).toEqual({ update: false, truncate: false, temporary: false });
  });
});

test('one that dies while the product runs is started again where the pool looks for it, whatever it leaves behind', async () => {
  const dataDir = newDataFolder();
  const server = await start(dataDir);
  const { ownerUrl: url, port } = server;
  await ask(url, 'create table kept (n int); insert into kept values (42)');
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  const [{ pid } = { pid: 0 }] = await sql<{ pid: number }[]>`select pg_backend_pid() as pid`;
  // A child that waits forever keeps the data in use after its server is gone.
  const child = markOf(pid)!;
  signal(pid, 'SIGSTOP');
  signal(server.pid(), 'SIGKILL');
  const kept = await soon(() => ask(url, 'select n from kept').catch(() => null));
  expect([kept, server.port]).toEqual([[{ n: 42 }], port]);
  expect(isRunning(child)).toBe(false);
  await sql.end({ timeout: 1 });
});

test('one that is stopped while it is being started again does not go on', async () => {
  const dataDir = newDataFolder();
  const server = await start(dataDir);
  const killed = server.pid();
  // The first line of PostgreSQL's own file is its process number.
  const pidInFile = () => {
    try {
      return Number(readFileSync(path.join(dataDir, 'postgres/data/postmaster.pid'), 'utf8').split('\n')[0]);
    } catch {
      return killed;
    }
  };
  signal(killed, 'SIGKILL');
  await until(() => pidInFile() !== killed, 20_000, 1);
  const again = markOf(pidInFile());
  await server.stop();
  expect(again === null || !isRunning(again)).toBe(true);
});

test('a PostgreSQL program that works elsewhere is left alone', async () => {
  const one = await start(newDataFolder());
  const two = await start(newDataFolder());
  const sql = postgres(one.url, { max: 1, onnotice: () => {} });
  await sql`select 1`;
  signal(two.pid(), 'SIGKILL');
  await soon(() => ask(two.url, 'select 1').catch(() => null));
  expect(await sql`select 1 as one`).toEqual([{ one: 1 }]);
  await sql.end({ timeout: 1 });
});
