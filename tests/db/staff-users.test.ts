import { and, desc, eq, sql } from 'drizzle-orm';
import { auditEntries, memberships, providers, requests, users } from '@/db/schema';
import type { StaffRole } from '@/lib/access/actor';
import { servedAs } from '@/lib/platform/served-as';
import type { Context, SignedInContext } from '@/lib/platform/visit';
import { beginEmailChange } from '@/lib/users/email-change/begin';
import { findEmailChange } from '@/lib/users/email-change/find';
import { findSignedIn } from '@/lib/users/find-signed-in';
import { signIn } from '@/lib/users/sign-in';
import { changeEmail } from '@/lib/users/staff/change-email';
import { changeStaffRole } from '@/lib/users/staff/change-staff-role';
import { disableUser } from '@/lib/users/staff/disable-user';
import { enableUser } from '@/lib/users/staff/enable-user';
import { endSessions } from '@/lib/users/staff/end-sessions';
import { getUser } from '@/lib/users/staff/get-user';
import { listUsers, userListSchema } from '@/lib/users/staff/list-users';
import { resetTwoStep } from '@/lib/users/staff/reset-two-step';
import { expectAudit, isAbout } from '../support/audit';
import { testDatabase } from '../support/database';
import { providerContext, staffContext } from '../support/people';
import { emailsTo, givenPassword, givenTwoStep, PASSWORD } from '../support/two-step';

const testDb = testDatabase();

/** Adds a member of staff with this role and a password. */
async function staff(role: StaffRole = 'staff'): Promise<SignedInContext> {
  const ctx = await givenPassword(await staffContext(testDb.db));
  if (ctx.actor.kind !== 'staff') throw new Error('not staff');
  await testDb.db.update(users).set({ staffRole: role }).where(eq(users.id, ctx.actor.userId));
  return { ...ctx, actor: { ...ctx.actor, role } };
}

/** Adds a person at a provider, signed in, with a separate email address. */
async function person() {
  const ctx = await givenPassword(await providerContext(testDb.db, { role: 'editor' }));
  const email = `${crypto.randomUUID()}@example.org`;
  const id = ctx.actor.userId;
  await testDb.db.update(users).set({ email }).where(eq(users.id, id));
  const open = async () => (await signIn(ctx, { username: ctx.actor.username, password: PASSWORD })).token;
  return { ctx, id, email, open };
}

const leaveProvider = (userId: number) => testDb.db.delete(memberships).where(eq(memberships.userId, userId));

const reason = 'Called back at the number on file.';

const lastEntry = async (id: number) =>
  (
    await testDb.db
      .select()
      .from(auditEntries)
      .where(isAbout(`user:${id}`))
      .orderBy(desc(auditEntries.id))
      .limit(1)
  )[0]!;

test('resetting two-step sign-in ends sessions, notifies the person and is logged with the reason', async () => {
  const ctx = await staff();
  const someone = await person();
  const token = await someone.open();
  await givenTwoStep({ ...someone.ctx, ...(await findSignedIn(someone.ctx, token))! });
  expect(await getUser(ctx, someone.id)).toMatchObject({ recoveryCodesLeft: 10, twoStepConfirmedAt: expect.any(Date) });
  await resetTwoStep(ctx, { userId: someone.id, reason });
  await expectAudit(testDb.db, 'user.two_step_reset', `user:${someone.id}`, {
    actorKind: 'staff',
    userId: ctx.actor.userId,
    onBehalfOf: null,
  });
  expect(await findSignedIn(someone.ctx, token)).toBeNull();
  expect(await getUser(ctx, someone.id)).toMatchObject({ recoveryCodesLeft: 0, twoStepConfirmedAt: null });
  expect(await emailsTo(testDb.db, someone.email)).toEqual(['two_step.turned_on', 'user.two_step_reset']);
  expect(await lastEntry(someone.id)).toMatchObject({
    action: 'user.two_step_reset',
    userId: ctx.actor.userId,
    details: { reason, sessionsEnded: 1 },
  });
  await expect(resetTwoStep(ctx, { userId: someone.id, reason })).rejects.toMatchObject({ code: 'conflict' });
});

