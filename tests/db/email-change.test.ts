import '../support/settings';
import { and, desc, eq } from 'drizzle-orm';
import { emailChanges, mails, users } from '@/db/schema';
import { clockAt } from '@/lib/platform/clock';
import type { Context } from '@/lib/platform/visit';
import { changePassword } from '@/lib/users/change-password';
import { beginEmailChange } from '@/lib/users/email-change/begin';
import { cancelEmailChange } from '@/lib/users/email-change/cancel';
import { confirmEmailChange } from '@/lib/users/email-change/confirm';
import { findEmailChange } from '@/lib/users/email-change/find';
import { beginEmailChangeSchema, confirmEmailChangeSchema } from '@/lib/users/email-change/rules';
import { findResetFlow } from '@/lib/users/reset/flow';
import { expectAudit } from '../support/audit';
import { codeIn } from '../support/code-in';
import { testDatabase } from '../support/database';
import { providerContext } from '../support/people';
import { begun as begunReset } from '../support/resets';
import { emailsTo, givenPassword, givenSession, PASSWORD } from '../support/two-step';

const testDb = testDatabase();
const WRONG = '00000000';

/** Adds a person who has asked for a new address, with the codes from both emails. */
async function begun() {
  // No part of an address may look like a code.
  const mark = crypto.randomUUID().replaceAll('-', '');
  const oldEmail = `old${mark}@example.org`;
  const newEmail = `new${mark}@example.com`;
  const ctx = await givenSession(await givenPassword(await providerContext(testDb.db)));
  await testDb.db.update(users).set({ email: oldEmail }).where(eq(users.id, ctx.actor.userId));
  await beginEmailChange(ctx, { newEmail, password: PASSWORD });
  return { ctx, oldEmail, newEmail, oldCode: await codeSentTo(oldEmail), newCode: await codeSentTo(newEmail) };
}

async function codeSentTo(address: string): Promise<string> {
  const [mail] = await testDb.db
    .select()
    .from(mails)
    .where(eq(mails.toAddress, address))
    .orderBy(desc(mails.id))
    .limit(1);
  return codeIn(mail!.text);
}

const userOf = async ({ actor }: Context) =>
  (await testDb.db.select().from(users).where(eq(users.id, actor.userId)))[0]!;
const emailOf = async (ctx: Context) => (await userOf(ctx)).email;

const after = <C extends Context>(ctx: C, minutes: number): C => ({
  ...ctx,
  clock: clockAt(() => new Date(ctx.clock.now().getTime() + minutes * 60_000)),
});

test('the address changes when both codes are right, and the old address is notified', async () => {
  const { ctx, oldEmail, newEmail, oldCode, newCode } = await begun();
  expect(await confirmEmailChange(ctx, { oldCode, newCode })).toEqual({ kind: 'done' });
  await expectAudit(testDb.db, 'email_change.begun', `user:${ctx.actor.userId}`);
  await expectAudit(testDb.db, 'user.email_changed', `user:${ctx.actor.userId}`);
  expect(await emailOf(ctx)).toBe(newEmail);
  expect(await emailsTo(testDb.db, oldEmail, newEmail)).toEqual([
    'email_change.old_code',
    'email_change.new_code',
    'email_change.done',
  ]);
  expect(await findEmailChange(ctx)).toBeNull();
});

test('an address that another sign-in has does not become a second one’s, which is said only to the one who reads it (M20)', async () => {
  const { ctx, oldEmail, newEmail, oldCode, newCode } = await begun();
  const other = await providerContext(testDb.db);
  await testDb.db.update(users).set({ email: newEmail.toUpperCase() }).where(eq(users.id, other.actor.userId));
  expect(await confirmEmailChange(ctx, { oldCode, newCode: '' })).toEqual({ kind: 'waiting' });
  await expect(confirmEmailChange(ctx, { oldCode: '', newCode })).rejects.toMatchObject({
    code: 'conflict',
    sentence: expect.stringContaining(`already has a sign-in with this email address: ${other.actor.username}`),
  });
  expect(await emailOf(ctx)).toBe(oldEmail);
});

