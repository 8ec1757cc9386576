import '../support/settings';
import { eq } from 'drizzle-orm';
import { listDemoUsernames } from '@/db/queries/users';
import { providers, users } from '@/db/schema';
import { loadDemoData } from '@/lib/demo/load-demo-data';
import { systemClock } from '@/lib/platform/clock';
import { testDatabase } from '../support/database';
import { providerContext } from '../support/people';

jest.setTimeout(60_000);

describe('a database that people use', () => {
  const test_ = testDatabase();

  test('gets no demo data among their records, even when one of them is called like a demo user', async () => {
    const { actor } = await providerContext(test_.db);
    expect(await loadDemoData(test_.db, systemClock)).toBe('in use');
    await test_.db.update(users).set({ username: 'jdoe' }).where(eq(users.id, actor.userId));
    expect(await loadDemoData(test_.db, systemClock)).toBe('in use');
    expect([await test_.db.$count(users), await test_.db.$count(providers)]).toEqual([1, 1]);
  });
});

describe('an empty database', () => {
  const test_ = testDatabase();

  test('gets the demo data once, and a disabled demo sign-in is none', async () => {
    expect(await loadDemoData(test_.db, systemClock)).toBe('loaded');
    const people = await test_.db.$count(users);
    await providerContext(test_.db);
    expect(await loadDemoData(test_.db, systemClock)).toBe('already');
    expect(await test_.db.$count(users)).toBe(people + 1);
    await test_.db.update(users).set({ disabledAt: new Date() }).where(eq(users.username, 'jdoe'));
    expect((await listDemoUsernames(test_.db)).sort()).toEqual(['apierre', 'cadmin', 'mlopez', 'rstaff']);
  });
});
