import '../support/settings';
import { eq } from 'drizzle-orm';
import { mails, memberships, providers, requests, users } from '@/db/schema';
import type { Role } from '@/lib/access/actor';
import { supportAddress } from '@/lib/platform/env';
import type { Context } from '@/lib/platform/visit';
import { answerRequest } from '@/lib/requests/answer-request';
import { askForUser, userRequestForm, userRequestSchema } from '@/lib/requests/ask-for-user';
import { askProvider } from '@/lib/requests/ask-provider';
import { assignRequest, assignSchema } from '@/lib/requests/assign-request';
import { approveRequest, approveSchema, declineRequest } from '@/lib/requests/decide-request';
import { listOwnRequests, listStaffQueue, queueSchema } from '@/lib/requests/list-requests';
import { listWaiting } from '@/lib/requests/list-waiting';
import { getRequest } from '@/lib/requests/request';
import { viewRequest } from '@/lib/requests/view-request';
import { withdrawRequest } from '@/lib/requests/withdraw-request';
import { disableUser } from '@/lib/users/staff/disable-user';
import { expectAudit } from '../support/audit';
import { testDatabase } from '../support/database';
import { leadsTo } from '../support/email-links';
import { forProviderOf, providerContext, staffContext } from '../support/people';
import { askedUser } from '../support/requests';

const test_ = testDatabase();

/** Returns an address that no other test uses. */
const newAddress = () => `${crypto.randomUUID()}@example.org`;

type Person = { name?: string; email?: string; role?: Role };

const ask = (ctx: Context, person: Person = {}) => askedUser(ctx, { email: newAddress(), ...person });

async function asked(person: Person = {}) {
  const ctx = await providerContext(test_.db);
  const requestId = await ask(ctx, person);
  const staff = await staffContext(test_.db);
  const view = async (by: Context = staff) => viewRequest(by, (await getRequest(by, requestId)).request);
  return { ctx, requestId, staff, view };
}

const approve = (ctx: Context, requestId: number, saw: string, username: string) =>
  approveRequest(ctx, { ...approveSchema.parse({ saw, username, note: '' }), requestId });

const usersAt = (email: string) => test_.db.select().from(users).where(eq(users.email, email));

const rolesOf = async (userId: number) =>
  (await test_.db.select().from(memberships).where(eq(memberships.userId, userId))).map(({ providerId, role }) => ({
    providerId,
    role,
  }));

const emailsTo = async (address: string) =>
  (await test_.db.select().from(mails).where(eq(mails.toAddress, address))).map(({ kind }) => kind);

const statusOf = async (requestId: number) =>
  (await test_.db.select().from(requests).where(eq(requests.id, requestId)))[0]!.status;

const uniqueUsername = () => `u${crypto.randomUUID().slice(0, 8)}`;

test('a decided request is found by the name and the address of the person, and by the provider', async () => {
  const mark = crypto.randomUUID().slice(0, 8);
  const { ctx, requestId, staff } = await asked({ name: `Zdenka Q${mark}`, email: `${mark}@example.org` });
  await withdrawRequest(ctx, { requestId });
  const found = async (q: string) =>
    (await listStaffQueue(staff, queueSchema.parse({ queue: 'decided', q }))).requests.map(({ id }) => id);
  for (const q of [`zdenka q${mark}`, `${mark}@example`, `${mark} ${ctx.actor.providerName}`]) {
    expect(await found(q)).toEqual([requestId]);
  }
  expect(await found(`${mark} zeppelin`)).toEqual([]);
});

test('an approval creates the sign-in with the role, and sends the email that leads to the first access', async () => {
  const email = newAddress();
  const { ctx, requestId, staff, view } = await asked({ email });
  await expectAudit(test_.db, 'request.sent', `request:${requestId}`, { details: { kind: 'user', eventId: null } });
  const { saw, fields, moved, signIn } = await view();
  expect({ moved, known: signIn?.known }).toEqual({ moved: false, known: [] });
  expect(fields.map(({ field, asked }) => [field, asked])).toEqual([
    ['Name', 'Jane Roe'],
    ['Email', email],
    ['Role', 'Editor'],
  ]);
  const username = uniqueUsername();
  expect(await approve(staff, requestId, saw, username)).toEqual({ kind: 'approved' });
  const [user] = await usersAt(email);
  expect(user).toMatchObject({ username, name: 'Jane Roe', passwordHash: null });
  const { providerId } = ctx.actor;
  expect(await rolesOf(user!.id)).toEqual([{ providerId, role: 'editor' }]);
  expect(await emailsTo(email)).toEqual(['user.first_access']);
  await expectAudit(test_.db, 'user.created', `user:${user!.id}`, {
    userId: staff.actor.userId,
    providerId,
    details: { providerId, role: 'editor', requestId, firstAccess: 'mail' },
  });
  await expectAudit(test_.db, 'request.approved', `request:${requestId}`);
  const answer = (await test_.db.select().from(mails).orderBy(mails.id)).findLast(
    ({ kind }) => kind === 'request.approved',
  )!;
  expect(answer.subject).toBe('Jane Roe has access');
  expect(leadsTo(answer, `/requests/${requestId}`)).toBe(true);
});