test('both addresses are notified of a new one, sessions end, and so does everything the old address could still finish', async () => {
  const ctx = await staff();
  const someone = await person();
  const token = await someone.open();
  const newEmail = `${crypto.randomUUID()}@example.org`;
  const { ctx: visit, id } = someone;
  const own = { ...visit, ...(await findSignedIn(visit, token))! };
  await beginEmailChange(own, { newEmail: `${crypto.randomUUID()}@example.org`, password: PASSWORD });
  await changeEmail(ctx, { userId: id, reason, newEmail, saw: someone.email });
  await expectAudit(testDb.db, 'user.email_changed_by_staff', `user:${id}`);
  expect(await findSignedIn(own, token)).toBeNull();
  expect(await getUser(ctx, id)).toMatchObject({ email: newEmail });
  expect(await findEmailChange(own)).toBeNull();
  expect(await emailsTo(testDb.db, someone.email)).toEqual(['email_change.old_code', 'user.email_changed_by_staff']);
  expect(await emailsTo(testDb.db, newEmail)).toEqual(['user.email_changed_by_staff']);
  expect(await lastEntry(id)).toMatchObject({
    action: 'user.email_changed_by_staff',
    details: { reason, before: someone.email, after: newEmail, sessionsEnded: 1 },
  });
  await expect(changeEmail(ctx, { userId: id, reason, newEmail, saw: newEmail })).rejects.toMatchObject({
    code: 'conflict',
  });
});

test('staff give nobody the address of another person’s sign-in (M20)', async () => {
  const [ctx, someone, other] = [await staff(), await person(), await person()];
  const input = { userId: someone.id, reason, newEmail: other.email.toUpperCase(), saw: someone.email };
  await expect(changeEmail(ctx, input)).rejects.toMatchObject({
    code: 'conflict',
    sentence: expect.stringContaining(`already has a sign-in with this email address: ${other.ctx.actor.username}`),
  });
  expect(await getUser(ctx, someone.id)).toMatchObject({ email: someone.email });
});

test('only administrators change the address of staff', async () => {
  const colleague = await staff();
  const { email: saw } = await getUser(colleague, colleague.actor.userId);
  const input = { userId: colleague.actor.userId, reason, newEmail: `${crypto.randomUUID()}@example.org`, saw };
  await expect(changeEmail(await staff(), input)).rejects.toMatchObject({ code: 'forbidden' });
  await changeEmail(await staff('administrator'), input);
  expect(await getUser(colleague, colleague.actor.userId)).toMatchObject({ email: input.newEmail });
});

test('a disabled person is signed out at the next request and cannot sign in until enabled again', async () => {
  const ctx = await staff();
  const someone = await person();
  const token = await someone.open();
  await disableUser(ctx, { userId: someone.id, reason });
  await expectAudit(testDb.db, 'user.disabled', `user:${someone.id}`, { details: { reason, sessionsEnded: 1 } });
  expect(await findSignedIn(someone.ctx, token)).toBeNull();
  await expect(someone.open()).rejects.toMatchObject({ code: 'unauthenticated' });
  await enableUser(ctx, { userId: someone.id, reason });
  await expectAudit(testDb.db, 'user.enabled', `user:${someone.id}`, { details: { reason } });
  expect(await findSignedIn(someone.ctx, token)).toBeNull();
  await someone.open();
  expect(await emailsTo(testDb.db, someone.email)).toEqual(['user.disabled', 'user.enabled']);
});

test('a demo sign-in stays disabled on a server that other machines reach because it has none', async () => {
  const [ctx, someone] = [await staff(), await person()];
  await testDb.db.update(users).set({ demo: true, disabledAt: new Date() }).where(eq(users.id, someone.id));
  servedAs.openWithoutDemo = true;
  try {
    await expect(enableUser(ctx, { userId: someone.id, reason })).rejects.toMatchObject({
      code: 'conflict',
      sentence: expect.stringContaining('whose password is public'),
    });
  } finally {
    servedAs.openWithoutDemo = false;
  }
  await enableUser(ctx, { userId: someone.id, reason });
});

