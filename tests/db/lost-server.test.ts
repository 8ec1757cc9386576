import postgres from 'postgres';
import { databaseFault } from '@/db/errors';
import { openSocket } from '@/db/open-socket';
import { testDatabase } from '../support/database';
import { type DatabaseProxy, startDatabaseProxy } from '../support/database-proxy';

const testDb = testDatabase();

let proxy: DatabaseProxy;
let sql: postgres.Sql;

beforeEach(async () => {
  proxy = await startDatabaseProxy(testDb.url);
  sql = postgres(proxy.url, { max: 1, backoff: () => 0.2, ...openSocket({ maxSilence: 1_500 }) });
  await sql`select 1`;
});
afterEach(async () => {
  await sql.end({ timeout: 1 });
  await proxy.close();
});

const faultOf = (query: Promise<unknown>) => query.then(() => null, databaseFault);

test('a server that stopped answering is abandoned, and asked again when it is back', async () => {
  proxy.set('silent');
  expect(await faultOf(sql`select 1`)).toMatchObject({ kind: 'unavailable' });
  proxy.set('pass');
  expect(await sql`select 2 as two`).toEqual([{ two: 2 }]);
});

test('a proxy that closes every connection without an answer is an error, and is not tried forever', async () => {
  proxy.set('close');
  proxy.cut('reset');
  await faultOf(sql`select 1`);
  expect(await faultOf(sql`select 1`)).toMatchObject({ kind: 'unavailable' });
  proxy.set('pass');
  expect(await sql`select 2 as two`).toEqual([{ two: 2 }]);
});

test('a slow server within the limit is waited for', async () => {
  expect(await sql`select 3 as three from pg_sleep(0.5)`).toEqual([{ three: 3 }]);
});