test('a person who already has a sign-in gets the role as well, and only staff learn that they have one', async () => {
  const email = newAddress();
  const elsewhere = await providerContext(test_.db);
  await test_.db.update(users).set({ email }).where(eq(users.id, elsewhere.actor.userId));
  const { ctx, requestId, staff, view } = await asked({ email: email.toUpperCase(), role: 'viewer' });
  const { saw, signIn } = await view();
  const { username, userId } = elsewhere.actor;
  expect(signIn).toMatchObject({ username, known: [{ username, providers: [expect.stringContaining('(Manager)')] }] });
  const own = await view(ctx);
  expect(own).toMatchObject({ saw: '', moved: false });
  expect(own.signIn).toBeUndefined();
  expect(JSON.stringify(own)).not.toContain(username);
  await expect(approve(staff, requestId, saw, uniqueUsername())).rejects.toMatchObject({
    code: 'conflict',
    sentence: expect.stringContaining(`already has a sign-in with this email address: ${username}`),
  });
  expect(await approve(staff, requestId, saw, username)).toEqual({ kind: 'approved' });
  expect(await rolesOf(userId)).toEqual(
    expect.arrayContaining([
      { providerId: elsewhere.actor.providerId, role: 'manager' },
      { providerId: ctx.actor.providerId, role: 'viewer' },
    ]),
  );
  await expectAudit(test_.db, 'user.access_given', `user:${userId}`, {
    details: { providerId: ctx.actor.providerId, role: 'viewer', requestId },
  });
  expect(await emailsTo(email)).toEqual(['user.access_given']);
});

test('fifty approvals at once create one sign-in', async () => {
  const email = newAddress();
  const { requestId, staff, view } = await asked({ email });
  const { saw } = await view();
  const outcomes = await Promise.allSettled(
    Array.from({ length: 50 }, () => approve(staff, requestId, saw, uniqueUsername())),
  );
  expect(
    outcomes.filter(
      ({ status, ...o }) => status === 'fulfilled' && 'value' in o && JSON.stringify(o).includes('approved'),
    ),
  ).toHaveLength(1);
  expect(await usersAt(email)).toHaveLength(1);
  expect(await emailsTo(email)).toEqual(['user.first_access']);
});

test('two providers that ask for the same new person get one sign-in: the second reviewer decides again', async () => {
  const email = newAddress();
  const one = await asked({ email });
  const other = await asked({ email });
  const [sawOne, sawOther] = [(await one.view()).saw, (await other.view()).saw];
  const results = await Promise.all([
    approve(one.staff, one.requestId, sawOne, uniqueUsername()),
    approve(other.staff, other.requestId, sawOther, uniqueUsername()),
  ]);
  expect(results.map(({ kind }) => kind).sort()).toEqual(['approved', 'moved']);
  expect(await usersAt(email)).toHaveLength(1);
  const waiting = results[0]!.kind === 'moved' ? one : other;
  const again = await waiting.view();
  expect(again.moved).toBe(true);
  expect(await approve(waiting.staff, waiting.requestId, again.saw, again.signIn!.username)).toEqual({
    kind: 'approved',
  });
  const [user] = await usersAt(email);
  expect(await rolesOf(user!.id)).toHaveLength(2);
});

test('an approval that fails leaves neither the sign-in nor the decision', async () => {
  const email = newAddress();
  const { ctx, requestId, staff, view } = await asked({ email });
  // The email to the person who asked is written last.
  await test_.db.update(users).set({ email: 'no address' }).where(eq(users.id, ctx.actor.userId));
  await expect(approve(staff, requestId, (await view()).saw, uniqueUsername())).rejects.toThrow();
  expect(await usersAt(email)).toEqual([]);
  expect(await statusOf(requestId)).toBe('open');
});

