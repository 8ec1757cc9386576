import { eq, sql } from 'drizzle-orm';
import { writeNewPassword } from '@/db/queries/password-resets';
import { memberships, sessions, users } from '@/db/schema';
import { clockAt } from '@/lib/platform/clock';
import type { Visit } from '@/lib/platform/visit';
import { findSignedIn } from '@/lib/users/find-signed-in';
import { hashPassword } from '@/lib/users/password';
import { signIn, signInSchema } from '@/lib/users/sign-in';
import { signOut } from '@/lib/users/sign-out';
import { expectAudit } from '../support/audit';
import { testDatabase } from '../support/database';
import { providerContext } from '../support/people';
import { soon } from '../support/soon';
import { waitingForLocks } from '../support/waiting-for-locks';

const testDb = testDatabase();
const PASSWORD = 'Montana2026';
const START = new Date('2026-05-01T18:00:00Z');

async function someone() {
  const ctx = await providerContext(testDb.db);
  await testDb.db
    .update(users)
    .set({ passwordHash: await hashPassword(PASSWORD) })
    .where(eq(users.id, ctx.actor.userId));
  return ctx.actor;
}

const visitAt = (minutes: number, address = crypto.randomUUID()): Visit => ({
  db: testDb.db,
  clock: clockAt(() => new Date(START.getTime() + minutes * 60_000)),
  requestId: 'test',
  address,
});

test('the right password opens a session, and the database does not contain its token', async () => {
  const { username, userId } = await someone();
  const { token } = await signIn(visitAt(0), { username, password: PASSWORD });
  expect(await findSignedIn(visitAt(1), token)).toMatchObject({ actor: { kind: 'provider', userId } });
  await expectAudit(testDb.db, 'sign_in.succeeded', `user:${userId}`, {
    actorKind: 'visitor',
    details: { proof: 'password' },
  });
  const found = await testDb.db.execute(sql`select 1 from sessions s where s::text like ${`%${token}%`}`);
  expect(found).toHaveLength(0);
});

test('a wrong password, an unknown username and a disabled person get the same sentence', async () => {
  const { username } = await someone();
  const disabled = await someone();
  await testDb.db.update(users).set({ disabledAt: START }).where(eq(users.id, disabled.userId));
  const refusals = await Promise.all(
    [
      { username, password: 'Montana2027' },
      { username: 'nobody-here', password: PASSWORD },
      { username: disabled.username, password: PASSWORD },
    ].map((input) => signIn(visitAt(0), input).catch((error) => [error.code, error.sentence])),
  );
  expect(new Set(refusals.map(String)).size).toBe(1);
  expect(refusals[0]).toEqual(['unauthenticated', expect.any(String)]);
  await expectAudit(testDb.db, 'sign_in.refused', `user:${disabled.userId}`);
  await expectAudit(testDb.db, 'sign_in.refused', `user:unknown`);
});

test('an account allows ten tries in 15 minutes, no matter how many come at once', async () => {
  const { username, userId } = await someone();
  const tries = await Promise.all(
    Array.from({ length: 40 }, () => signIn(visitAt(0), { username, password: 'wrong' }).catch((e) => e.code)),
  );
  expect(tries.filter((code) => code === 'unauthenticated')).toHaveLength(10);
  expect(tries.filter((code) => code === 'too_many')).toHaveLength(30);
  await expectAudit(testDb.db, 'sign_in.blocked', `user:${userId}`);
  await expect(signIn(visitAt(1), { username, password: PASSWORD })).rejects.toMatchObject({ code: 'too_many' });
  await signIn(visitAt(16), { username, password: PASSWORD });
});

test('a password that is changed while it is checked opens nothing', async () => {
  const { username, userId } = await someone();
  const passwordHash = await hashPassword('Nebraska2027');
  const at = new Date(START.getTime() + 30_000);
  let opening: Promise<unknown> | undefined;
  await testDb.db.transaction(async (tx) => {
    await writeNewPassword(tx, { userId, passwordHash, at });
    opening = signIn(visitAt(1), { username, password: PASSWORD }).catch((error) => error.code);
    // Waits until the old password was found correct and its session is about to be opened.
    await soon(async () => (await waitingForLocks(testDb.db)) > 0);
  });
  expect(await opening).toBe('unauthenticated');
  expect(
    await testDb.db.execute(sql`select 1 from sessions where user_id = ${userId} and ended_at is null`),
  ).toHaveLength(0);
});

test('a session ends after half an hour without a request, and after twelve hours in any case', async () => {
  const { username } = await someone();
  const { token } = await signIn(visitAt(0), { username, password: PASSWORD });
  expect(await findSignedIn(visitAt(29), token)).not.toBeNull();
  expect(await findSignedIn(visitAt(29 + 29), token)).not.toBeNull();
  expect(await findSignedIn(visitAt(29 + 29 + 31), token)).toBeNull();

  // A page that refreshes itself does not show that its person is there, no matter how often it asks.
  const { token: left } = await signIn(visitAt(0), { username, password: PASSWORD });
  for (const minute of [10, 20, 29]) {
    expect(await findSignedIn({ ...visitAt(minute), unattended: true }, left)).not.toBeNull();
  }
  expect(await findSignedIn({ ...visitAt(31), unattended: true }, left)).toBeNull();

  const { token: busy } = await signIn(visitAt(0), { username, password: PASSWORD });
  for (let minute = 0; minute < 720; minute += 20) expect(await findSignedIn(visitAt(minute), busy)).not.toBeNull();
  expect(await findSignedIn(visitAt(721), busy)).toBeNull();
});

test('sign-out, disabling and a lost membership each end the session at the next request', async () => {
  const { username, userId } = await someone();
  const open = async () => (await signIn(visitAt(0), { username, password: PASSWORD })).token;

  const first = await open();
  await signOut(visitAt(1), first);
  await expectAudit(testDb.db, 'sign_out', `user:${userId}`);
  expect(await findSignedIn(visitAt(1), first)).toBeNull();

  const second = await open();
  await testDb.db.update(memberships).set({ role: 'viewer' }).where(eq(memberships.userId, userId));
  expect(await findSignedIn(visitAt(1), second)).toMatchObject({ actor: { role: 'viewer' } });
  await testDb.db.delete(memberships).where(eq(memberships.userId, userId));
  expect(await findSignedIn(visitAt(1), second)).toBeNull();
  await testDb.db.update(users).set({ disabledAt: START, staffRole: 'staff' }).where(eq(users.id, userId));
  expect(await findSignedIn(visitAt(1), second)).toBeNull();
  expect(await testDb.db.select().from(sessions).where(eq(sessions.userId, userId))).toHaveLength(2);
});

test('a username with an impossible character is refused before the database is asked', () => {
  for (const username of ['jd\0oe', 'jd\noe', 'jdoe\ud800']) {
    expect(signInSchema.safeParse({ username, password: 'x' }).error?.issues[0]?.message).toBe(
      'That username contains a character that is not allowed.',
    );
  }
});