test('all sessions of a person end, and a new one opens as usual', async () => {
  const someone = await person();
  const tokens = [await someone.open(), await someone.open()];
  expect(await getUser(await staff(), someone.id)).toMatchObject({
    lastSeenAt: someone.ctx.clock.now(),
    signIns: [{ open: true }, { open: true }],
    entries: [{ action: 'sign_in.succeeded' }, { action: 'sign_in.succeeded' }],
  });
  await endSessions(await staff(), { userId: someone.id, reason });
  await expectAudit(testDb.db, 'user.sessions_ended', `user:${someone.id}`, { details: { reason, sessionsEnded: 2 } });
  for (const token of tokens) expect(await findSignedIn(someone.ctx, token)).toBeNull();
  expect(await findSignedIn(someone.ctx, await someone.open())).not.toBeNull();
});

test('a new role applies from the next sign-in on; sessions with the earlier one end', async () => {
  const someone = await person();
  const token = await someone.open();
  await leaveProvider(someone.id);
  await changeStaffRole(await staff('administrator'), { userId: someone.id, role: 'staff', saw: 'none', reason });
  expect(await findSignedIn(someone.ctx, token)).toBeNull();
  expect(await findSignedIn(someone.ctx, await someone.open())).toMatchObject({
    actor: { kind: 'staff' },
    session: { mustSetUpTwoStep: true },
  });
  expect((await lastEntry(someone.id)).action).toBe('sign_in.succeeded');
});

test('an address or a role that somebody else changed since the form was opened is not silently replaced', async () => {
  const [one, other] = [await staff('administrator'), await staff('administrator')];
  const { id, email: saw } = await person();
  const address = () => `${crypto.randomUUID()}@example.org`;
  const first = address();
  await changeEmail(one, { userId: id, reason, newEmail: first, saw });
  const late = changeEmail(other, { userId: id, reason, newEmail: address(), saw });
  await expect(late).rejects.toMatchObject({ code: 'conflict', sentence: expect.stringContaining(first) });
  await leaveProvider(id);
  await changeStaffRole(one, { userId: id, role: 'staff', saw: 'none', reason });
  await expect(
    changeStaffRole(other, { userId: id, role: 'administrator', saw: 'none', reason }),
  ).rejects.toMatchObject({
    code: 'conflict',
    sentence: expect.stringContaining('“Staff”'),
  });
  expect(await getUser(one, id)).toMatchObject({ email: first, staffRole: 'staff' });
});

test('a person who works for a provider becomes staff only when that access was removed', async () => {
  const [ctx, someone] = [await staff('administrator'), await person()];
  const become = () => changeStaffRole(ctx, { userId: someone.id, role: 'staff', saw: 'none', reason });
  await expect(become()).rejects.toMatchObject({
    code: 'invalid',
    sentence: expect.stringContaining(`works for ${someone.ctx.actor.providerName}`),
  });
  expect(await getUser(ctx, someone.id)).toMatchObject({ staffRole: null });
  // Nobody works for a provider that has closed, and the access there can't be removed.
  await testDb.db.update(providers).set({ standing: 'closed' }).where(eq(providers.id, someone.ctx.actor.providerId));
  await become();
  expect(await getUser(ctx, someone.id)).toMatchObject({ staffRole: 'staff' });
});