test('a reset that was begun with the old address ends when it changes', async () => {
  const { ctx, newEmail, oldCode, newCode } = await begun();
  const visit = { ...ctx, address: crypto.randomUUID() };
  const reset = await begunReset(visit, (await userOf(ctx)).username);
  await confirmEmailChange(ctx, { oldCode, newCode });
  expect(await findResetFlow(visit, reset.token)).toBeNull();
  const again = await begunReset(visit, (await userOf(ctx)).username);
  expect(again.flow.person?.email).toBe(newEmail);
});

test('the two codes can come one after the other; one alone changes nothing', async () => {
  const { ctx, oldEmail, newEmail, oldCode, newCode } = await begun();
  expect(await confirmEmailChange(ctx, { oldCode: '', newCode })).toEqual({ kind: 'waiting' });
  expect(await confirmEmailChange(ctx, { oldCode: '', newCode })).toEqual({ kind: 'waiting' });
  expect(await emailOf(ctx)).toBe(oldEmail);
  expect(await findEmailChange(ctx)).toMatchObject({ oldConfirmed: false, newConfirmed: true });
  expect(await confirmEmailChange(ctx, { oldCode, newCode: '' })).toEqual({ kind: 'done' });
  expect(await emailOf(ctx)).toBe(newEmail);
});

test('the code of one address does not confirm the other', async () => {
  const { ctx, oldEmail, oldCode, newCode } = await begun();
  const outcome = await confirmEmailChange(ctx, { oldCode: newCode, newCode: oldCode });
  expect(outcome).toEqual({ kind: 'wrong', sides: ['old', 'new'], left: 4 });
  expect(await emailOf(ctx)).toBe(oldEmail);
});

test('the fifth wrong try ends the change, even for the right codes', async () => {
  const { ctx, oldEmail, oldCode, newCode } = await begun();
  for (const left of [4, 3, 2, 1]) {
    expect(await confirmEmailChange(ctx, { oldCode: WRONG, newCode })).toEqual({ kind: 'wrong', sides: ['old'], left });
  }
  expect(await confirmEmailChange(ctx, { oldCode: WRONG, newCode: '' })).toEqual({ kind: 'ended' });
  await expectAudit(testDb.db, 'email_change.refused', `user:${ctx.actor.userId}`);
  expect(await confirmEmailChange(ctx, { oldCode, newCode })).toEqual({ kind: 'ended' });
  expect(await emailOf(ctx)).toBe(oldEmail);
});

test('of forty wrong tries at once five count, and the right codes come too late', async () => {
  const { ctx, oldEmail, oldCode, newCode } = await begun();
  const tries = await Promise.all(
    Array.from({ length: 40 }, () => confirmEmailChange(ctx, { oldCode: WRONG, newCode: WRONG })),
  );
  expect(tries.filter(({ kind }) => kind === 'wrong')).toHaveLength(4);
  const [row] = await testDb.db.select().from(emailChanges).where(eq(emailChanges.userId, ctx.actor.userId));
  expect(row!.tries).toBe(5);
  expect(await confirmEmailChange(ctx, { oldCode, newCode })).toEqual({ kind: 'ended' });
  expect(await emailOf(ctx)).toBe(oldEmail);
});

test('right codes sent again, because the answer was lost, are answered as before and change the address once', async () => {
  const { ctx, oldEmail, oldCode, newCode } = await begun();
  const outcomes = await Promise.all([1, 2, 3].map(() => confirmEmailChange(ctx, { oldCode, newCode })));
  expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['done', 'done', 'done']);
  expect(await confirmEmailChange(ctx, { oldCode, newCode: '' })).toEqual({ kind: 'done' });
  expect(await confirmEmailChange(ctx, { oldCode: WRONG, newCode })).toEqual({ kind: 'ended' });
  expect(await confirmEmailChange(after(ctx, 31), { oldCode, newCode })).toEqual({ kind: 'ended' });
  expect((await emailsTo(testDb.db, oldEmail)).filter((kind) => kind === 'email_change.done')).toHaveLength(1);
});

