import '../support/settings';
import { eq } from 'drizzle-orm';
import { auditEntries, sessions, users } from '@/db/schema';
import { clockAt } from '@/lib/platform/clock';
import type { Context } from '@/lib/platform/visit';
import { changePassword } from '@/lib/users/change-password';
import { findSignedIn } from '@/lib/users/find-signed-in';
import { changeName, chooseStartPage, endTour, getProfile, nameSchema } from '@/lib/users/profile';
import { signInAtOnce } from '@/lib/users/sign-in';
import { endSignIn, listSignIns, recognizeSignIn, signOutEverywhere } from '@/lib/users/sign-ins';
import { expectAudit } from '../support/audit';
import { testDatabase } from '../support/database';
import { providerContext } from '../support/people';
import { emailsTo, givenPassword, PASSWORD } from '../support/two-step';

const testDb = testDatabase();

const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0';
const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1';

async function someone() {
  return givenPassword(await providerContext(testDb.db));
}

/** Signs in again as the same person and returns a context with that session. */
async function signedIn(ctx: Context, { userAgent = FIREFOX, minutes = 0 } = {}) {
  const clock = clockAt(() => new Date(ctx.clock.now().getTime() + minutes * 60_000));
  const visit = { ...ctx, clock, userAgent, address: crypto.randomUUID() };
  const token = await signInAtOnce(visit, { username: ctx.actor.username, password: PASSWORD });
  return { token, ctx: { ...visit, ...(await findSignedIn(visit, token))! } };
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

test('a sign-in from elsewhere is pointed out until the person says that it was theirs (M20)', async () => {
  const person = await someone();
  await signedIn(person, { userAgent: IPHONE });
  const { ctx } = await signedIn(person);
  const [, other] = await listSignIns(ctx);
  expect(other!.unknown).toBe(true);
  await recognizeSignIn(ctx, { sessionId: other!.id });
  await expectAudit(testDb.db, 'session.recognised', `user:${ctx.actor.userId}`, { details: { sessionId: other!.id } });
  expect((await listSignIns(ctx))[1]).toMatchObject({ id: other!.id, unknown: false });
});

test('a sign-in that the person ends stops working at its next request; their own continues', async () => {
  const person = await someone();
  const phone = await signedIn(person, { userAgent: IPHONE });
  const desk = await signedIn(person);
  await endSignIn(desk.ctx, { sessionId: phone.ctx.session.id });
  await expectAudit(testDb.db, 'session.ended_by_person', `user:${person.actor.userId}`, {
    details: { sessionId: phone.ctx.session.id },
  });
  expect(await findSignedIn(phone.ctx, phone.token)).toBeNull();
  expect(await findSignedIn(desk.ctx, desk.token)).not.toBeNull();
  expect(await listSignIns(desk.ctx)).toHaveLength(1);
});

test('another person’s sign-in is like a missing one: not ended, not recognized, the same refusal', async () => {
  const mine = await signedIn(await someone());
  const theirs = await signedIn(await someone());
  const missing = 987_654_321;
  for (const use of [endSignIn, recognizeSignIn]) {
    const refusals = await Promise.all(
      [theirs.ctx.session.id, missing].map((sessionId) =>
        use(mine.ctx, { sessionId }).catch((error) => [error.code, error.sentence]),
      ),
    );
    expect(refusals[0]).toEqual(['not_found', expect.any(String)]);
    expect(refusals[1]).toEqual(refusals[0]);
  }
  const [row] = await testDb.db.select().from(sessions).where(eq(sessions.id, theirs.ctx.session.id));
  expect(row).toMatchObject({ endedAt: null, recognisedAt: null });
});

test('a sign-in that ended or expired is not listed and cannot be ended again', async () => {
  const person = await someone();
  const old = await signedIn(person);
  const now = await signedIn(person, { minutes: 40 });
  expect(await listSignIns(now.ctx)).toHaveLength(1);
  await expect(endSignIn(now.ctx, { sessionId: old.ctx.session.id })).rejects.toMatchObject({ code: 'not_found' });
});

test('signing out everywhere ends every session of the person, including this one, and nobody else’s', async () => {
  const person = await someone();
  const all = [await signedIn(person), await signedIn(person, { userAgent: IPHONE })];
  const other = await signedIn(await someone());
  await signOutEverywhere(all[0]!.ctx);
  await expectAudit(testDb.db, 'session.ended_everywhere', `user:${person.actor.userId}`, { details: { ended: 2 } });
  for (const { ctx, token } of all) expect(await findSignedIn(ctx, token)).toBeNull();
  expect(await findSignedIn(other.ctx, other.token)).not.toBeNull();
});

test('a name can be changed in any script, and the log has the earlier one', async () => {
  const { ctx } = await signedIn(await someone());
  const input = nameSchema.parse({ name: '  Łucja   Ñandú ' });
  await changeName(ctx, input);
  await expectAudit(testDb.db, 'user.name_changed', `user:${ctx.actor.userId}`, {
    details: { before: ctx.actor.name, after: 'Łucja Ñandú' },
  });
  expect(await getProfile(ctx)).toMatchObject({ name: 'Łucja Ñandú', username: ctx.actor.username });
  const entries = await testDb.db.select().from(auditEntries).where(eq(auditEntries.userId, ctx.actor.userId));
  expect(entries.at(-1)).toMatchObject({
    action: 'user.name_changed',
    details: { before: ctx.actor.name, after: 'Łucja Ñandú' },
  });
  expect(nameSchema.safeParse({ name: 'a\u202eb' }).success).toBe(false);
  expect(nameSchema.safeParse({ name: '   ' }).success).toBe(false);
});

test('a person with one program can start there, and can have the portal back (M3)', async () => {
  const { ctx, token } = await signedIn(await someone());
  expect((await findSignedIn(ctx, token))!.session.startPage).toBe('portal');
  await chooseStartPage(ctx, { startPage: 'program' });
  await expectAudit(testDb.db, 'user.start_page_chosen', `user:${ctx.actor.userId}`, {
    details: { startPage: 'program' },
  });
  expect((await findSignedIn(ctx, token))!.session.startPage).toBe('program');
  await chooseStartPage(ctx, { startPage: 'portal' });
  expect((await findSignedIn(ctx, token))!.session.startPage).toBe('portal');
});

test('the tour is offered until it is finished or skipped (M27)', async () => {
  const { ctx } = await signedIn(await someone());
  expect((await getProfile(ctx)).tourEndedAt).toBeNull();
  await endTour(ctx);
  expect((await getProfile(ctx)).tourEndedAt).toEqual(ctx.clock.now());
});

test('what a browser says about itself is stored shortened, and decides nothing', async () => {
  const { ctx } = await signedIn(await someone(), { userAgent: `${'x'.repeat(5000)}` });
  const [row] = await testDb.db.select().from(sessions).where(eq(sessions.id, ctx.session.id));
  expect(row!.userAgent).toHaveLength(400);
  expect((await listSignIns(ctx))[0]!.device).toBe('An unknown device');
  expect(await testDb.db.select().from(users).where(eq(users.id, ctx.actor.userId))).toHaveLength(1);
});

const NEW_PASSWORD = 'Quiet Lantern 7 over the Creek';

test('a new password ends every other session but this one, and the person is notified', async () => {
  const person = await someone();
  const email = `${crypto.randomUUID()}@example.org`;
  await testDb.db.update(users).set({ email }).where(eq(users.id, person.actor.userId));
  const phone = await signedIn(person, { userAgent: IPHONE });
  const desk = await signedIn(person);
  expect(await changePassword(desk.ctx, { current: PASSWORD, password: NEW_PASSWORD })).toBeNull();
  await expectAudit(testDb.db, 'password.changed', `user:${person.actor.userId}`, {
    actorKind: 'provider',
    details: { how: 'my account' },
  });
  expect(await findSignedIn(phone.ctx, phone.token)).toBeNull();
  expect(await findSignedIn(desk.ctx, desk.token)).not.toBeNull();
  expect(await emailsTo(testDb.db, email)).toEqual(['password.changed']);
  await expect(signedIn(person)).rejects.toMatchObject({ code: 'unauthenticated' });
});

test('a password change that is sent again, because its answer was lost, is answered as before and changes nothing', async () => {
  const person = await someone();
  const email = `${crypto.randomUUID()}@example.org`;
  await testDb.db.update(users).set({ email }).where(eq(users.id, person.actor.userId));
  const { ctx, token } = await signedIn(person);
  const form = { current: PASSWORD, password: NEW_PASSWORD };
  expect(await Promise.all([1, 2].map(() => changePassword(ctx, form)))).toEqual([null, null]);
  expect(await changePassword(ctx, form)).toBeNull();
  expect(await findSignedIn(ctx, token)).not.toBeNull();
  expect(await emailsTo(testDb.db, email)).toEqual(['password.changed']);
  await expect(changePassword(ctx, { ...form, password: `${NEW_PASSWORD}8` })).rejects.toMatchObject({
    code: 'invalid',
  });
  const later = { ...ctx, clock: clockAt(() => new Date(ctx.clock.now().getTime() + 15 * 60_000)) };
  await expect(changePassword(later, form)).rejects.toMatchObject({ code: 'invalid' });
});

test('the current password is required, at most ten times in 15 minutes', async () => {
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

test('a new password that is too simple, or the same as before, is refused with a sentence', async () => {
  const { ctx } = await signedIn(await someone());
  for (const password of ['short', 'Password1', PASSWORD]) {
    expect(await changePassword(ctx, { current: PASSWORD, password })).toEqual(expect.any(String));
  }
});