test.each([
  ['leaves the staff', changeStaffRole],
  ['is disabled', disableUser],
])('requests of a person who %s are nobody’s, but those that were decided', async (_, end) => {
  const [administrator, leaving] = [await staff('administrator'), await staff()];
  const provider = await providerContext(testDb.db);
  const userId = leaving.actor.userId;
  const request = {
    ...{ providerId: provider.actor.providerId, reason: 'We moved.', asked: {}, basis: {}, basisVersion: 1 },
    ...{ askedBy: provider.actor.userId, askedAt: new Date(), dueOn: '2026-05-08', assigneeId: userId },
  };
  await testDb.db.insert(requests).values([
    { ...request, kind: 'provider_data', requestKey: crypto.randomUUID() },
    { ...request, kind: 'user', requestKey: crypto.randomUUID(), status: 'declined', decidedAt: new Date() },
  ]);
  await end(administrator, { userId, role: 'none', saw: 'staff', reason });
  const left = await testDb.db.select().from(requests).where(eq(requests.providerId, request.providerId));
  expect(left.sort((a, b) => a.id - b.id).map(({ assigneeId }) => assigneeId)).toEqual([null, userId]);
});

const ACTS: [string, (ctx: Context, userId: number) => Promise<unknown>][] = [
  ['reset two-step sign-in', (ctx, userId) => resetTwoStep(ctx, { userId, reason })],
  ['disable', (ctx, userId) => disableUser(ctx, { userId, reason })],
  ['enable', (ctx, userId) => enableUser(ctx, { userId, reason })],
  ['end sessions', (ctx, userId) => endSessions(ctx, { userId, reason })],
  ['change staff roles', (ctx, userId) => changeStaffRole(ctx, { userId, role: 'none', saw: 'administrator', reason })],
];

test.each(ACTS)('%s: not by providers, not to oneself, not by staff to administrators', async (_name, act) => {
  const [plain, administrator] = [await staff(), await staff('administrator')];
  const someone = await person();
  const forbidden = { code: 'forbidden' };
  await expect(act(someone.ctx, plain.actor.userId)).rejects.toMatchObject(forbidden);
  await expect(act(plain, plain.actor.userId)).rejects.toMatchObject(forbidden);
  await expect(act(administrator, administrator.actor.userId)).rejects.toMatchObject(forbidden);
  await expect(act(plain, administrator.actor.userId)).rejects.toMatchObject(forbidden);
  await expect(act(administrator, 987_654_321)).rejects.toMatchObject({ code: 'not_found' });
  expect(await getUser(plain, administrator.actor.userId)).toMatchObject({
    staffRole: 'administrator',
    disabledAt: null,
  });
  const changed = and(sql`action like 'user.%'`, isAbout(`user:${administrator.actor.userId}`));
  expect(await testDb.db.select().from(auditEntries).where(changed)).toEqual([]);
});

test('staff do not change roles; administrators do, including those of administrators', async () => {
  const other = await staff('administrator');
  await expect(
    changeStaffRole(await staff(), { userId: (await person()).id, role: 'staff', saw: 'none', reason }),
  ).rejects.toMatchObject({ code: 'forbidden' });
  await changeStaffRole(await staff('administrator'), {
    userId: other.actor.userId,
    role: 'staff',
    saw: 'administrator',
    reason,
  });
  await expectAudit(testDb.db, 'user.staff_role_changed', `user:${other.actor.userId}`);
  expect(await lastEntry(other.actor.userId)).toMatchObject({ details: { before: 'administrator', after: 'staff' } });
});

test('of two administrators who disable each other at the same moment, one remains', async () => {
  const pair = [await staff('administrator'), await staff('administrator')] as const;
  const outcomes = await Promise.allSettled([
    disableUser(pair[0], { userId: pair[1].actor.userId, reason }),
    disableUser(pair[1], { userId: pair[0].actor.userId, reason }),
  ]);
  expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected']);
});

