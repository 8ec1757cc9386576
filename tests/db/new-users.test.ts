import '../support/settings';
import { and, eq } from 'drizzle-orm';
import { mails, memberships, settings, users } from '@/db/schema';
import type { Staff } from '@/lib/access/actor';
import type { Context, SignedInContext } from '@/lib/platform/visit';
import { inviteSchema, inviteUser, mayInvite } from '@/lib/users/invite-user';
import { removeAccess } from '@/lib/users/remove-access';
import { addProviderUser, addProviderUserSchema, addStaff, addStaffSchema } from '@/lib/users/staff/add-user';
import { changeMembership, getMembership } from '@/lib/users/staff/change-membership';
import { disableUser } from '@/lib/users/staff/disable-user';
import { listInvitations } from '@/lib/users/staff/list-invitations';
import { expectAudit } from '../support/audit';
import { testDatabase } from '../support/database';
import { forProviderOf, onDay, providerContext, staffContext } from '../support/people';

const test_ = testDatabase();

const mailsTo = (email: string) => test_.db.select().from(mails).where(eq(mails.toAddress, email)).orderBy(mails.id);
const address = () => `${crypto.randomUUID()}@example.org`;
const userOf = async (email: string) => (await test_.db.select().from(users).where(eq(users.email, email)))[0];
const roleOf = async (userId: number, providerId: number) =>
  (
    await test_.db
      .select()
      .from(memberships)
      .where(and(eq(memberships.userId, userId), eq(memberships.providerId, providerId)))
  )[0]?.role;

async function administrator(): Promise<SignedInContext & { actor: Staff }> {
  const ctx = await staffContext(test_.db);
  await test_.db.update(users).set({ staffRole: 'administrator' }).where(eq(users.id, ctx.actor.userId));
  return { ...ctx, actor: { ...ctx.actor, role: 'administrator' } };
}

/** Returns a new provider's manager, with an email address of their own. */
async function manager() {
  const ctx = await providerContext(test_.db);
  const email = address();
  await test_.db.update(users).set({ email }).where(eq(users.id, ctx.actor.userId));
  return { ctx, email, providerId: ctx.actor.providerId };
}

const typed = (email: string, also: object = {}) =>
  addProviderUserSchema.parse({ name: 'Jo Roe', email, username: '', role: 'editor', reason: 'They called.', ...also });

