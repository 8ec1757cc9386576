import { randomUUID } from 'node:crypto';
import { sql as text } from 'drizzle-orm';
import type postgres from 'postgres';
import { connect, type Database } from '@/db/client';
import { databaseFault } from '@/db/errors';
import { testDatabase } from '../support/database';
import { type DatabaseProxy, startDatabaseProxy } from '../support/database-proxy';
import { soon } from '../support/soon';

const testDb = testDatabase();

let proxy: DatabaseProxy;
let db: Database;
let sql: postgres.Sql;

beforeAll(async () => {
  await testDb.owner.execute(text`create table kept (id uuid primary key, part int not null)`);
  await testDb.owner.execute(text`grant select, insert, update, delete on kept to public`);
});
beforeEach(async () => {
  await testDb.db.execute(text`delete from kept`);
  proxy = await startDatabaseProxy(testDb.url);
  db = connect(proxy.url, { max: 2 });
  sql = db.$client;
});
afterEach(async () => {
  await sql.end({ timeout: 1 });
  await proxy.close();
});

const UNAVAILABLE = expect.objectContaining({ kind: 'unavailable' });
const faultOf = (query: Promise<unknown>) => query.then(() => 'no fault', databaseFault);
const keptParts = async () =>
  (await testDb.db.execute<{ part: number }>(text`select part from kept order by part`)).map(({ part }) => part);

/** Asserts that every connection of the pool works, and that each answer belongs to its question. */
async function expectPoolIsWhole(pool: postgres.Sql, size: number): Promise<void> {
  await soon(() =>
    pool`select 1`.then(
      () => true,
      () => false,
    ),
  );
  const answers = await Promise.all(
    Array.from({ length: 4 * size }, async (_, n) => Number((await pool`select ${n}::int as n, pg_sleep(0.01)`)[0]!.n)),
  );
  expect(answers).toEqual(Array.from({ length: 4 * size }, (_, n) => n));
  const reached = new Set<number>();
  let waiting = size;
  let open = () => {};
  const all = new Promise<void>((done) => {
    open = done;
  });
  // Each transaction stays open until all of them are, so that each needs a separate connection.
  await Promise.all(
    Array.from({ length: size }, () =>
      pool.begin(async (tx) => {
        reached.add((await tx`select pg_backend_pid() as pid`)[0]!.pid);
        waiting -= 1;
        if (waiting === 0) open();
        await all;
      }),
    ),
  );
  expect(reached.size).toBe(size);
}

test.each(['close', 'reset'] as const)(
  'a connection lost in a transaction (%s) counts as an unreachable database',
  async (how) => {
    const lost = db.transaction(async (tx) => {
      await tx.execute(text`insert into kept values (${randomUUID()}, 1)`);
      proxy.cut(how);
      // The next statement finds the connection gone.
      await soon(() =>
        tx.execute(text`select 1`).then(
          () => false,
          () => true,
        ),
      );
      await tx.execute(text`insert into kept values (${randomUUID()}, 2)`);
    });
    expect(await faultOf(lost)).toEqual(UNAVAILABLE);
    expect(await keptParts()).toEqual([]);
    await expectPoolIsWhole(sql, 2);
  },
);

test('later statements of a lost transaction reach no other transaction', async () => {
  const one = connect(proxy.url, { max: 1 });
  let goOn = () => {};
  const meanwhile = new Promise<void>((done) => {
    goOn = done;
  });
  let late: unknown;
  const lost = one.transaction(async (tx) => {
    await tx.execute(text`insert into kept values (${randomUUID()}, 1)`);
    proxy.cut();
    await meanwhile;
    late = await faultOf(tx.execute(text`insert into kept values (${randomUUID()}, 2)`));
    // Ends with a rollback, which must not undo the other transaction.
    throw new Error('the first one gives up');
  });
  expect(await faultOf(lost)).toEqual(UNAVAILABLE);
  await one.transaction(async (tx) => {
    await tx.execute(text`insert into kept values (${randomUUID()}, 3)`);
    goOn();
    await soon(() => late);
    await tx.execute(text`insert into kept values (${randomUUID()}, 4)`);
  });
  expect(late).toEqual(UNAVAILABLE);
  expect(await keptParts()).toEqual([3, 4]);
  await one.$client.end({ timeout: 1 });
});

test('a connection lost during the commit leaves open whether it was saved', async () => {
  proxy.cutWhen((sent) => sent.includes('commit'));
  const lost = db.transaction((tx) => tx.execute(text`insert into kept values (${randomUUID()}, 1)`));
  expect(await faultOf(lost)).toEqual(expect.objectContaining({ kind: 'unavailable', unsure: true }));
  proxy.cutWhen((sent) => sent.includes('insert'));
  const sure = db.transaction((tx) => tx.execute(text`insert into kept values (${randomUUID()}, 1)`));
  expect(await faultOf(sure)).toEqual(expect.objectContaining({ kind: 'unavailable', unsure: false }));
});

