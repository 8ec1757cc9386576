import '../support/settings';
import { and, eq } from 'drizzle-orm';
import { auditEntries, memberships, users } from '@/db/schema';
import type { Role } from '@/lib/access/actor';
import type { Context, SignedInContext } from '@/lib/platform/visit';
import { changeRole } from '@/lib/users/change-role';
import { getColleague, listColleagues } from '@/lib/users/colleagues';
import { findSignedIn } from '@/lib/users/find-signed-in';
import { listPrograms } from '@/lib/users/list-programs';
import { chooseStartPage } from '@/lib/users/profile';
import { removeAccess } from '@/lib/users/remove-access';
import { signInAtOnce } from '@/lib/users/sign-in';
import { switchProvider } from '@/lib/users/switch-provider';
import { expectAudit } from '../support/audit';
import { testDatabase } from '../support/database';
import { givenEvent } from '../support/events';
import { forProviderOf, providerContext, staffContext } from '../support/people';
import { emailsTo, givenPassword, PASSWORD } from '../support/two-step';

const testDb = testDatabase();

type ProviderContext = Awaited<ReturnType<typeof providerContext>>;

/** Adds a person of the same provider in another role. */
async function colleagueOf(ctx: ProviderContext, role: Role): Promise<ProviderContext> {
  const theirs = await providerContext(testDb.db);
  const { userId } = theirs.actor;
  const { providerId, providerName } = ctx.actor;
  await testDb.db.delete(memberships).where(eq(memberships.userId, userId));
  await testDb.db.insert(memberships).values({ userId, providerId, role });
  return { ...theirs, actor: { ...theirs.actor, providerId, providerName, role } };
}

async function signedIn(ctx: Context) {
  await givenPassword(ctx);
  const token = await signInAtOnce(ctx, { username: ctx.actor.username, password: PASSWORD });
  return { token, ctx: { ...ctx, ...(await findSignedIn(ctx, token))! } };
}

const roleOf = async (userId: number, providerId: number) =>
  (
    await testDb.db
      .select()
      .from(memberships)
      .where(and(eq(memberships.userId, userId), eq(memberships.providerId, providerId)))
  )[0]?.role;

describe('programs', () => {
  test('a provider’s user has one program, with the counts it owes and the oldest of them', async () => {
    const ctx = await providerContext(testDb.db, { today: '2026-05-10' });
    await givenEvent(ctx, { startsOn: '2026-05-03' });
    await givenEvent(ctx, { startsOn: '2026-04-02' });
    await givenEvent(ctx, { startsOn: '2026-05-10' });
    await givenEvent(await providerContext(testDb.db), { startsOn: '2026-01-02' });
    expect(await listPrograms(ctx)).toEqual([
      {
        kind: 'provider',
        providerId: ctx.actor.providerId,
        providerName: ctx.actor.providerName,
        role: 'manager',
        current: true,
        waiting: { count: 2, orMore: false, oldest: '2026-04-02' },
      },
    ]);
  });

  test('staff have the administration, with the counts that all providers owe', async () => {
    const ctx = await staffContext(testDb.db, { today: '2026-05-10' });
    const [program, ...more] = await listPrograms(ctx);
    expect(more).toEqual([]);
    expect(program).toMatchObject({ kind: 'staff', waiting: { count: 3, orMore: false, oldest: '2026-01-02' } });
  });

  test('a person of several providers has each of them and works for one at a time', async () => {
    const ctx = await providerContext(testDb.db);
    const second = await providerContext(testDb.db);
    await testDb.db
      .insert(memberships)
      .values({ userId: ctx.actor.userId, providerId: second.actor.providerId, role: 'viewer' });
    const session = await signedIn(ctx);
    expect(session.ctx).toMatchObject({
      actor: { providerId: ctx.actor.providerId },
      session: { severalProviders: true },
    });
    await switchProvider(session.ctx, { providerId: second.actor.providerId });
    await expectAudit(testDb.db, 'session.provider_switched', `user:${ctx.actor.userId}`, {
      details: { from: ctx.actor.providerId, to: second.actor.providerId },
    });
    const now = await findSignedIn(ctx, session.token);
    expect(now).toMatchObject({ actor: { providerId: second.actor.providerId, role: 'viewer' } });
    const programs = await listPrograms({ ...ctx, ...now! });
    expect(programs.map((one) => one.kind === 'provider' && [one.role, one.current]).sort()).toEqual([
      ['manager', false],
      ['viewer', true],
    ]);
    const [entry] = await testDb.db
      .select()
      .from(auditEntries)
      .where(and(eq(auditEntries.userId, ctx.actor.userId), eq(auditEntries.action, 'session.provider_switched')));
    expect(entry!.details).toEqual({ from: ctx.actor.providerId, to: second.actor.providerId });
  });

  test('nobody switches to a provider that is not theirs, whether it exists or not', async () => {
    const session = await signedIn(await providerContext(testDb.db));
    const other = await providerContext(testDb.db);
    const refusals = await Promise.all(
      [other.actor.providerId, 987_654_321].map((providerId) =>
        switchProvider(session.ctx, { providerId }).catch((error) => [error.code, error.sentence]),
      ),
    );
    expect(refusals[0]).toEqual(['not_found', expect.any(String)]);
    expect(refusals[1]).toEqual(refusals[0]);
    expect(await findSignedIn(session.ctx, session.token)).toMatchObject({
      actor: session.ctx.actor,
      session: session.ctx.session,
    });
  });

  test('switching affects only one’s own current session', async () => {
    const ctx = await providerContext(testDb.db);
    const second = await providerContext(testDb.db);
    await testDb.db
      .insert(memberships)
      .values({ userId: ctx.actor.userId, providerId: second.actor.providerId, role: 'editor' });
    const one = await signedIn(ctx);
    const other = await signedIn(ctx);
    const stranger = await signedIn(second);
    const forged = { ...one.ctx, session: stranger.ctx.session };
    await switchProvider(forged, { providerId: second.actor.providerId });
    await switchProvider(one.ctx, { providerId: second.actor.providerId });
    expect(await findSignedIn(ctx, other.token)).toMatchObject({ actor: { providerId: ctx.actor.providerId } });
    expect(await findSignedIn(ctx, stranger.token)).toMatchObject({ actor: { userId: second.actor.userId } });
  });

  test('a person who works for several providers always starts at the portal', async () => {
    const ctx = await providerContext(testDb.db);
    const session = await signedIn(ctx);
    await chooseStartPage(session.ctx, { startPage: 'program' });
    const second = await providerContext(testDb.db);
    await testDb.db
      .insert(memberships)
      .values({ userId: ctx.actor.userId, providerId: second.actor.providerId, role: 'editor' });
    const now = (await findSignedIn(ctx, session.token))!;
    expect(now.session.startPage).toBe('portal');
    await expect(chooseStartPage({ ...ctx, ...now }, { startPage: 'program' })).rejects.toMatchObject({
      code: 'invalid',
    });
  });
});

