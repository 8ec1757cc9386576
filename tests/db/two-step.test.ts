import { eq, sql } from 'drizzle-orm';
import { endSessionsOf } from '@/db/queries/account-sessions';
import { writeNewPassword } from '@/db/queries/password-resets';
import { auditEntries, recoveryCodes, sessions, signInChallenges, users } from '@/db/schema';
import { clockAt } from '@/lib/platform/clock';
import type { Context, SignedInContext } from '@/lib/platform/visit';
import { changePassword } from '@/lib/users/change-password';
import { beginEmailChange } from '@/lib/users/email-change/begin';
import { findSignedIn } from '@/lib/users/find-signed-in';
import { hashPassword } from '@/lib/users/password';
import { signIn, signInAtOnce } from '@/lib/users/sign-in';
import { answerChallenge } from '@/lib/users/two-step/answer-challenge';
import { beginSetUp } from '@/lib/users/two-step/begin-set-up';
import { findChallenge } from '@/lib/users/two-step/challenge';
import { confirmSetUp } from '@/lib/users/two-step/confirm-set-up';
import { findSetUp } from '@/lib/users/two-step/find-set-up';
import { findTwoStep } from '@/lib/users/two-step/find-two-step';
import { renewRecoveryCodes } from '@/lib/users/two-step/renew-recovery-codes';
import { turnOffTwoStep } from '@/lib/users/two-step/turn-off';
import { expectAudit, isAbout } from '../support/audit';
import { testDatabase } from '../support/database';
import { providerContext, staffContext } from '../support/people';
import { soon } from '../support/soon';
import { appCode, emailsTo, givenPassword, givenSession, givenTwoStep, PASSWORD } from '../support/two-step';
import { waitingForLocks } from '../support/waiting-for-locks';

const testDb = testDatabase();

/** Returns the same person's visit this many seconds later, from a separate address. */
function later<C extends Context>(ctx: C, seconds: number): C {
  const moment = new Date(ctx.clock.now().getTime() + seconds * 1000);
  return { ...ctx, clock: clockAt(() => moment), address: crypto.randomUUID() };
}

/** Adds a person with two-step sign-in, a minute after setting it up. */
async function somebody() {
  const ctx = await givenSession(await providerContext(testDb.db));
  const email = `${crypto.randomUUID()}@example.org`;
  await testDb.db.update(users).set({ email }).where(eq(users.id, ctx.actor.userId));
  const codes = await givenTwoStep(ctx);
  return { ctx: later(ctx, 60), id: ctx.actor.userId, username: ctx.actor.username, email, codes };
}

const withPassword = (username: string) => ({ username, password: PASSWORD });

async function challenged(ctx: Context, username: string): Promise<string> {
  const { kind, token } = await signIn(ctx, withPassword(username));
  expect(kind).toBe('challenge');
  return token;
}

const actionsOf = async (id: number) =>
  (
    await testDb.db
      .select()
      .from(auditEntries)
      .where(isAbout(`user:${id}`))
      .orderBy(auditEntries.id)
  ).map((row) => row.action);

const wrong = (code: string) => String((Number(code) + 500_000) % 1_000_000).padStart(6, '0');

test('a right password opens no session while a code is owed; the code opens it', async () => {
  const { ctx, id, username } = await somebody();
  const challenge = await challenged(ctx, username);
  expect(await findSignedIn(ctx, challenge)).toBeNull();
  // The one in which it was set up.
  expect(await testDb.db.select().from(sessions).where(eq(sessions.userId, id))).toHaveLength(1);
  const answered = await answerChallenge(ctx, challenge, await appCode(ctx, id));
  expect(answered).toMatchObject({ kind: 'session' });
  await expectAudit(testDb.db, 'sign_in.challenged', `user:${id}`);
  await expectAudit(testDb.db, 'sign_in.succeeded', `user:${id}`, { details: { proof: 'app' } });
  expect(await findSignedIn(ctx, (answered as { token: string }).token)).toMatchObject({ actor: { userId: id } });
  expect((await actionsOf(id)).slice(-2)).toEqual(['sign_in.challenged', 'sign_in.succeeded']);
});

