import { inArray, sql } from 'drizzle-orm';
import { users } from '@/db/schema';
import { refusalOf, retryOnConflict } from '@/lib/platform/database';
import { describeFault } from '@/lib/platform/fault';
import { log } from '@/lib/platform/log';
import { testDatabase } from '../support/database';

const testDb = testDatabase();

const faultOf = (query: Promise<unknown>) => query.then(() => null, describeFault);

test('the log of a failed query contains neither the query nor what was typed', async () => {
  const faults = [
    await faultOf(testDb.db.execute(sql`select ${'secret of a person'} from nowhere`)),
    await faultOf(testDb.db.insert(users).values({ username: 'secret', name: 'secret', email: null as never })),
    await faultOf(testDb.db.transaction((tx) => tx.execute(sql`select ${'secret'}::date`))),
  ];
  for (const fault of faults) {
    expect(fault).not.toBeNull();
    expect(JSON.stringify(fault)).not.toMatch(/secret|select|insert|params/i);
  }
});

test('the log says once why the database cannot be used', () => {
  const logged = jest.spyOn(log, 'error').mockImplementation(() => {});
  const full = new Error('a query', { cause: Object.assign(new Error('no room'), { code: '53100' }) });
  expect(refusalOf(full)?.code).toBe('unavailable');
  expect(refusalOf(full)?.code).toBe('unavailable');
  expect(logged.mock.calls).toEqual([[{ code: '53100' }, 'the database cannot be used']]);
  logged.mockRestore();
});

test('two people whose saves deadlock both save: the one that is aborted is retried', async () => {
  const names = ['first', 'second'].map((name) => `deadlock-${name}`);
  await testDb.db.insert(users).values(names.map((username) => ({ username, name: '', email: 'a@example.org' })));
  let tries = 0;
  let atTheFirst = 0;
  let both = () => {};
  const bothLockOne = new Promise<void>((resolve) => {
    both = resolve;
  });
  const save = (order: string[]) =>
    retryOnConflict(() =>
      testDb.db.transaction(async (tx) => {
        tries++;
        for (const username of order) {
          await tx.execute(sql`update users set name = name || 'x' where username = ${username}`);
          if (++atTheFirst >= 2) both();
          await bothLockOne;
        }
      }),
    );
  await Promise.all([save(names), save(names.toReversed())]);
  expect(tries).toBe(3);
  const saved = await testDb.db.select({ name: users.name }).from(users).where(inArray(users.username, names));
  expect(saved).toEqual([{ name: 'xx' }, { name: 'xx' }]);
});

test('a permanent refusal is not retried', async () => {
  let tries = 0;
  const refused = retryOnConflict(() => {
    tries++;
    return testDb.db.insert(users).values({ username: 'nobody', name: 'x', email: null as never });
  });
  await expect(refused).rejects.toThrow();
  expect(tries).toBe(1);
});