describe('staff', () => {
  test('add a user of a provider, who gets an email for the first access; its managers get one, too', async () => {
    const [staff, { email: ofManager, providerId }] = [await staffContext(test_.db), await manager()];
    const email = address();
    const { userId, known } = await addProviderUser(staff, { ...typed(email), providerId });
    expect(known).toBe(false);
    expect(await userOf(email)).toMatchObject({ id: userId, name: 'Jo Roe', username: expect.stringMatching(/^jroe/) });
    expect(await roleOf(userId, providerId)).toBe('editor');
    expect((await mailsTo(email)).at(-1)?.text).toContain('Reset password');
    expect((await mailsTo(ofManager)).at(-1)?.text).toContain('Agency staff gave Jo Roe access');
    await expectAudit(test_.db, 'user.created', `user:${userId}`, {
      providerId,
      details: { providerId, role: 'editor', firstAccess: 'mail', reason: 'They called.' },
    });
  });

  test('give a person with a sign-in another provider; the person keeps the one sign-in', async () => {
    const [staff, one, other] = [await staffContext(test_.db), await manager(), await manager()];
    const { userId, known } = await addProviderUser(staff, {
      ...typed(one.email.toUpperCase()),
      providerId: other.providerId,
    });
    expect([userId, known]).toEqual([one.ctx.actor.userId, true]);
    expect(await roleOf(userId, other.providerId)).toBe('editor');
    await expectAudit(test_.db, 'user.access_given', `user:${userId}`, {
      details: { providerId: other.providerId, role: 'editor', reason: 'They called.' },
    });
    const again = addProviderUser(staff, { ...typed(one.email), providerId: other.providerId });
    await expect(again).rejects.toMatchObject({ code: 'conflict' });
    const elsewhere = addProviderUser(staff, {
      ...typed(one.email, { username: 'another.name' }),
      providerId: other.providerId,
    });
    await expect(elsewhere).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('one sign-in'),
    });
  });

  test('two who add the same new person at once make one sign-in', async () => {
    const [staff, one, other] = [await staffContext(test_.db), await manager(), await manager()];
    const email = address();
    const given = await Promise.all(
      [one, other].map(({ providerId }) => addProviderUser(staff, { ...typed(email), providerId })),
    );
    expect(new Set(given.map(({ userId }) => userId)).size).toBe(1);
    expect(await test_.db.select().from(users).where(eq(users.email, email))).toHaveLength(1);
  });

  test('a name without Latin letters needs a username that staff type', async () => {
    const [staff, { providerId }] = [await staffContext(test_.db), await manager()];
    const email = address();
    const named = (also: object) =>
      addProviderUser(staff, { ...typed(email, { name: '李小龙', ...also }), providerId });
    await expect(named({})).rejects.toMatchObject({ code: 'invalid' });
    await named({ username: `lee-${crypto.randomUUID().slice(0, 8)}` });
    expect(await userOf(email)).toMatchObject({ name: '李小龙' });
  });

  test('only administrators add staff, who have no other sign-in', async () => {
    const email = address();
    const input = addStaffSchema.parse({ ...typed(email), role: 'staff' });
    await expect(addStaff(await staffContext(test_.db), input)).rejects.toMatchObject({ code: 'forbidden' });
    const { userId } = await addStaff(await administrator(), input);
    expect(await userOf(email)).toMatchObject({ staffRole: 'staff', passwordHash: null });
    await expectAudit(test_.db, 'user.created', `user:${userId}`, {
      details: { staffRole: 'staff', firstAccess: 'mail', reason: 'They called.' },
    });
    const { email: taken } = await manager();
    await expect(addStaff(await administrator(), { ...input, email: taken })).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  test('change a role at a provider or end it, but never of its last manager', async () => {
    const [staff, { ctx, email, providerId }] = [await staffContext(test_.db), await manager()];
    const { userId } = ctx.actor;
    const change = (role: 'editor' | 'none', who = userId, saw: 'manager' | 'editor' = 'manager') =>
      changeMembership(staff, { userId: who, providerId, role, saw, reason: 'They left.' });
    await expect(change('editor')).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining('only manager'),
    });
    const second = await addProviderUser(staff, { ...typed(address(), { role: 'manager' }), providerId });
    await expect(change('editor', userId, 'editor')).rejects.toMatchObject({ code: 'conflict' });
    await change('editor');
    expect(await getMembership(staff, userId, providerId)).toMatchObject({ role: 'editor' });
    expect((await mailsTo(email)).at(-1)?.subject).toBe('Your PDUPS role has changed');
    await expectAudit(test_.db, 'user.role_changed', `user:${userId}`, {
      details: { providerId, before: 'manager', after: 'editor', reason: 'They left.' },
    });
    await change('none', userId, 'editor');
    expect(await roleOf(userId, providerId)).toBeUndefined();
    await expectAudit(test_.db, 'user.access_removed', `user:${userId}`, {
      details: { providerId, role: 'editor', reason: 'They left.' },
    });
    await expect(change('none', second.userId)).rejects.toMatchObject({ code: 'invalid' });
    await expect(change('none', userId, 'editor')).rejects.toMatchObject({ code: 'not_found' });
    await expect(
      changeMembership(ctx, { userId: second.userId, providerId, role: 'none', saw: 'manager', reason: 'x' }),
    ).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('disable a provider’s only manager only when they say so', async () => {
    const [staff, { ctx }] = [await staffContext(test_.db), await manager()];
    const { userId } = ctx.actor;
    const reason = 'Someone else may be using it.';
    await expect(disableUser(staff, { userId, reason })).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining(ctx.actor.providerName),
    });
    await disableUser(staff, { userId, reason, anyway: 'yes' });
    await expectAudit(test_.db, 'user.disabled', `user:${userId}`, { details: { sessionsEnded: 0, reason } });
  });
});

