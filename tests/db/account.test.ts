import '../support/settings';
import { eq } from 'drizzle-orm';
import { auditEntries, sessions, users } from '@/db/schema';
import { clockAt } from '@/lib/platform/clock';
import type { Context } from '@/lib/platform/visit';
import { changePassword } from '@/lib/users/change-password';
import { findActor } from '@/lib/users/find-actor';
import { changeName, chooseStartPage, endTour, getProfile, nameSchema } from '@/lib/users/profile';
import { signInAtOnce } from '@/lib/users/sign-in';
import { endSignIn, listSignIns, recogniseSignIn, signOutEverywhere } from '@/lib/users/sign-ins';
import { testDatabase } from '../support/database';
import { providerContext } from '../support/people';
import { givenPassword, lettersTo, PASSWORD } from '../support/two-step';

const held = testDatabase();

const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0';
const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1';

async function someone() {
  return givenPassword(await providerContext(held.db));
}

/** Signs in again as the same person and acts through that session. */
async function signedIn(ctx: Context, { userAgent = FIREFOX, minutes = 0 } = {}) {
  const clock = clockAt(() => new Date(ctx.clock.now().getTime() + minutes * 60_000));
  const visit = { ...ctx, clock, userAgent, address: crypto.randomUUID() };
  const token = await signInAtOnce(visit, { username: ctx.actor.username, password: PASSWORD });
  const actor = (await findActor(visit, token))!;
  return { token, ctx: { ...visit, actor } as Context };
}

test('a person sees where they are signed in: this place first, each with device, address and time', async () => {
  const person = await someone();
  const phone = await signedIn(person, { userAgent: IPHONE });
  const desk = await signedIn(person, { minutes: 5 });
  const seen = await listSignIns(desk.ctx);
  expect(seen.map(({ device, here, unknown }) => [device, here, unknown])).toEqual([
    ['Firefox on Windows', true, false],
    ['Safari on an iPhone', false, true],
  ]);
  expect(seen[1]).toMatchObject({ address: phone.ctx.address, since: phone.ctx.clock.now() });
});

test('a sign-in from elsewhere is pointed out until the person says it was theirs (M20)', async () => {
  const person = await someone();
  await signedIn(person, { userAgent: IPHONE });
  const { ctx } = await signedIn(person);
  const [, other] = await listSignIns(ctx);
  expect(other!.unknown).toBe(true);
  await recogniseSignIn(ctx, { sessionId: other!.id });
  expect((await listSignIns(ctx))[1]).toMatchObject({ id: other!.id, unknown: false });
});

test('a sign-in that the person ends is dead at its next request; their own goes on', async () => {
  const person = await someone();
  const phone = await signedIn(person, { userAgent: IPHONE });
  const desk = await signedIn(person);
  await endSignIn(desk.ctx, { sessionId: phone.ctx.actor.sessionId });
  expect(await findActor(phone.ctx, phone.token)).toBeNull();
  expect(await findActor(desk.ctx, desk.token)).not.toBeNull();
  expect(await listSignIns(desk.ctx)).toHaveLength(1);
});

test('another person’s sign-in is like a missing one: not ended, not recognised, the same refusal', async () => {
  const mine = await signedIn(await someone());
  const theirs = await signedIn(await someone());
  const missing = 987_654_321;
  for (const use of [endSignIn, recogniseSignIn]) {
    const refusals = await Promise.all(
      [theirs.ctx.actor.sessionId, missing].map((sessionId) =>
        use(mine.ctx, { sessionId }).catch((error) => [error.code, error.sentence]),
      ),
    );
    expect(refusals[0]).toEqual(['not_found', expect.any(String)]);
    expect(refusals[1]).toEqual(refusals[0]);
  }
  const [row] = await held.db.select().from(sessions).where(eq(sessions.id, theirs.ctx.actor.sessionId));
  expect(row).toMatchObject({ endedAt: null, recognisedAt: null });
});

test('a sign-in that ended or ran out is not listed and cannot be ended again', async () => {
  const person = await someone();
  const old = await signedIn(person);
  const now = await signedIn(person, { minutes: 40 });
  expect(await listSignIns(now.ctx)).toHaveLength(1);
  await expect(endSignIn(now.ctx, { sessionId: old.ctx.actor.sessionId })).rejects.toMatchObject({ code: 'not_found' });
});

