import { createServer, type Server, Socket } from 'node:net';
import postgres from 'postgres';
import { databaseFault } from '@/db/errors';
import { openSocket } from '@/db/open-socket';
import { testDatabase } from '../support/database';

const held = testDatabase();

/** A proxy before the database, which can fall silent or close each new connection without a word. */
async function startProxy() {
  let mode: 'pass' | 'silent' | 'close' = 'pass';
  const sockets = new Set<Socket>();
  const { hostname, port } = new URL(held.url);
  const server: Server = createServer((near) => {
    sockets.add(near);
    // The greeting is read first: closed with something unread, a connection is reset, which is another way to fail.
    if (mode === 'close') return near.once('data', () => near.end()).on('error', () => {});
    const far = new Socket().connect(Number(port), hostname);
    sockets.add(far);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      from.on('data', (bytes) => mode === 'silent' || to.write(bytes));
      from.on('close', () => to.destroy());
      from.on('error', () => {});
    }
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = new URL(held.url);
  url.port = String((server.address() as { port: number }).port);
  return {
    url: url.href,
    set(next: typeof mode) {
      mode = next;
    },
    cut() {
      for (const socket of sockets) socket.destroy();
    },
    async close() {
      this.cut();
      await new Promise((done) => server.close(done));
    },
  };
}

let proxy: Awaited<ReturnType<typeof startProxy>>;
let sql: postgres.Sql;

beforeEach(async () => {
  proxy = await startProxy();
  sql = postgres(proxy.url, { max: 1, backoff: () => 0.2, ...openSocket({ longestSilence: 1_500 }) });
  await sql`select 1`;
});
afterEach(async () => {
  await sql.end({ timeout: 1 });
  await proxy.close();
});

const faultOf = (query: Promise<unknown>) => query.then(() => null, databaseFault);

test('a server that fell silent is given up, and asked again when it is back', async () => {
  proxy.set('silent');
  expect(await faultOf(sql`select 1`)).toMatchObject({ kind: 'unavailable' });
  proxy.set('pass');
  expect(await sql`select 2 as two`).toEqual([{ two: 2 }]);
});

test('a proxy that closes every connection without a word is an error, and not knocked at for ever', async () => {
  proxy.set('close');
  proxy.cut();
  await faultOf(sql`select 1`);
  expect(await faultOf(sql`select 1`)).toMatchObject({ kind: 'unavailable' });
  proxy.set('pass');
  expect(await sql`select 2 as two`).toEqual([{ two: 2 }]);
});

test('a server that takes its time within the limit is waited for', async () => {
  expect(await sql`select 3 as three from pg_sleep(0.5)`).toEqual([{ three: 3 }]);
});
