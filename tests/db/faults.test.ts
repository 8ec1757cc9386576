import { inArray, sql } from 'drizzle-orm';
import { users } from '@/db/schema';
import { againWhenGivenUp, refusalOf } from '@/lib/platform/database';
import { describeFault } from '@/lib/platform/fault';
import { log } from '@/lib/platform/log';
import { testDatabase } from '../support/database';

const held = testDatabase();

const faultOf = (query: Promise<unknown>) => query.then(() => null, describeFault);

test('what the log says of a failed query holds neither the query nor what was typed', async () => {
  const faults = [
    await faultOf(held.db.execute(sql`select ${'secret of a person'} from nowhere`)),
    await faultOf(held.db.insert(users).values({ username: 'secret', name: 'secret', email: null as never })),
    await faultOf(held.db.transaction((tx) => tx.execute(sql`select ${'secret'}::date`))),
  ];
  for (const fault of faults) {
    expect(fault).not.toBeNull();
    expect(JSON.stringify(fault)).not.toMatch(/secret|select|insert|params/i);
  }
});

test('why the database cannot be used stands in the log, once', () => {
  const logged = jest.spyOn(log, 'error').mockImplementation(() => {});
  const full = new Error('a query', { cause: Object.assign(new Error('no room'), { code: '53100' }) });
  expect(refusalOf(full)?.code).toBe('unavailable');
  expect(refusalOf(full)?.code).toBe('unavailable');
  expect(logged.mock.calls).toEqual([[{ code: '53100' }, 'the database cannot be used']]);
  logged.mockRestore();
});

test('two people whose saves lock each other out both save: the one that is given up is done once more', async () => {
  const names = ['first', 'second'].map((name) => `deadlock-${name}`);
  await held.db.insert(users).values(names.map((username) => ({ username, name: '', email: 'a@example.org' })));
  let tries = 0;
  let atTheFirst = 0;
  let both = () => {};
  const bothHoldOne = new Promise<void>((resolve) => {
    both = resolve;
  });
  const save = (order: string[]) =>
    againWhenGivenUp(() =>
      held.db.transaction(async (tx) => {
        tries++;
        for (const username of order) {
          await tx.execute(sql`update users set name = name || 'x' where username = ${username}`);
          if (++atTheFirst >= 2) both();
          await bothHoldOne;
        }
      }),
    );
  await Promise.all([save(names), save(names.toReversed())]);
  expect(tries).toBe(3);
  const saved = await held.db.select({ name: users.name }).from(users).where(inArray(users.username, names));
  expect(saved).toEqual([{ name: 'xx' }, { name: 'xx' }]);
});

test('what is refused for good is not tried again', async () => {
  let tries = 0;
  const refused = againWhenGivenUp(() => {
    tries++;
    return held.db.insert(users).values({ username: 'nobody', name: 'x', email: null as never });
  });
  await expect(refused).rejects.toThrow();
  expect(tries).toBe(1);
});
