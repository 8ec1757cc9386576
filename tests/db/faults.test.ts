import { sql } from 'drizzle-orm';
import { users } from '@/db/schema';
import { refusalOf } from '@/lib/platform/database';
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