test.each([
  ['is taken', 'taken'],
  ['is missing', ''],
])('a username that %s is refused, and the request stays open', async (_, given) => {
  const { ctx, requestId, staff, view } = await asked();
  const { saw } = await view();
  const username = given === 'taken' ? ctx.actor.username : undefined;
  await expect(
    approveRequest(staff, { ...approveSchema.parse({ saw, username, note: '' }), requestId }),
  ).rejects.toMatchObject({ code: given === 'taken' ? 'conflict' : 'invalid' });
  expect(await statusOf(requestId)).toBe('open');
});

test('the proposed username is the initial and the last name, with a number when that is taken', async () => {
  const last = `X${crypto.randomUUID().replaceAll(/[^a-z]/g, '')}ñ`;
  const first = await asked({ name: `Éva ${last}` });
  const proposed = (await first.view()).signIn!.username;
  expect(proposed).toBe(`e${last.toLowerCase().replace('ñ', 'n')}`.slice(0, 40));
  await approve(first.staff, first.requestId, (await first.view()).saw, proposed);
  expect((await (await asked({ name: `Emil ${last}` })).view()).signIn!.username).toBe(`${proposed}2`);
});

test('a disabled sign-in and a member of staff are not given access', async () => {
  const email = newAddress();
  const person = await providerContext(test_.db);
  await test_.db.update(users).set({ email, disabledAt: new Date() }).where(eq(users.id, person.actor.userId));
  const one = await asked({ email });
  const { saw, signIn } = await one.view();
  expect(signIn!.known).toMatchObject([{ disabled: true }]);
  await expect(approve(one.staff, one.requestId, saw, person.actor.username)).rejects.toMatchObject({
    code: 'conflict',
    sentence: expect.stringContaining('disabled'),
  });
  const colleague = await staffContext(test_.db);
  const [row] = await test_.db.select().from(users).where(eq(users.id, colleague.actor.userId));
  const two = await asked({ email: row!.email });
  const seen = await two.view();
  expect(seen.signIn!.known).toEqual(expect.arrayContaining([expect.objectContaining({ staff: true })]));
  await expect(approve(two.staff, two.requestId, seen.saw, colleague.actor.username)).rejects.toMatchObject({
    code: 'conflict',
  });
});

