import { eq, sql } from 'drizzle-orm';
import { writeNewPassword } from '@/db/queries/password-resets';
import { memberships, sessions, users } from '@/db/schema';
import { clockAt } from '@/lib/platform/clock';
import type { Visit } from '@/lib/platform/visit';
import { findActor } from '@/lib/users/find-actor';
import { hashPassword } from '@/lib/users/password';
import { signIn, signInSchema } from '@/lib/users/sign-in';
import { signOut } from '@/lib/users/sign-out';
import { testDatabase } from '../support/database';
import { providerContext } from '../support/people';
import { soon } from '../support/soon';

const held = testDatabase();
const PASSWORD = 'Montana2026';
const START = new Date('2026-05-01T18:00:00Z');

async function someone() {
  const ctx = await providerContext(held.db);
  await held.db
    .update(users)
    .set({ passwordHash: await hashPassword(PASSWORD) })
    .where(eq(users.id, ctx.actor.userId));
  return ctx.actor;
}

const visitAt = (minutes: number, address = crypto.randomUUID()): Visit => ({
  db: held.db,
  clock: clockAt(() => new Date(START.getTime() + minutes * 60_000)),
  requestId: 'test',
  address,
});

test('the right password opens a session, whose token the database does not hold', async () => {
  const { username, userId } = await someone();
  const { token } = await signIn(visitAt(0), { username, password: PASSWORD });
  expect(await findActor(visitAt(1), token)).toMatchObject({ kind: 'provider', userId });
  const found = await held.db.execute(sql`select 1 from sessions s where s::text like ${`%${token}%`}`);
  expect(found).toHaveLength(0);
});

test('a wrong password, an unknown name and a disabled person get the same sentence', async () => {
  const { username } = await someone();
  const disabled = await someone();
  await held.db.update(users).set({ disabledAt: START }).where(eq(users.id, disabled.userId));
  const refusals = await Promise.all(
    [
      { username, password: 'Montana2027' },
      { username: 'nobody-here', password: PASSWORD },
      { username: disabled.username, password: PASSWORD },
    ].map((input) => signIn(visitAt(0), input).catch((error) => [error.code, error.sentence])),
  );
  expect(new Set(refusals.map(String)).size).toBe(1);
  expect(refusals[0]).toEqual(['unauthenticated', expect.any(String)]);
});

test('an account answers ten tries in a quarter of an hour, however many come at once', async () => {
  const { username } = await someone();
  const tries = await Promise.all(
    Array.from({ length: 40 }, () => signIn(visitAt(0), { username, password: 'wrong' }).catch((e) => e.code)),
  );
  expect(tries.filter((code) => code === 'unauthenticated')).toHaveLength(10);
  expect(tries.filter((code) => code === 'too_many')).toHaveLength(30);
  await expect(signIn(visitAt(1), { username, password: PASSWORD })).rejects.toMatchObject({ code: 'too_many' });
  await signIn(visitAt(16), { username, password: PASSWORD });
});

test('a password that is changed while it is checked opens nothing', async () => {
  const { username, userId } = await someone();
  const passwordHash = await hashPassword('Nebraska2027');
  const at = new Date(START.getTime() + 30_000);
  let opening: Promise<unknown> | undefined;
  await held.db.transaction(async (tx) => {
    await writeNewPassword(tx, { userId, passwordHash, at });
    opening = signIn(visitAt(1), { username, password: PASSWORD }).catch((error) => error.code);
    // Until the old password was found right, and its session would be opened.
    await soon(async () => (await waitingForLocks()) > 0);
  });
  expect(await opening).toBe('unauthenticated');
  expect(
    await held.db.execute(sql`select 1 from sessions where user_id = ${userId} and ended_at is null`),
  ).toHaveLength(0);
});

async function waitingForLocks(): Promise<number> {
  const rows = await held.db.execute(sql`select 1 from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`);
  return rows.length;
}

test('a session ends after half an hour without a request, and after twelve hours in any case', async () => {
  const { username } = await someone();
  const { token } = await signIn(visitAt(0), { username, password: PASSWORD });
  expect(await findActor(visitAt(29), token)).not.toBeNull();
  expect(await findActor(visitAt(29 + 29), token)).not.toBeNull();
  expect(await findActor(visitAt(29 + 29 + 31), token)).toBeNull();

  const { token: busy } = await signIn(visitAt(0), { username, password: PASSWORD });
  for (let minute = 0; minute < 720; minute += 20) expect(await findActor(visitAt(minute), busy)).not.toBeNull();
  expect(await findActor(visitAt(721), busy)).toBeNull();
});

test('sign-out, disabling and a lost membership each end the session at the next request', async () => {
  const { username, userId } = await someone();
  const open = async () => (await signIn(visitAt(0), { username, password: PASSWORD })).token;

  const first = await open();
  await signOut(visitAt(1), first);
  expect(await findActor(visitAt(1), first)).toBeNull();

  const second = await open();
  await held.db.update(memberships).set({ role: 'viewer' }).where(eq(memberships.userId, userId));
  expect(await findActor(visitAt(1), second)).toMatchObject({ role: 'viewer' });
  await held.db.delete(memberships).where(eq(memberships.userId, userId));
  expect(await findActor(visitAt(1), second)).toBeNull();
  await held.db.update(users).set({ disabledAt: START, staffRole: 'staff' }).where(eq(users.id, userId));
  expect(await findActor(visitAt(1), second)).toBeNull();
  expect(await held.db.select().from(sessions).where(eq(sessions.userId, userId))).toHaveLength(2);
});

test('a username with a character that cannot be is refused before the database is asked', () => {
  for (const username of ['jd\0oe', 'jd\noe', 'jdoe\ud800']) {
    expect(signInSchema.safeParse({ username, password: 'x' }).error?.issues[0]?.message).toBe(
      'That username has a character that cannot be.',
    );
  }
});