describe('managers', () => {
  const invited = (ctx: Context, email: string) =>
    inviteSchema.parse({ name: 'Jo Roe', email, role: 'viewer', forProvider: String(forProviderOf(ctx)) });

  test('invite a person to their own provider, and staff see it', async () => {
    const { ctx, providerId } = await manager();
    expect(await mayInvite(ctx)).toBe(true);
    const email = address();
    await inviteUser(ctx, invited(ctx, email));
    const { id } = (await userOf(email))!;
    expect(await roleOf(id, providerId)).toBe('viewer');
    expect((await mailsTo(email)).at(-1)?.text).toContain('Reset password');
    await expectAudit(test_.db, 'user.invited', `user:${id}`, {
      userId: ctx.actor.userId,
      providerId,
      details: { providerId, role: 'viewer' },
    });
    const { invitations, recent } = await listInvitations(await staffContext(test_.db));
    expect(invitations[0]).toMatchObject({ userId: id, providerId, role: 'viewer', by: ctx.actor.name });
    expect(recent).toBeGreaterThan(0);
    await expect(listInvitations(ctx)).rejects.toMatchObject({ code: 'forbidden' });
    await removeAccess(ctx, { userId: id, forProvider: forProviderOf(ctx) });
    expect(await roleOf(id, providerId)).toBeUndefined();
  });

  test('do not learn whether a person has a sign-in elsewhere', async () => {
    const [{ ctx, providerId }, other] = [await manager(), await manager()];
    await inviteUser(ctx, invited(ctx, other.email));
    expect(await roleOf(other.ctx.actor.userId, providerId)).toBe('viewer');
    const asManager = { ...invited(ctx, other.email), role: 'manager' } as const;
    await expect(inviteUser(ctx, asManager)).rejects.toMatchObject({ code: 'invalid' });
  });

  test('invite a person once when the form is sent again, because its answer was lost', async () => {
    const { ctx } = await manager();
    const email = address();
    await Promise.all([1, 2].map(() => inviteUser(ctx, invited(ctx, email))));
    await inviteUser(ctx, invited(ctx, email));
    expect(await mailsTo(email)).toHaveLength(1);
    const tomorrow = onDay(ctx, '2026-05-02');
    await expect(inviteUser(tomorrow, invited(ctx, email))).rejects.toMatchObject({ code: 'invalid' });
  });

  test('can’t invite staff or a disabled person, and read the same of both', async () => {
    const { ctx } = await manager();
    const [staff, disabled] = [await staffContext(test_.db), await manager()];
    const email = address();
    await test_.db.update(users).set({ email }).where(eq(users.id, staff.actor.userId));
    await test_.db.update(users).set({ disabledAt: new Date() }).where(eq(users.id, disabled.ctx.actor.userId));
    for (const each of [email, disabled.email]) {
      await expect(inviteUser(ctx, invited(ctx, each))).rejects.toMatchObject({
        code: 'conflict',
        message: 'This person can’t be invited. Ask the agency for a user instead.',
      });
    }
  });

  test('invite no one once the agency decides about users; others never do', async () => {
    const { ctx } = await manager();
    const admin = await administrator();
    await test_.db.insert(settings).values({
      name: 'inviting',
      value: { managers: 'no' },
      effectiveOn: '2026-05-01',
      reason: 'x',
      setBy: admin.actor.userId,
      setAt: new Date(),
    });
    expect(await mayInvite(ctx)).toBe(false);
    const email = address();
    await expect(inviteUser(ctx, invited(ctx, email))).rejects.toMatchObject({ code: 'forbidden' });
    await test_.db.insert(settings).values({
      name: 'inviting',
      value: { managers: 'yes' },
      effectiveOn: '2026-05-01',
      reason: 'x',
      setBy: admin.actor.userId,
      setAt: new Date(),
    });
    const editor = await providerContext(test_.db, { role: 'editor' });
    await expect(inviteUser(editor, invited(editor, email))).rejects.toMatchObject({ code: 'forbidden' });
    await expect(inviteUser(admin, invited(admin, email))).rejects.toMatchObject({ code: 'forbidden' });
    expect(await userOf(email)).toBeUndefined();
  });
});