test('neither the secret, nor the challenge, nor a recovery code can be read from the database', async () => {
  const { ctx, id, username, codes } = await somebody();
  const challenge = await challenged(ctx, username);
  const kept = JSON.stringify([
    await testDb.db.select().from(users).where(eq(users.id, id)),
    await testDb.db.select().from(recoveryCodes).where(eq(recoveryCodes.userId, id)),
    await testDb.db.select().from(signInChallenges).where(eq(signInChallenges.userId, id)),
    await testDb.db.execute(sql`select text from mails`),
    await testDb.db.execute(sql`select details from audit_entries`),
  ]);
  for (const secret of [challenge, ...codes, ...codes.map((code) => code.replaceAll('-', ''))]) {
    expect(kept).not.toContain(secret);
  }
  expect(kept).toContain('v1.');
});

test('an encrypted secret cannot be decrypted in another person’s row', async () => {
  const one = await somebody();
  const other = await somebody();
  await testDb.db.execute(
    sql`update users set two_step_secret = (select two_step_secret from users where id = ${one.id}) where id = ${other.id}`,
  );
  const challenge = await challenged(other.ctx, other.username);
  await expect(answerChallenge(other.ctx, challenge, await appCode(one.ctx, one.id))).rejects.toMatchObject({
    code: 'invalid',
  });
  await expectAudit(testDb.db, 'sign_in.code_refused', `user:${other.id}`);
});

test('a code works once, even when it comes from two places at the same moment', async () => {
  const { ctx, id, username } = await somebody();
  const challenges = [];
  for (let n = 0; n < 6; n++) challenges.push(await challenged(ctx, username));
  const code = await appCode(ctx, id);
  const answers = await Promise.all(challenges.map((one) => answerChallenge(ctx, one, code).catch((e) => e.code)));
  expect(answers.filter((answer) => answer.kind === 'session')).toHaveLength(1);
  expect(answers.filter((answer) => answer === 'invalid')).toHaveLength(5);
});

test('after a code of the next half minute, the one before is no longer accepted', async () => {
  const { ctx, id, username } = await somebody();
  await answerChallenge(ctx, await challenged(ctx, username), await appCode(ctx, id, 1));
  for (const steps of [0, 1, -1]) {
    await expect(
      answerChallenge(ctx, await challenged(ctx, username), await appCode(ctx, id, steps)),
    ).rejects.toMatchObject({ code: 'invalid' });
  }
});

test.each([
  [-2, false],
  [-1, true],
  [0, true],
  [1, true],
  [2, false],
])('a code that is %d half minutes off is accepted: %s', async (steps, taken) => {
  const { ctx, id, username } = await somebody();
  const now = later(ctx, 120);
  const answer = answerChallenge(now, await challenged(now, username), await appCode(now, id, steps));
  if (taken) await expect(answer).resolves.toMatchObject({ kind: 'session' });
  else await expect(answer).rejects.toMatchObject({ code: 'invalid' });
});

test('a challenge allows five tries, no matter how many come at once, and then not even the right code works', async () => {
  const { ctx, id, username, email } = await somebody();
  const challenge = await challenged(ctx, username);
  const code = await appCode(ctx, id);
  const answers = await Promise.all(
    Array.from({ length: 30 }, () => answerChallenge(ctx, challenge, wrong(code)).catch((e) => e.code)),
  );
  expect(answers.filter((answer) => answer === 'invalid')).toHaveLength(4);
  expect(answers.filter((answer) => answer.why === 'tries')).toHaveLength(1);
  expect(answers.filter((answer) => answer.why === 'expired')).toHaveLength(25);
  expect(await answerChallenge(ctx, challenge, code)).toEqual({ kind: 'over', why: 'expired' });
  expect(await emailsTo(testDb.db, email)).toEqual(['two_step.turned_on', 'two_step.codes_refused']);
});

test('an account allows ten codes in 15 minutes, across all its challenges', async () => {
  const { ctx, id, username } = await somebody();
  const code = await appCode(ctx, id);
  const outcomes: string[] = [];
  for (let n = 0; n < 3; n++) {
    const challenge = await challenged(ctx, username);
    for (let turn = 0; turn < 4; turn++) {
      outcomes.push(await answerChallenge(ctx, challenge, wrong(code)).catch((e) => e.code));
    }
  }
  expect(outcomes).toEqual([...Array(10).fill('invalid'), ...Array(2).fill('too_many')]);
  const next = later(ctx, 16 * 60);
  const challenge = await challenged(next, username);
  expect(await answerChallenge(next, challenge, await appCode(next, id))).toMatchObject({ kind: 'session' });
});