test('only managers ask, answer and withdraw, and another provider finds nothing', async () => {
  const { ctx, requestId, staff } = await asked();
  for (const role of ['editor', 'viewer'] as const) {
    const other = { ...ctx, actor: { ...ctx.actor, role } };
    expect(() => userRequestForm(other)).toThrow(expect.objectContaining({ code: 'forbidden' }));
    await expect(ask(other)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(withdrawRequest(other, { requestId })).rejects.toMatchObject({ code: 'forbidden' });
  }
  await expect(ask(staff)).rejects.toMatchObject({ code: 'forbidden' });
  const stranger = await providerContext(test_.db);
  await expect(getRequest(stranger, requestId)).rejects.toMatchObject({ code: 'not_found' });
  await expect(withdrawRequest(stranger, { requestId })).rejects.toMatchObject({ code: 'not_found' });
  expect(userRequestForm(ctx).providerName).toBe(ctx.actor.providerName);
});

test('at the provider, only managers read who was asked for, and count it as waiting', async () => {
  const { ctx, requestId, staff } = await asked();
  await askProvider(staff, { requestId, question: 'What will she do?' });
  const seenBy = async (who: typeof ctx) => ({
    listed: (await listOwnRequests(who, null)).requests.map(({ id }) => id),
    waiting: (await listWaiting(who)).requests.count,
  });
  expect(await seenBy(ctx)).toEqual({ listed: [requestId], waiting: 1 });
  for (const role of ['editor', 'viewer'] as const) {
    const other = { ...ctx, actor: { ...ctx.actor, role } };
    await expect(getRequest(other, requestId)).rejects.toMatchObject({ code: 'not_found' });
    expect(await seenBy(other)).toEqual({ listed: [], waiting: 0 });
  }
});

test('one person is asked for once at a time, and not at all when they work there', async () => {
  const ctx = await providerContext(test_.db);
  const email = newAddress();
  const requestKey = crypto.randomUUID();
  const send = () =>
    askForUser(
      ctx,
      userRequestSchema.parse({
        name: 'Jo',
        email,
        role: 'viewer',
        reason: 'x',
        requestKey,
        forProvider: String(forProviderOf(ctx)),
      }),
    );
  const [first, second] = await Promise.all([send(), send()].map((sent) => sent.catch(() => null)));
  expect(first ?? second).not.toBeNull();
  expect(await send()).toBe(first ?? second);
  await expect(ask(ctx, { email: email.toUpperCase() })).rejects.toMatchObject({ code: 'conflict' });
  const [own] = await test_.db.select().from(users).where(eq(users.id, ctx.actor.userId));
  await test_.db.update(users).set({ email: newAddress() }).where(eq(users.id, ctx.actor.userId));
  const [moved] = await test_.db.select().from(users).where(eq(users.id, own!.id));
  await expect(ask(ctx, { email: moved!.email })).rejects.toMatchObject({
    code: 'invalid',
    sentence: expect.stringContaining('already works for'),
  });
});

test('it is declined, asked about and withdrawn like every request, and found by the person’s name', async () => {
  const name = `Zebulon ${crypto.randomUUID().slice(0, 8)}`;
  const { ctx, requestId, staff } = await asked({ name });
  const found = await listStaffQueue(staff, queueSchema.parse({ q: name }));
  expect(found.requests.map(({ id }) => id)).toEqual([requestId]);
  await askProvider(staff, { requestId, question: 'Which school is it?' });
  await declineRequest(staff, { requestId, ground: 'not-enough', sentence: 'Who is it?' });
  expect(await statusOf(requestId)).toBe('declined');
  const email = (await test_.db.select().from(mails).orderBy(mails.id)).findLast(
    ({ kind }) => kind === 'request.declined',
  )!;
  expect(email.subject).toBe(`Your request was declined: access for ${name}`);
  expect(email.text).toContain('No access was given.');
  const again = await ask(ctx, { name });
  await withdrawRequest(ctx, { requestId: again });
  expect(await statusOf(again)).toBe('withdrawn');
});

test('it is found by a name with accents or an apostrophe, as people type it', async () => {
  const unique = crypto.randomUUID().slice(0, 8);
  const { requestId, staff } = await asked({ name: `Zoë Séliš-O’Brien ${unique}` });
  for (const q of ['zoe selis', 'Zoë Séliš', 'obrien', 'O’Brien', "o'brien"]) {
    const found = await listStaffQueue(staff, queueSchema.parse({ q: `${q} ${unique}` }));
    expect([q, found.requests.map(({ id }) => id)]).toEqual([q, [requestId]]);
  }
});

test('nobody gets access to a provider that has closed', async () => {
  const { ctx, requestId, staff, view } = await asked();
  await test_.db.update(providers).set({ standing: 'closed' }).where(eq(providers.id, ctx.actor.providerId));
  const { saw } = await view();
  await expect(approve(staff, requestId, saw, uniqueUsername())).rejects.toMatchObject({
    code: 'conflict',
    sentence: expect.stringContaining('is closed'),
  });
  expect(await statusOf(requestId)).toBe('open');
});

test('what the agency says goes to the managers once the person who asked has left', async () => {
  const { ctx, requestId, staff } = await asked();
  const [colleague] = await test_.db
    .insert(users)
    .values({ username: uniqueUsername(), name: 'Mo Manager', email: newAddress(), passwordHash: '' })
    .returning();
  await test_.db
    .insert(memberships)
    .values({ userId: colleague!.id, providerId: ctx.actor.providerId, role: 'manager' });
  const left = newAddress();
  await test_.db.update(users).set({ email: left, disabledAt: new Date() }).where(eq(users.id, ctx.actor.userId));
  await declineRequest(staff, { requestId, ground: 'other', sentence: 'We called you.' });
  expect(await emailsTo(left)).toEqual([]);
  expect(await emailsTo(colleague!.email)).toEqual(['request.declined']);
});

test('requests of a member of staff who is disabled are nobody’s, and an answer goes to the agency’s address', async () => {
  const { ctx, requestId, staff } = await asked();
  const gone = await staffContext(test_.db);
  await assignRequest(staff, { ...assignSchema.parse({ assignee: String(gone.actor.userId) }), requestId });
  await askProvider(staff, { requestId, question: 'Who is she?' });
  await disableUser(staff, { userId: gone.actor.userId, reason: 'Left the agency.' });
  const [row] = await test_.db.select().from(requests).where(eq(requests.id, requestId));
  expect(row!.assigneeId).toBeNull();
  const answers = async () => (await emailsTo(supportAddress())).filter((kind) => kind === 'request.answered').length;
  const before = await answers();
  await answerRequest(ctx, { requestId, answer: 'The new coordinator.' });
  expect(await answers()).toBe(before + 1);
});