describe('the list of users', () => {
  test('managers see the people of their own provider; editors, viewers and staff are refused', async () => {
    const manager = await providerContext(testDb.db);
    const editor = await colleagueOf(manager, 'editor');
    const viewer = await colleagueOf(manager, 'viewer');
    await providerContext(testDb.db);
    const seen = await listColleagues(manager);
    expect(seen.map(({ userId, role }) => [userId, role])).toEqual(
      expect.arrayContaining([
        [manager.actor.userId, 'manager'],
        [editor.actor.userId, 'editor'],
        [viewer.actor.userId, 'viewer'],
      ]),
    );
    expect(seen).toHaveLength(3);
    for (const ctx of [editor, viewer, await staffContext(testDb.db)]) {
      await expect(listColleagues(ctx)).rejects.toMatchObject({ code: 'forbidden' });
      await expect(getColleague(ctx, manager.actor.userId)).rejects.toMatchObject({ code: 'forbidden' });
    }
  });

  test('when a person was last seen is shown for this provider only', async () => {
    const manager = await providerContext(testDb.db);
    const person = await colleagueOf(manager, 'editor');
    const elsewhere = await providerContext(testDb.db);
    await testDb.db
      .insert(memberships)
      .values({ userId: person.actor.userId, providerId: elsewhere.actor.providerId, role: 'editor' });
    await signedIn(person);
    const lastSeen = async (ctx: Context) =>
      (await listColleagues(ctx)).find(({ userId }) => userId === person.actor.userId)!.lastSeenAt;
    expect(await lastSeen(manager)).toEqual(person.clock.now());
    expect(await lastSeen(elsewhere)).toBeNull();
  });

  test('a role is changed, its person notified, and their sessions end at the next request', async () => {
    const manager = await providerContext(testDb.db);
    const editor = await colleagueOf(manager, 'editor');
    const email = `${crypto.randomUUID()}@example.org`;
    await testDb.db.update(users).set({ email }).where(eq(users.id, editor.actor.userId));
    const session = await signedIn(editor);
    await changeRole(manager, {
      userId: editor.actor.userId,
      role: 'viewer',
      sawRole: 'editor',
      forProvider: forProviderOf(manager),
    });
    await expectAudit(testDb.db, 'user.role_changed', `user:${editor.actor.userId}`, {
      userId: manager.actor.userId,
      providerId: manager.actor.providerId,
      details: { before: 'editor', after: 'viewer', providerId: manager.actor.providerId },
    });
    expect(await roleOf(editor.actor.userId, manager.actor.providerId)).toBe('viewer');
    expect(await findSignedIn(editor, session.token)).toBeNull();
    expect(await emailsTo(testDb.db, email)).toEqual(['user.role_changed']);
    expect((await signedIn(editor)).ctx.actor).toMatchObject({ role: 'viewer' });
  });

  test('a role that another manager changed since the form was opened is not silently replaced', async () => {
    const manager = await providerContext(testDb.db);
    const other = await colleagueOf(manager, 'manager');
    const { userId } = (await colleagueOf(manager, 'editor')).actor;
    await changeRole(manager, { userId, role: 'viewer', sawRole: 'editor', forProvider: forProviderOf(manager) });
    await expect(
      changeRole(other, { userId, role: 'manager', sawRole: 'editor', forProvider: forProviderOf(other) }),
    ).rejects.toMatchObject({
      code: 'conflict',
      sentence: expect.stringContaining('viewer'),
    });
    expect(await roleOf(userId, manager.actor.providerId)).toBe('viewer');
  });

  test('removed access ends at the next request, at this provider only, and no sign-in opens it again', async () => {
    const manager = await providerContext(testDb.db);
    const elsewhere = await providerContext(testDb.db);
    const editor = await colleagueOf(manager, 'editor');
    await testDb.db
      .insert(memberships)
      .values({ userId: editor.actor.userId, providerId: elsewhere.actor.providerId, role: 'viewer' });
    const here = await signedIn(editor);
    const there = await signedIn(editor);
    await switchProvider(there.ctx, { providerId: elsewhere.actor.providerId });
    await removeAccess(manager, { userId: editor.actor.userId, forProvider: forProviderOf(manager) });
    await expectAudit(testDb.db, 'user.access_removed', `user:${editor.actor.userId}`, {
      providerId: manager.actor.providerId,
    });
    expect(await findSignedIn(editor, here.token)).toBeNull();
    expect(await findSignedIn(editor, there.token)).toMatchObject({
      actor: { providerId: elsewhere.actor.providerId },
    });
    expect((await signedIn(editor)).ctx.actor).toMatchObject({ providerId: elsewhere.actor.providerId });
    await removeAccess(elsewhere, { userId: editor.actor.userId, forProvider: forProviderOf(elsewhere) });
    await expect(signedIn(editor)).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  test('the last manager stays a manager', async () => {
    const manager = await providerContext(testDb.db);
    await colleagueOf(manager, 'editor');
    const { userId, providerId } = manager.actor;
    await expect(
      changeRole(manager, { userId, role: 'editor', sawRole: 'manager', forProvider: forProviderOf(manager) }),
    ).rejects.toMatchObject({
      code: 'invalid',
    });
    await expect(removeAccess(manager, { userId, forProvider: forProviderOf(manager) })).rejects.toMatchObject({
      code: 'invalid',
    });
    expect(await roleOf(userId, providerId)).toBe('manager');
  });

  test('a manager who cannot sign in does not count as one', async () => {
    const manager = await providerContext(testDb.db);
    const disabled = await colleagueOf(manager, 'manager');
    await testDb.db.update(users).set({ disabledAt: manager.clock.now() }).where(eq(users.id, disabled.actor.userId));
    await expect(
      changeRole(manager, {
        userId: manager.actor.userId,
        role: 'viewer',
        sawRole: 'manager',
        forProvider: forProviderOf(manager),
      }),
    ).rejects.toMatchObject({
      code: 'invalid',
    });
    await removeAccess(manager, { userId: disabled.actor.userId, forProvider: forProviderOf(manager) });
    expect(await roleOf(disabled.actor.userId, manager.actor.providerId)).toBeUndefined();
  });

  test('two managers who remove each other at once leave one', async () => {
    for (let round = 0; round < 5; round++) {
      const one = await providerContext(testDb.db);
      const other = await colleagueOf(one, 'manager');
      const outcomes = await Promise.allSettled([
        removeAccess(one, { userId: other.actor.userId, forProvider: forProviderOf(one) }),
        changeRole(other, {
          userId: one.actor.userId,
          role: 'viewer',
          sawRole: 'manager',
          forProvider: forProviderOf(other),
        }),
      ]);
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      const left = await testDb.db.select().from(memberships).where(eq(memberships.providerId, one.actor.providerId));
      expect(left.filter(({ role }) => role === 'manager')).toHaveLength(1);
    }
  });

  test('people of another provider look like missing ones, and only managers change anybody', async () => {
    const manager = await providerContext(testDb.db);
    const editor = await colleagueOf(manager, 'editor');
    const foreign = await providerContext(testDb.db);
    const attempts = [
      (ctx: SignedInContext, userId: number) => getColleague(ctx, userId),
      (ctx: SignedInContext, userId: number) =>
        changeRole(ctx, { userId, role: 'viewer', sawRole: 'editor', forProvider: forProviderOf(ctx) }),
      (ctx: SignedInContext, userId: number) => removeAccess(ctx, { userId, forProvider: forProviderOf(ctx) }),
    ];
    for (const attempt of attempts) {
      const refusal = (userId: number) => attempt(manager, userId).catch((error) => [error.code, error.sentence]);
      expect(await refusal(foreign.actor.userId)).toEqual(['not_found', expect.any(String)]);
      expect(await refusal(987_654_321)).toEqual(await refusal(foreign.actor.userId));
      await expect(attempt(editor, manager.actor.userId)).rejects.toMatchObject({ code: 'forbidden' });
    }
    expect(await roleOf(foreign.actor.userId, foreign.actor.providerId)).toBe('manager');
  });
});
