import { sql } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { productDatabase } from '../support/product-database';
import { Visitor } from '../support/visitor';
import { filled, formsOf } from './forms';
import { addPerson, forgiveThisAddress } from './people';

let db: Database;
beforeAll(async () => {
  db = await productDatabase();
});
beforeEach(() => forgiveThisAddress(db));
afterEach(() => forgiveThisAddress(db));
afterAll(() => db.$client.end());

/** How many audit entries tell of this person. */
const entriesOf = async (id: number) =>
  Number((await db.execute(sql`select count(*) from audit_entries where subject = ${`user:${id}`}`))[0]!.count);

test('of many passwords tried at once for one account ten are looked at, by whichever door', async () => {
  const { id, username } = await addPerson(db);
  const guest = new Visitor();
  const [form] = formsOf(await guest.get('/sign-in')).filter(({ fields }) => fields.some(([n]) => n === 'password'));
  const { csrfToken } = JSON.parse((await guest.get('/api/auth/csrf')).body);
  const byPage = () => guest.post('/sign-in', filled(form!, { username, password: 'Nebraska2026' }));
  const byNextAuth = () =>
    guest.post(
      '/api/auth/callback/credentials',
      new URLSearchParams({ csrfToken, username, password: 'Nebraska2026' }),
    );
  const answers = await Promise.all(Array.from({ length: 60 }, (_, n) => (n % 2 ? byPage() : byNextAuth())));
  expect(answers.every(({ status }) => status < 500)).toBe(true);
  // Ten refusals and one note that it was too many: a flood does not fill the log.
  expect(await entriesOf(id)).toBe(11);
  await expect(Visitor.signedIn(username)).rejects.toThrow('could not sign in');
  expect(await entriesOf(id)).toBe(11);
});

test('a forged address is not the one that is counted', async () => {
  const guest = new Visitor();
  const [form] = formsOf(await guest.get('/sign-in')).filter(({ fields }) => fields.some(([n]) => n === 'password'));
  const forged = { 'X-Forwarded-For': '203.0.113.9', 'X-Real-IP': '203.0.113.9', Forwarded: 'for=203.0.113.9' };
  await guest.post('/sign-in', filled(form!, { username: `nobody-${crypto.randomUUID()}`, password: 'x' }), forged);
  expect(await db.execute(sql`select key from rate_limits where key like '%203.0.113.9%'`)).toHaveLength(0);
});