test('a challenge ends after five minutes, when it was answered, and with a new password', async () => {
  const { ctx, id, username } = await somebody();
  const old = await challenged(ctx, username);
  expect(await findChallenge(later(ctx, 299), old)).not.toBeNull();
  expect(await findChallenge(later(ctx, 300), old)).toBeNull();
  const late = later(ctx, 300);
  expect(await answerChallenge(late, old, await appCode(late, id))).toEqual({ kind: 'over', why: 'expired' });

  const answered = await challenged(ctx, username);
  await answerChallenge(ctx, answered, await appCode(ctx, id));
  const next = later(ctx, 60);
  expect(await answerChallenge(next, answered, await appCode(next, id))).toEqual({ kind: 'over', why: 'expired' });

  const overtaken = await challenged(ctx, username);
  await testDb.db.update(users).set({ passwordChangedAt: next.clock.now() }).where(eq(users.id, id));
  expect(await answerChallenge(next, overtaken, await appCode(next, id))).toEqual({ kind: 'over', why: 'expired' });
});

test('a disabled person’s challenge ends', async () => {
  const { ctx, id, username } = await somebody();
  const challenge = await challenged(ctx, username);
  await testDb.db.update(users).set({ disabledAt: ctx.clock.now() }).where(eq(users.id, id));
  expect(await answerChallenge(ctx, challenge, await appCode(ctx, id))).toEqual({ kind: 'over', why: 'expired' });
});

test('a recovery code replaces the app once, however it is typed, and the person is notified', async () => {
  const { ctx, id, username, email, codes } = await somebody();
  expect(codes).toHaveLength(10);
  expect(new Set(codes.map((code) => /^[0-9A-Z]{4}(-[0-9A-Z]{4}){2}$/.test(code)))).toEqual(new Set([true]));
  const typed = ` ${codes[3]!.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')} `;
  expect(await answerChallenge(ctx, await challenged(ctx, username), typed)).toMatchObject({ kind: 'session' });
  await expect(answerChallenge(ctx, await challenged(ctx, username), codes[3]!)).rejects.toMatchObject({
    code: 'invalid',
  });
  expect(await findTwoStep(ctx)).toMatchObject({ recoveryCodesLeft: 9 });
  expect(await emailsTo(testDb.db, email)).toContain('two_step.recovery_code_used');
  expect(await actionsOf(id)).toContain('sign_in.code_refused');
});

test('one recovery code from two places at the same moment works once', async () => {
  const { ctx, username, codes } = await somebody();
  const challenges = [await challenged(ctx, username), await challenged(ctx, username)];
  const answers = await Promise.all(challenges.map((one) => answerChallenge(ctx, one, codes[0]!).catch((e) => e.code)));
  expect(answers.map((answer) => answer.kind ?? answer).sort()).toEqual(['invalid', 'session']);
});

test('next-auth’s endpoint requires the code, too', async () => {
  const { ctx, id, username } = await somebody();
  const refused = { code: 'unauthenticated' };
  await expect(signInAtOnce(ctx, withPassword(username))).rejects.toMatchObject(refused);
  const code = await appCode(ctx, id);
  await expect(signInAtOnce(ctx, { ...withPassword(username), code: wrong(code) })).rejects.toMatchObject(refused);
  const token = await signInAtOnce(ctx, { ...withPassword(username), code });
  expect(await findSignedIn(ctx, token)).toMatchObject({ actor: { userId: id } });
  await expect(signInAtOnce(ctx, { ...withPassword(username), code })).rejects.toMatchObject(refused);
});

test('a secret that was never confirmed with a code requires none', async () => {
  const ctx = await givenSession(await givenPassword(await providerContext(testDb.db)));
  await expect(beginSetUp(ctx, { password: 'Nebraska2026' })).rejects.toMatchObject({ code: 'invalid' });
  expect(await findSetUp(ctx)).toBeNull();
  await beginSetUp(ctx, { password: PASSWORD });
  expect(await findSetUp(ctx)).toMatchObject({ typed: expect.stringMatching(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/) });
  expect(await signIn(ctx, withPassword(ctx.actor.username))).toMatchObject({ kind: 'session' });
});