test('of two managers whom two of staff disable at the same moment, one remains', async () => {
  for (let round = 0; round < 5; round++) {
    const one = await providerContext(testDb.db);
    const other = await providerContext(testDb.db);
    const { providerId } = one.actor;
    await testDb.db.update(memberships).set({ providerId }).where(eq(memberships.userId, other.actor.userId));
    const outcomes = await Promise.allSettled([
      disableUser(await staff(), { userId: one.actor.userId, reason }),
      disableUser(await staff(), { userId: other.actor.userId, reason }),
    ]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  }
});

describe('the list', () => {
  const search = async (q: string) => {
    const { people } = await listUsers(await staff(), userListSchema.parse({ q, after: null }));
    return people.map(({ name }) => name);
  };

  test('finds by parts of name, username, email address and provider, without accents or case', async () => {
    const { ctx, id } = await person();
    const mark = crypto.randomUUID().slice(0, 8);
    await testDb.db
      .update(users)
      .set({ name: `Zoë O’Ñandú ${mark}`, email: `zo-${mark}@post.example.org` })
      .where(eq(users.id, id));
    const name = [`Zoë O’Ñandú ${mark}`];
    expect(await search(`nandu ${mark}`)).toEqual(name);
    expect(await search(`ZOE oñandu ${mark}`)).toEqual(name);
    expect(await search(`zo-${mark}@post`)).toEqual(name);
    expect(await search(ctx.actor.username.slice(3))).toEqual(name);
    if (ctx.actor.kind !== 'provider') throw new Error();
    await testDb.db
      .update(providers)
      .set({ name: `Séliš Ksanka ${mark}` })
      .where(eq(providers.id, ctx.actor.providerId));
    expect(await search(`selis ${mark}`)).toEqual(name);
    expect(await search(`%_\\ ${mark}`)).toEqual([]);
    expect(await search(`nowhere ${mark}`)).toEqual([]);
  });

  test('shows everybody once, page by page, with their providers', async () => {
    const mark = crypto.randomUUID().slice(0, 8);
    const { ctx } = await person();
    const rows = Array.from({ length: 120 }, (_, n) => ({
      // Some share a name, so the number tells them apart.
      name: `Page ${mark} ${n % 40}`,
      username: `page-${mark}-${n}`,
      email: `page-${mark}@example.org`,
    }));
    const added = await testDb.db.insert(users).values(rows).returning({ id: users.id });
    if (ctx.actor.kind !== 'provider') throw new Error();
    const { providerId, providerName } = ctx.actor;
    await testDb.db
      .insert(memberships)
      .values(added.map(({ id }) => ({ userId: id, providerId, role: 'viewer' as const })));
    const seen: number[] = [];
    for (let after: number | null = null, pages = 0; pages < 4; pages++) {
      const page: Awaited<ReturnType<typeof listUsers>> = await listUsers(await staff(), { q: mark, after });
      seen.push(...page.people.map(({ id }) => id));
      expect(page.people.every((one) => one.providers[0] === providerName)).toBe(true);
      after = page.next;
      if (after === null) break;
    }
    expect(seen).toHaveLength(120);
    expect(new Set(seen)).toEqual(new Set(added.map(({ id }) => id)));
  });

  test('is not for providers, and accepts any address', async () => {
    await expect(listUsers((await person()).ctx, { q: '', after: null })).rejects.toMatchObject({ code: 'forbidden' });
    for (const given of [
      { q: ['a', 'b'], after: 'x' },
      { q: '\0', after: '-1' },
      { q: 'a'.repeat(500), after: '9'.repeat(40) },
    ]) {
      await listUsers(await staff(), userListSchema.parse(given));
    }
  });

  test('answers a search and a page from its indexes, without reading everybody', async () => {
    await testDb.db.execute(sql`insert into users (username, name, email)
      select 'bulk-' || n, 'Bulk ' || md5(n::text), md5((n * 7)::text) || '@example.org' from generate_series(1, 20000) n`);
    await testDb.owner.execute(sql`vacuum analyze users`);
    const plan = async (query: ReturnType<typeof sql>) =>
      JSON.stringify(await testDb.db.execute(sql`explain ${query}`));
    expect(await plan(sql`select id from users where search_text like '%c4ca4238%'`)).toContain('users_search');
    expect(await plan(sql`select id from users order by search_text, id limit 51`)).toContain('users_in_order');
  });
});
