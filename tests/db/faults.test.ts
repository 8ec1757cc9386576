import { sql } from 'drizzle-orm';
import { users } from '@/db/schema';
import { describeFault } from '@/lib/platform/fault';
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
