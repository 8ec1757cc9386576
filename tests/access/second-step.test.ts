import type { Database } from '@/db/client';
import { productDatabase } from '../support/product-database';
import { type Answer, Visitor } from '../support/visitor';
import { filled, formsOf } from './forms';
import { addPerson, forgiveThisAddress } from './people';
import { codeOf, confirmedTwoStep } from './two-step-by-hand';

let db: Database;
beforeAll(async () => {
  db = await productDatabase();
});
beforeEach(() => forgiveThisAddress(db));
afterAll(() => db.$client.end());

/** Adds a person with two-step sign-in, and a browser that is not signed in. */
async function somebody() {
  const { username } = await addPerson(db);
  const { secret, code, recovery } = await confirmedTwoStep(await Visitor.signedIn(username));
  return { username, secret, code, recovery };
}

/** Sends username and password the way a browser without scripts does. */
async function withPassword(username: string, password = 'Montana2026'): Promise<[Visitor, Answer]> {
  const visitor = new Visitor();
  const [form] = formsOf(await visitor.get('/sign-in')).filter(({ fields }) => fields.some(([n]) => n === 'password'));
  return [visitor, await visitor.post('/sign-in', filled(form!, { username, password }))];
}

async function answer(visitor: Visitor, code: string): Promise<Answer> {
  const [form] = formsOf(await visitor.get('/sign-in/code')).filter(({ fields }) => fields.some(([n]) => n === 'code'));
  return visitor.post('/sign-in/code', filled(form!, { code }));
}

const isIn = async (visitor: Visitor) => (await visitor.get('/events')).status === 200;

test('the right password alone opens nothing; the code then opens the session, without a script', async () => {
  const { username, code } = await somebody();
  const [visitor, first] = await withPassword(username);
  expect(first.location).toBe('/sign-in/code');
  expect(first.headers.getSetCookie().join()).toMatch(/pdups\.challenge=[^;]{43};.*HttpOnly;.*SameSite=lax/i);
  expect(first.headers.getSetCookie().join()).not.toContain('pdups.session');
  expect(await isIn(visitor)).toBe(false);
  expect(JSON.parse((await visitor.get('/api/auth/session')).body)).toEqual({});
  const second = await answer(visitor, code);
  expect([second.status, second.location]).toEqual([303, '/portal']);
  expect(await isIn(visitor)).toBe(true);
});

test('the page that was asked for is remembered through both steps', async () => {
  const { username, code } = await somebody();
  const visitor = new Visitor();
  const { location } = await visitor.get('/events/new');
  const [form] = formsOf(await visitor.get(location!)).filter(({ fields }) => fields.some(([n]) => n === 'password'));
  const first = await visitor.post(location!, filled(form!, { username, password: 'Montana2026' }));
  const [codeForm] = formsOf(await visitor.get(first.location!)).filter(({ fields }) =>
    fields.some(([n]) => n === 'code'),
  );
  const wrong = await visitor.post(first.location!, filled(codeForm!, { code: '000000' }));
  expect(wrong.status).toBe(200);
  expect((await visitor.post(first.location!, filled(codeForm!, { code }))).location).toBe('/events/new');
});

test('a recovery code replaces the phone, once', async () => {
  const { username, recovery } = await somebody();
  expect(recovery).toHaveLength(10);
  const [visitor] = await withPassword(username);
  expect((await answer(visitor, recovery[0]!.toLowerCase())).location).toBe('/portal');
  const [again] = await withPassword(username);
  expect((await answer(again, recovery[0]!)).body).toContain('was already used');
  expect(await isIn(again)).toBe(false);
});

test('five wrong codes end the challenge, even for the right code', async () => {
  const { username, code } = await somebody();
  const [visitor] = await withPassword(username);
  const thief = visitor.copy();
  for (let turn = 0; turn < 4; turn++) expect((await answer(visitor, '000000')).status).toBe(200);
  expect((await answer(visitor, '000000')).location).toBe('/sign-in?reason=code-tries');
  expect((await thief.get('/sign-in/code')).location).toContain('/sign-in?reason=code-expired');
  const [form] = formsOf(await (await withPassword(username))[0].get('/sign-in/code'));
  await thief.post('/sign-in/code', filled(form!, { code }));
  expect(await isIn(thief)).toBe(false);
});

test('a person without a challenge of their own answers nothing', async () => {
  const { username, code } = await somebody();
  const [visitor] = await withPassword(username);
  const [form] = formsOf(await visitor.get('/sign-in/code'));
  const guest = new Visitor();
  expect((await guest.post('/sign-in/code', filled(form!, { code }))).location).toBe('/sign-in?reason=code-expired');
  expect(await isIn(guest)).toBe(false);
});

test('a code from another site’s page is ignored', async () => {
  const { username, code } = await somebody();
  const [visitor] = await withPassword(username);
  const [form] = formsOf(await visitor.get('/sign-in/code'));
  await visitor.post('/sign-in/code', filled(form!, { code }), { 'Sec-Fetch-Site': 'cross-site' });
  expect(await isIn(visitor)).toBe(false);
  expect((await answer(visitor, code)).location).toBe('/portal');
});

test('next-auth’s own endpoint is no way around it', async () => {
  const { username, secret } = await somebody();
  const visitor = new Visitor();
  const { csrfToken } = JSON.parse((await visitor.get('/api/auth/csrf')).body);
  const post = (more: Record<string, string>) =>
    visitor.post(
      '/api/auth/callback/credentials',
      new URLSearchParams({ csrfToken, username, password: 'Montana2026', ...more }),
    );
  for (const more of [{}, { code: '' }, { code: '000000' }, { code: 'null' }]) {
    await post(more as Record<string, string>);
    expect(await isIn(visitor)).toBe(false);
  }
  await post({ code: codeOf(secret, 1) });
  expect(await isIn(visitor)).toBe(true);
});