test('a new password ends a change that was begun with the old one', async () => {
  const { ctx, oldEmail, oldCode, newCode } = await begun();
  expect(await changePassword(ctx, { current: PASSWORD, password: 'Quiet Lantern 7 over the Creek' })).toBeNull();
  expect(await findEmailChange(ctx)).toBeNull();
  expect(await confirmEmailChange(ctx, { oldCode, newCode })).toEqual({ kind: 'ended' });
  expect(await emailOf(ctx)).toBe(oldEmail);
});

test('the codes stop working after half an hour, or once the change is canceled', async () => {
  const late = await begun();
  expect(await confirmEmailChange(after(late.ctx, 31), late)).toEqual({ kind: 'ended' });
  const canceled = await begun();
  await cancelEmailChange(canceled.ctx);
  await expectAudit(testDb.db, 'email_change.cancelled', `user:${canceled.ctx.actor.userId}`);
  expect(await confirmEmailChange(canceled.ctx, canceled)).toEqual({ kind: 'ended' });
  expect(await emailOf(canceled.ctx)).toBe(canceled.oldEmail);
});

test('asking again makes the previous codes stop working', async () => {
  const { ctx, oldCode, newCode, newEmail } = await begun();
  await beginEmailChange(ctx, { newEmail, password: PASSWORD });
  expect(await confirmEmailChange(ctx, { oldCode, newCode })).toMatchObject({ kind: 'wrong' });
});

test('somebody else’s codes confirm nothing', async () => {
  const mine = await begun();
  const theirs = await begun();
  expect(await confirmEmailChange(mine.ctx, theirs)).toMatchObject({ kind: 'wrong', sides: ['old', 'new'] });
  expect(await emailOf(theirs.ctx)).toBe(theirs.oldEmail);
});

test('the change asks for the password, and for a different address than the current one', async () => {
  const { ctx, oldEmail, newEmail } = await begun();
  await expect(beginEmailChange(ctx, { newEmail, password: 'Nebraska2026' })).rejects.toMatchObject({
    code: 'invalid',
  });
  await expect(beginEmailChange(ctx, { newEmail: oldEmail.toUpperCase(), password: PASSWORD })).rejects.toMatchObject({
    code: 'invalid',
    sentence: 'That is already your email address.',
  });
});

test('five changes in a quarter of an hour, then no more emails', async () => {
  const { ctx, newEmail } = await begun();
  const more = await Promise.all(
    Array.from({ length: 8 }, () => beginEmailChange(ctx, { newEmail, password: PASSWORD }).catch((e) => e.code)),
  );
  expect(more.filter((code) => code === undefined)).toHaveLength(4);
  expect(await emailsTo(testDb.db, newEmail)).toHaveLength(5);
  const open = await testDb.db
    .select()
    .from(emailChanges)
    .where(and(eq(emailChanges.userId, ctx.actor.userId)));
  expect(open.filter(({ cancelledAt }) => cancelledAt === null)).toHaveLength(1);
});

test('the database contains no code, and the email to the new address names nobody', async () => {
  const { ctx, oldCode, newCode, newEmail } = await begun();
  const [row] = await testDb.db.select().from(emailChanges).where(eq(emailChanges.userId, ctx.actor.userId));
  expect(JSON.stringify(row)).not.toMatch(new RegExp(`${oldCode}|${newCode}`));
  const [message] = await testDb.db.select().from(mails).where(eq(mails.toAddress, newEmail));
  expect(message!.text).not.toContain(ctx.actor.name);
});

test('a malformed address or code is refused with a sentence', () => {
  for (const newEmail of [
    '',
    'nobody',
    'a@b',
    'a b@example.org',
    'a@example.org\nBcc: b@example.org',
    `${'a'.repeat(250)}@example.org`,
  ]) {
    expect(beginEmailChangeSchema.safeParse({ newEmail, password: 'x' }).success).toBe(false);
  }
  expect(confirmEmailChangeSchema.parse({ oldCode: ' 1234 5678 ', newCode: '1234-5678' })).toEqual({
    oldCode: '12345678',
    newCode: '12345678',
  });
  expect(confirmEmailChangeSchema.safeParse({ oldCode: '1234567', newCode: '' }).success).toBe(false);
});