describe('a setup that was begun', () => {
  async function begun() {
    const person = await givenPassword(await providerContext(testDb.db));
    const [ctx, elsewhere] = [await givenSession(person), await givenSession(person)];
    await beginSetUp(ctx, { password: PASSWORD });
    return { ctx, elsewhere, id: ctx.actor.userId };
  }
  const over = { code: 'invalid', sentence: expect.stringContaining('Enter your password again to go on.') };

  test('goes on for a quarter of an hour, and needs the password after that', async () => {
    const { ctx, id } = await begun();
    const late = later(ctx, 15 * 60);
    expect(await findSetUp(later(ctx, 15 * 60 - 1))).not.toBeNull();
    expect(await findSetUp(late)).toBeNull();
    await expect(confirmSetUp(late, { code: await appCode(late, id) })).rejects.toMatchObject(over);
    expect(await findTwoStep(ctx)).toMatchObject({ since: null });
    await beginSetUp(late, { password: PASSWORD });
    expect(await confirmSetUp(late, { code: await appCode(late, id) })).toHaveLength(10);
  });

  test('goes on in that session only', async () => {
    const { ctx, elsewhere, id } = await begun();
    expect(await findSetUp(elsewhere)).toBeNull();
    await expect(confirmSetUp(elsewhere, { code: await appCode(ctx, id) })).rejects.toMatchObject(over);
    expect(await confirmSetUp(ctx, { code: await appCode(ctx, id) })).toHaveLength(10);
    const again = confirmSetUp(ctx, { code: await appCode(ctx, id, 1) });
    await expect(again).rejects.toMatchObject({ code: 'conflict', sentence: expect.stringContaining('make new ones') });
  });

  test('ends with a new password', async () => {
    const { ctx, id } = await begun();
    const code = await appCode(ctx, id);
    expect(await changePassword(ctx, { current: PASSWORD, password: 'Quiet Lantern 7 over the Creek' })).toBeNull();
    expect(await findSetUp(ctx)).toBeNull();
    await expect(confirmSetUp(ctx, { code })).rejects.toMatchObject(over);
  });
});

describe('what was confirmed with a password that its owner replaces at that moment', () => {
  const replaced: [string, (ctx: SignedInContext, code: string) => Promise<unknown>][] = [
    ['a new password', (ctx) => changePassword(ctx, { current: PASSWORD, password: 'Quiet Lantern 7 over the Creek' })],
    ['a new address', (ctx) => beginEmailChange(ctx, { newEmail: 'thief@example.org', password: PASSWORD })],
    ['turning two-step sign-in off', (ctx, code) => turnOffTwoStep(ctx, { password: PASSWORD, code })],
    ['new recovery codes', (ctx, code) => renewRecoveryCodes(ctx, { password: PASSWORD, code })],
  ];

  test.each(replaced)('%s does not happen', async (_name, act) => {
    const { ctx, id, email } = await somebody();
    const code = await appCode(ctx, id);
    const before = await emailsTo(testDb.db, email, 'thief@example.org');
    const passwordHash = await hashPassword('Brown Kettle 9 by the Barn');
    const acting = await testDb.db.transaction(async (tx) => {
      await tx.select().from(users).where(eq(users.id, id)).for('update');
      const outcome = act(ctx, code).catch((error) => error);
      await soon(async () => (await waitingForLocks(testDb.db)) > 0);
      await writeNewPassword(tx, { userId: id, passwordHash, at: ctx.clock.now() });
      return { outcome };
    });
    expect(await acting.outcome).toMatchObject({ code: 'unauthenticated' });
    const [row] = await testDb.db.select().from(users).where(eq(users.id, id));
    expect(row).toMatchObject({ passwordHash, twoStepConfirmedAt: expect.any(Date) });
    expect(await emailsTo(testDb.db, email, 'thief@example.org')).toEqual(before);
  });

  test('a setup does not begin', async () => {
    const ctx = await givenSession(await givenPassword(await providerContext(testDb.db)));
    const acting = await testDb.db.transaction(async (tx) => {
      await tx.select().from(users).where(eq(users.id, ctx.actor.userId)).for('update');
      const outcome = beginSetUp(ctx, { password: PASSWORD }).catch((error) => error);
      await soon(async () => (await waitingForLocks(testDb.db)) > 0);
      await endSessionsOf(tx, ctx.actor.userId, ctx.clock.now());
      return { outcome };
    });
    expect(await acting.outcome).toMatchObject({ code: 'unauthenticated' });
    expect(await findSetUp(ctx)).toBeNull();
  });
});