test('writers whose connections are lost at any moment lose and duplicate nothing', async () => {
  const acknowledged: string[] = [];
  const unsure = new Set<string>();
  const tried: string[] = [];
  const filler = 'x'.repeat(3_000);
  let seen = 0;
  // A fixed sequence of "random" moments: every eleventh to thirtieth message of the product meets a dead connection.
  let next = 11;
  const cutNow = () => {
    seen += 1;
    if (seen < next) return false;
    next = seen + 11 + ((seen * 7) % 19);
    return true;
  };
  await Promise.all(
    Array.from({ length: 4 }, async (_, writer) => {
      for (let round = 0; round < 15; round += 1) {
        proxy.cutWhen(cutNow, round % 2 ? 'reset' : 'close');
        const id = randomUUID();
        tried.push(id);
        try {
          await db.transaction(async (tx) => {
            await tx.execute(text`insert into kept values (${id}, ${writer})`);
            await tx.execute(text`select ${round % 3 ? 'short' : filler}::text`);
            await tx.execute(text`update kept set part = part + 1 where id = ${id}`);
          });
          acknowledged.push(id);
        } catch (error) {
          const fault = databaseFault(error);
          expect(fault).toEqual(UNAVAILABLE);
          if (fault?.kind === 'unavailable' && fault.unsure) unsure.add(id);
        }
      }
    }),
  );
  proxy.cutWhen(null);
  await expectPoolIsWhole(sql, 2);
  const saved = new Set((await testDb.db.execute<{ id: string }>(text`select id from kept`)).map(({ id }) => id));
  expect(acknowledged.filter((id) => !saved.has(id))).toEqual([]);
  expect(tried.filter((id) => saved.has(id) && !acknowledged.includes(id) && !unsure.has(id))).toEqual([]);
  expect(acknowledged.length).toBeGreaterThan(0);
  expect(acknowledged.length).toBeLessThan(tried.length);
});

describe('a connection that is lost', () => {
  test.each([
    [
      'with copying in',
      async () => {
        const copy = await sql`copy kept from stdin`.writable();
        proxy.cut();
        await new Promise<void>((done) => {
          copy.once('error', () => done());
          const write = () => copy.write('nothing\n', () => setImmediate(() => copy.destroyed || write()));
          write();
        });
      },
    ],
    [
      'with copying out',
      async () => {
        const copy = await sql`copy (select repeat('x', 1000) from generate_series(1, 20000)) to stdout`.readable();
        await new Promise<void>((done) => {
          copy.once('error', () => done());
          copy.once('data', () => proxy.cut());
          copy.resume();
        });
      },
    ],
    [
      'between the parts of a cursor',
      async () => {
        const read = async () => {
          for await (const _ of sql`select * from generate_series(1, 100)`.cursor(10)) {
            proxy.cut();
            await soon(() =>
              sql`select 1`.then(
                () => true,
                () => false,
              ),
            );
          }
        };
        expect(await faultOf(read())).toEqual(UNAVAILABLE);
      },
    ],
    [
      'while it is reserved',
      async () => {
        const reserved = await sql.reserve();
        proxy.cut();
        await soon(() =>
          reserved`select 1`.then(
            () => false,
            () => true,
          ),
        );
        expect(await faultOf(reserved`select 1`)).toEqual(UNAVAILABLE);
        reserved.release();
      },
    ],
    [
      'while it waits to end',
      async () => {
        const other = connect(proxy.url, { max: 2 });
        const slow = faultOf(other.$client`select pg_sleep(30)`);
        const asleep = () =>
          testDb.db.execute(
            text`select 1 from pg_stat_activity where query like '%pg_sleep(30)%' and pid <> pg_backend_pid()`,
          );
        await soon(async () => (await asleep()).length > 0);
        const ended = other.$client.end();
        proxy.cut();
        expect(await slow).toEqual(UNAVAILABLE);
        await ended;
      },
    ],
    [
      'while it listens',
      async () => {
        const heard: string[] = [];
        await sql.listen('news', (word) => heard.push(word));
        proxy.cut();
        await soon(async () => {
          await testDb.db.execute(text`select pg_notify('news', 'again')`);
          return heard.includes('again');
        });
      },
    ],
    [
      'while it signs in',
      async () => {
        for (let message = 1; message <= 3; message += 1) {
          let seen = 0;
          proxy.cut();
          proxy.cutWhen(() => ++seen >= message);
          const other = connect(proxy.url, { max: 1 });
          expect(await faultOf(other.$client`select 1`)).toEqual(UNAVAILABLE);
          proxy.cutWhen(null);
          expect(await other.$client`select 1 as one`).toEqual([{ one: 1 }]);
          await other.$client.end({ timeout: 1 });
        }
      },
    ],
    [
      'while it begins encryption',
      async () => {
        proxy.set('no TLS');
        const url = new URL(proxy.url);
        url.searchParams.set('sslmode', 'require');
        const other = connect(url.href, { max: 1 });
        expect(await faultOf(other.$client`select 1`)).toEqual(UNAVAILABLE);
        await other.$client.end({ timeout: 1 });
        proxy.set('pass');
      },
    ],
  ])('%s ends nothing else', async (_name, lose) => {
    await lose();
    await expectPoolIsWhole(sql, 2);
  });
});

test('of several servers, the next one is asked, and if none is there, that is reported', async () => {
  const { port, hostname, username, password, pathname } = new URL(proxy.url);
  const nobody = '1';
  const address = (first: string, second: string) =>
    `postgres://${username}:${password}@${hostname}:${first},${hostname}:${second}${pathname}`;
  const one = connect(address(nobody, port), { max: 1 });
  expect(await one.$client`select 1 as one`).toEqual([{ one: 1 }]);
  const none = connect(address(nobody, nobody), { max: 1 });
  expect(await faultOf(none.$client`select 1`)).toEqual(UNAVAILABLE);
  await Promise.all([one, none].map(({ $client }) => $client.end({ timeout: 1 })));
});
