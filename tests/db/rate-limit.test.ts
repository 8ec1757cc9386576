import { sql } from 'drizzle-orm';
import { clockAt } from '@/lib/platform/clock';
import type { Visit } from '@/lib/platform/visit';
import { limitTries } from '@/lib/users/rate-limit';
import { signIn } from '@/lib/users/sign-in';
import { testDatabase } from '../support/database';

const testDb = testDatabase();

const visit = (address = crypto.randomUUID(), minutes = 0): Visit => ({
  db: testDb.db,
  clock: clockAt(() => new Date(Date.UTC(2026, 4, 1, 18, minutes))),
  requestId: 'test',
  address,
});

test('of a thousand tries at once, exactly the limit passes, and the first refusal is logged once', async () => {
  let told = 0;
  const key = `test:${crypto.randomUUID()}`;
  const outcomes = await Promise.all(
    Array.from({ length: 1000 }, () =>
      limitTries(visit(), key, 10, async () => {
        told++;
      }).then(
        () => 'passed',
        (error) => error.code,
      ),
    ),
  );
  expect(outcomes.filter((outcome) => outcome === 'passed')).toHaveLength(10);
  expect(outcomes.filter((outcome) => outcome === 'too_many')).toHaveLength(990);
  expect(told).toBe(1);
  await expect(limitTries(visit(undefined, 14), key, 10)).rejects.toMatchObject({ code: 'too_many' });
  await limitTries(visit(undefined, 15), key, 10);
});

test('one address is stopped after two hundred tries, whatever the usernames, and logged once', async () => {
  const address = crypto.randomUUID();
  const tryOne = () => signIn(visit(address), { username: crypto.randomUUID(), password: 'x' }).catch((e) => e.code);
  await tryOne();
  await testDb.db.execute(sql`update rate_limits set count = 199 where key = ${`sign-in:address:${address}`}`);
  expect([await tryOne(), await tryOne(), await tryOne()]).toEqual(['unauthenticated', 'too_many', 'too_many']);
  const blocked = await testDb.db.execute(sql`select 1 from audit_entries where action = 'sign_in.blocked'`);
  expect(blocked).toHaveLength(1);
});

test('the addresses of one IPv6 network count as one', async () => {
  const from = (address: string) =>
    signIn(visit(address), { username: crypto.randomUUID(), password: 'x' }).catch((e) => e.code);
  await from('2001:db8:7:7::1');
  await testDb.db.execute(sql`update rate_limits set count = 200 where key = 'sign-in:address:2001:db8:7:7::/64'`);
  expect(await from('2001:db8:7:7:ffff::2')).toBe('too_many');
  expect(await from('2001:db8:7:8::1')).toBe('unauthenticated');
});

test('a thousand refused sign-ins at once, from everywhere, leave the log’s chain intact and its end available', async () => {
  const refusals = async () =>
    (await testDb.db.execute(sql`select 1 from audit_entries where action = 'sign_in.refused'`)).length;
  const earlier = await refusals();
  const flood = Array.from({ length: 1000 }, (_, n) =>
    signIn(visit(), { username: `nobody-${n}`, password: 'x' }).catch((error) => error.code),
  );
  // Other people's work continues in the meantime: its entry waits only for a moment, not for the whole flood.
  const waits: number[] = [];
  let over = false;
  const others = (async () => {
    while (!over) {
      const before = performance.now();
      await testDb.db.execute(
        sql`insert into audit_entries (at, actor_kind, action, subject_type, details) values (now(), 'visitor', 'test', 'user', '{}')`,
      );
      waits.push(performance.now() - before);
    }
  })();
  const codes = await Promise.all(flood);
  over = true;
  await others;
  // Tries that no password check was free for were refused right away, without an entry.
  expect(new Set(codes)).toEqual(new Set(['unauthenticated', 'unavailable']));
  const refused = codes.filter((code) => code === 'unauthenticated').length;
  expect(refused).toBeGreaterThan(100);
  expect((await refusals()) - earlier).toBe(refused);
  waits.sort((a, b) => a - b);
  expect(waits[Math.floor(waits.length / 2)]).toBeLessThan(1000);
  const [broken] = await testDb.db.execute(sql`
    select count(*) from (
      select previous_hash, lag(hash, 1, '') over (order by position) as before from audit_chain) chain
    where previous_hash <> before`);
  expect(Number(broken!.count)).toBe(0);
}, 60_000);