test('setting it up signs out everywhere else and cannot replace an existing setup', async () => {
  const ctx = await givenPassword(await providerContext(testDb.db));
  const here = await signIn(ctx, withPassword(ctx.actor.username));
  const elsewhere = await signIn(ctx, withPassword(ctx.actor.username));
  const signedIn = (await findSignedIn(ctx, here.token))!;
  await givenTwoStep({ ...ctx, ...signedIn });
  await expectAudit(testDb.db, 'two_step.turned_on', `user:${ctx.actor.userId}`);
  expect(await findSignedIn(ctx, here.token)).not.toBeNull();
  expect(await findSignedIn(ctx, elsewhere.token)).toBeNull();
  await expect(givenTwoStep(later(ctx, 60))).rejects.toMatchObject({ code: 'conflict' });
});

test('turning it off takes password and code; then a password is enough and old recovery codes stop working', async () => {
  const { ctx, id, username, email } = await somebody();
  const off = async (password: string, code: string) => turnOffTwoStep(ctx, { password, code });
  const code = await appCode(ctx, id);
  await expect(off('Nebraska2026', code)).rejects.toMatchObject({ code: 'invalid' });
  await expect(off(PASSWORD, wrong(code))).rejects.toMatchObject({ code: 'invalid' });
  await off(PASSWORD, code);
  await expectAudit(testDb.db, 'two_step.code_refused', `user:${id}`);
  await expectAudit(testDb.db, 'two_step.turned_off', `user:${id}`);
  // The answer was lost, and the form was sent again.
  await off(PASSWORD, code);
  expect(await signIn(ctx, withPassword(username))).toMatchObject({ kind: 'session' });
  expect(await testDb.db.select().from(recoveryCodes).where(eq(recoveryCodes.userId, id))).toHaveLength(0);
  expect(await emailsTo(testDb.db, email)).toEqual(['two_step.turned_on', 'two_step.turned_off']);
});

test('new recovery codes end the earlier ones', async () => {
  const { ctx, id, username, codes } = await somebody();
  const fresh = await renewRecoveryCodes(ctx, { password: PASSWORD, code: await appCode(ctx, id) });
  await expectAudit(testDb.db, 'two_step.recovery_codes_made', `user:${id}`);
  await expect(answerChallenge(ctx, await challenged(ctx, username), codes[0]!)).rejects.toMatchObject({
    code: 'invalid',
  });
  expect(await answerChallenge(ctx, await challenged(ctx, username), fresh[0]!)).toMatchObject({ kind: 'session' });
});

test('staff must set it up and cannot turn it off; demo staff need not', async () => {
  const ctx = await givenPassword(await staffContext(testDb.db));
  const { token } = await signIn(ctx, withPassword(ctx.actor.username));
  expect(await findSignedIn(ctx, token)).toMatchObject({ session: { mustSetUpTwoStep: true } });
  await givenTwoStep(ctx);
  const next = later(ctx, 60);
  const answered = await answerChallenge(
    next,
    await challenged(next, ctx.actor.username),
    await appCode(next, ctx.actor.userId),
  );
  expect(await findSignedIn(next, (answered as { token: string }).token)).toMatchObject({
    session: { mustSetUpTwoStep: false },
  });
  const last = later(ctx, 120);
  await expect(
    turnOffTwoStep(last, { password: PASSWORD, code: await appCode(last, ctx.actor.userId) }),
  ).rejects.toMatchObject({ code: 'forbidden' });

  const demo = await givenPassword(await staffContext(testDb.db));
  await testDb.db.update(users).set({ demo: true }).where(eq(users.id, demo.actor.userId));
  const { token: demoToken } = await signIn(demo, withPassword(demo.actor.username));
  expect(await findSignedIn(demo, demoToken)).toMatchObject({ session: { mustSetUpTwoStep: false } });
});
