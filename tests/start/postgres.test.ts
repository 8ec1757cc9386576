import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import postgres from 'postgres';
import { checkDatabase } from '@/scripts/start/database-checks';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@/scripts/start/postgres';
import { processIdentity, signal, until } from '@/scripts/start/processes';
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
    // What a start leaves that was killed while it made the database.
    mkdirSync(path.join(dataDir, 'postgres.making-1/data/base'), { recursive: true });
    server = await start(dataDir);
  });

  test('passes its own checks, and its account is no superuser', async () => {
    await checkDatabase(server.url, { allowNoChecksums: false });
    expect(await ask(server.url, 'select rolsuper from pg_roles where rolname = current_user')).toEqual([
      { rolsuper: false },
    ]);
  });

  test('listens on loopback, asks for a password, keeps it private', async () => {
    const [row] = await ask(asAdministrator(dataDir, server), 'show listen_addresses');
    expect(row).toEqual({ listen_addresses: '127.0.0.1' });
    await expect(ask(server.url.replace(/:[^:@]+@/, ':wrong@'), 'select 1')).rejects.toMatchObject({ code: '28P01' });
    expect(statSync(path.join(dataDir, 'postgres/password')).mode & 0o777).toBe(0o600);
  });

  test('knows the letters of every language, and sorts alike everywhere', async () => {
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

  test('a server left running is taken over with what was saved', async () => {
    await ask(server.url, 'create table kept (n int); insert into kept values (42)');
    const again = await start(dataDir);
    expect([again.adopted, again.pid()]).toEqual([true, server.pid()]);
    expect(await ask(again.url, 'select n from kept')).toEqual([{ n: 42 }]);
  });

  test('one that dies under the product is started again where the pool looks for it', async () => {
    const { port } = server;
    signal(server.pid(), 'SIGKILL');
    let answers = false;
    const deadline = Date.now() + 30_000;
    while (!answers && Date.now() < deadline) {
      answers = await ask(server.url, 'select n from kept').then(
        (rows) => rows.length === 1,
        () => false,
      );
    }
    expect([answers, server.port]).toEqual([true, port]);
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
  ])('%s is one sentence without the password', async (_name, change, sentence) => {
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

  test('stops, starts again after its password file is lost, and in spite of another program’s number', async () => {
    for (const one of running) await one.stop();
    expect(processIdentity(server.pid())).toBeNull();
    rmSync(path.join(dataDir, 'postgres/password'));
    writeFileSync(
      path.join(dataDir, 'postgres/data/postmaster.pid'),
      `${process.pid}\n${dataDir}/postgres/data\n1\n5432\n\n127.0.0.1\n1 1\nready\n`,
    );
    server = await start(dataDir);
    expect(server.adopted).toBe(false);
    expect(await ask(server.url, 'select n from kept')).toEqual([{ n: 42 }]);
    await server.stop();
    await until(() => processIdentity(server.pid()) === null, 1_000);
    expect(processIdentity(server.pid())).toBeNull();
  });
});
