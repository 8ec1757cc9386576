import '../support/settings';
import { eq } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { memberships } from '@/db/schema';
import { asVisitor } from '@/lib/audit/record';
import { systemClock } from '@/lib/platform/clock';
import { hashPassword } from '@/lib/users/password';
import { setPassword } from '@/lib/users/set-password';
import { BASE } from '../support/browser';
import { productDatabase } from '../support/product-database';
import { Visitor } from '../support/visitor';
import { filled, formsOf } from './forms';
import { addPerson, forgiveThisAddress } from './people';
import { confirmedTwoStep } from './two-step-by-hand';

const anyVisit = { clock: systemClock, requestId: 'test', address: '127.0.0.1' };

test('the session endpoint shows nothing to guests, and people only their own name', async () => {
  expect(JSON.parse((await new Visitor().get('/api/auth/session')).body)).toEqual({});
  const jdoe = await Visitor.signedIn('jdoe');
  const session = JSON.parse((await jdoe.get('/api/auth/session')).body);
  expect(session.user).toEqual({ name: 'Jordan Doe' });
});

test('a cookie with a session that was never opened, or with nonsense, counts as a guest’s', async () => {
  for (const value of ['rubbish', 'a.b.c.d.e', '', '%00']) {
    const response = await fetch(`${BASE}/events`, {
      redirect: 'manual',
      headers: { cookie: `pdups.session=${value}` },
    });
    expect([response.status, response.headers.get('location')]).toEqual([307, expect.stringContaining('/sign-in')]);
  }
});

let db: Database;
beforeAll(async () => {
  db = await productDatabase();
  await forgiveThisAddress(db);
});
afterAll(() => db.$client.end());

/** Returns whether a cookie that was valid a moment ago still opens a page. */
const reaches = async (visitor: Visitor, path = '/events') => (await visitor.get(path)).status === 200;

/** Does to a person what staff do on that person's page. */
async function act(staff: Visitor, userId: number, name: string, values: Record<string, string> = {}) {
  const page = `/admin/users/${userId}/${name}`;
  const form = formsOf(await staff.get(page)).find(({ fields }) => fields.some(([field]) => field === 'reason'));
  const answer = await staff.post(page, filled(form!, { reason: 'Asked by telephone.', ...values }));
  expect(answer.status).toBe(303);
}

async function staffMember(staffRole: 'staff' | 'administrator' = 'staff'): Promise<Visitor> {
  return Visitor.signedIn((await addPerson(db, { staffRole, demo: true })).username);
}

test('a cookie stops working at the next request after signing out, wherever a copy of it is', async () => {
  const visitor = await Visitor.signedIn((await addPerson(db)).username);
  const copy = visitor.copy();
  expect(await reaches(copy)).toBe(true);
  const [form] = formsOf(await visitor.get('/events'));
  await visitor.post('/events', filled(form!));
  expect(await reaches(visitor)).toBe(false);
  expect(await reaches(copy)).toBe(false);
  expect(JSON.parse((await copy.get('/api/auth/session')).body).user).toBeUndefined();
});

test.each([
  ['disabled', 'disable', {}, {}],
  ['signed out everywhere by staff', 'end-sessions', {}, {}],
  ['given another staff role', 'staff-role', { role: 'administrator' }, { staffRole: 'staff', demo: true }],
] as const)(
  'every cookie of a person stops working at the next request after being %s',
  async (_what, name, values, given) => {
    const person = await addPerson(db, given);
    const visitors = [await Visitor.signedIn(person.username), await Visitor.signedIn(person.username)];
    for (const visitor of visitors) expect(await reaches(visitor, '/account')).toBe(true);
    await act(await staffMember('administrator'), person.id, name, values);
    for (const visitor of visitors) expect(await reaches(visitor, '/account')).toBe(false);
  },
);

test('every cookie stops working after a reset of two-step sign-in, and a password alone opens a session again', async () => {
  const person = await addPerson(db);
  const visitor = await Visitor.signedIn(person.username);
  await confirmedTwoStep(visitor);
  await expect(Visitor.signedIn(person.username)).rejects.toThrow('could not sign in');
  await act(await staffMember(), person.id, 'reset-two-step');
  expect(await reaches(visitor)).toBe(false);
  expect(await reaches(await Visitor.signedIn(person.username))).toBe(true);
});

test('a cookie stops working after a new password', async () => {
  const person = await addPerson(db);
  const visitor = await Visitor.signedIn(person.username);
  const owner = { ...person, name: person.username, email: `${person.username}@example.org` };
  const passwordHash = await hashPassword('Nebraska2027');
  await db.transaction((tx) =>
    setPassword(tx, asVisitor({ ...anyVisit, db }), owner, { passwordHash, how: 'password reset' }),
  );
  expect(await reaches(visitor)).toBe(false);
  await expect(Visitor.signedIn(person.username)).rejects.toThrow('could not sign in');
  expect(await reaches(await Visitor.signedIn(person.username, 'Nebraska2027'))).toBe(true);
});

test('a membership that is removed is gone at the next request', async () => {
  const person = await addPerson(db);
  const visitor = await Visitor.signedIn(person.username);
  await db.delete(memberships).where(eq(memberships.userId, person.id));
  expect(await reaches(visitor)).toBe(false);
});

test('a session cookie that somebody encrypted with another secret opens nothing', async () => {
  const { encode } = await import('next-auth/jwt');
  const value = await encode({ token: { sid: 'x'.repeat(43) }, secret: 'another-secret-of-32-characters-1234' });
  const answer = await fetch(`${BASE}/events`, { redirect: 'manual', headers: { cookie: `pdups.session=${value}` } });
  expect(answer.headers.get('location')).toContain('/sign-in');
});

test.each(['{', '', 'null', '"x"'])('next-auth’s endpoints refuse %j as a request, not as a fault', async (body) => {
  const response = await fetch(`${BASE}/api/auth/callback/credentials`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  expect(response.status).toBe(400);
});