test('signing out everywhere ends every session of the person, this one too, and nobody else’s', async () => {
  const person = await someone();
  const all = [await signedIn(person), await signedIn(person, { userAgent: IPHONE })];
  const other = await signedIn(await someone());
  await signOutEverywhere(all[0]!.ctx);
  for (const { ctx, token } of all) expect(await findActor(ctx, token)).toBeNull();
  expect(await findActor(other.ctx, other.token)).not.toBeNull();
});

test('a name is changed in any script, and the log keeps what it was', async () => {
  const { ctx } = await signedIn(await someone());
  const input = nameSchema.parse({ name: '  Łucja   Ñandú ' });
  await changeName(ctx, input);
  expect(await getProfile(ctx)).toMatchObject({ name: 'Łucja Ñandú', username: ctx.actor.username });
  const entries = await held.db.select().from(auditEntries).where(eq(auditEntries.userId, ctx.actor.userId));
  expect(entries.at(-1)).toMatchObject({
    action: 'user.name_changed',
    details: { before: ctx.actor.name, after: 'Łucja Ñandú' },
  });
  expect(nameSchema.safeParse({ name: 'a\u202eb' }).success).toBe(false);
  expect(nameSchema.safeParse({ name: '   ' }).success).toBe(false);
});

test('somebody with one program may start there, and may have the portal back (M3)', async () => {
  const { ctx, token } = await signedIn(await someone());
  expect((await findActor(ctx, token))!.startPage).toBe('portal');
  await chooseStartPage(ctx, { startPage: 'program' });
  expect((await findActor(ctx, token))!.startPage).toBe('program');
  await chooseStartPage(ctx, { startPage: 'portal' });
  expect((await findActor(ctx, token))!.startPage).toBe('portal');
});

test('the tour is offered until it is finished or skipped (M27)', async () => {
  const { ctx } = await signedIn(await someone());
  expect((await getProfile(ctx)).tourEndedAt).toBeNull();
  await endTour(ctx);
  expect((await getProfile(ctx)).tourEndedAt).toEqual(ctx.clock.now());
});

test('what a browser says of itself is kept short, and decides nothing', async () => {
  const { ctx } = await signedIn(await someone(), { userAgent: `${'x'.repeat(5000)}` });
  const [row] = await held.db.select().from(sessions).where(eq(sessions.id, ctx.actor.sessionId));
  expect(row!.userAgent).toHaveLength(400);
  expect((await listSignIns(ctx))[0]!.device).toBe('An unknown device');
  expect(await held.db.select().from(users).where(eq(users.id, ctx.actor.userId))).toHaveLength(1);
});

const NEW_PASSWORD = 'Quiet Lantern 7 over the Creek';

test('a new password ends every other session, keeps this one, and the person is told', async () => {
  const person = await someone();
  const email = `${crypto.randomUUID()}@example.org`;
  await held.db.update(users).set({ email }).where(eq(users.id, person.actor.userId));
  const phone = await signedIn(person, { userAgent: IPHONE });
  const desk = await signedIn(person);
  expect(await changePassword(desk.ctx, { current: PASSWORD, password: NEW_PASSWORD })).toBeNull();
  expect(await findActor(phone.ctx, phone.token)).toBeNull();
  expect(await findActor(desk.ctx, desk.token)).not.toBeNull();
  expect(await lettersTo(held.db, email)).toEqual(['password.changed']);
  await expect(signedIn(person)).rejects.toMatchObject({ code: 'unauthenticated' });
});

test('the current password is asked for, ten times in a quarter of an hour at most', async () => {
  const { ctx } = await signedIn(await someone());
  const tries = await Promise.all(
    Array.from({ length: 15 }, () =>
      changePassword(ctx, { current: 'Nebraska2026', password: NEW_PASSWORD }).catch((error) => error.code),
    ),
  );
  expect(tries.filter((code) => code === 'invalid')).toHaveLength(10);
  expect(tries.filter((code) => code === 'too_many')).toHaveLength(5);
  await expect(changePassword(ctx, { current: PASSWORD, password: NEW_PASSWORD })).rejects.toMatchObject({
    code: 'too_many',
  });
});

test('a new password that is too simple, or the one of before is refused with a sentence', async () => {
  const { ctx } = await signedIn(await someone());
  for (const password of ['short', 'Password1', PASSWORD]) {
    expect(await changePassword(ctx, { current: PASSWORD, password })).toEqual(expect.any(String));
  }
});
