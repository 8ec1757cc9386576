import { readFileSync } from 'node:fs';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { resetAsStranger } from '@/scripts/bench/accounts/reset-flow';
import { productDatabase } from '../support/product-database';
import { Visitor } from '../support/visitor';
import { filled, formsOf } from './forms';
import { addPerson, forgiveThisAddress } from './people';

// The characters in the picture are read from the ticket with the product's own key.
process.env.SESSION_SECRET = readFileSync(path.join(process.env.E2E_DATA_DIR!, 'secret'), 'utf8').trim();
process.env.DATABASE_URL ??= 'postgres://unused.invalid/unused';

let db: Database;
beforeAll(async () => {
  db = await productDatabase();
});
beforeEach(() => forgiveThisAddress(db));
afterEach(() => forgiveThisAddress(db));
afterAll(() => db.$client.end());

/** Counts the audit entries about this person. */
const entriesOf = async (id: number) =>
  Number(
    (await db.execute(sql`select count(*) from audit_entries where subject_type = 'user' and subject_id = ${id}`))[0]!
      .count,
  );

test('of many passwords tried at once for one account, ten are checked, no matter how they are sent', async () => {
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
  // Ten refusals, and one entry that there were too many: a flood does not fill the log.
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

test('staff see a proxy that was not configured, and nobody else does', async () => {
  await new Visitor().get('/sign-in', { 'X-Forwarded-For': '203.0.113.9' });
  const { staffRole, demo } = { staffRole: 'staff', demo: true } as const;
  const staff = await Visitor.signedIn((await addPerson(db, { staffRole, demo })).username);
  const { status, body } = await staff.get('/admin/system');
  expect(status).toBe(200);
  expect(body).toContain('A proxy may be missing from TRUST_PROXY');
  expect(body).toMatch(/127\.0\.0\.1<\/strong>/);
  const provider = await Visitor.signedIn((await addPerson(db)).username);
  expect((await provider.get('/admin/system')).status).toBe(403);
});

describe('while strangers try one password after another', () => {
  /** Returns a visitor without a session who still has the device cookie of an earlier sign-in. */
  async function signedOut(username: string): Promise<Visitor> {
    const visitor = await Visitor.signedIn(username);
    visitor.forget('session');
    return visitor;
  }

  async function signIn(visitor: Visitor, username: string, password = 'Montana2026') {
    const [form] = formsOf(await visitor.get('/sign-in')).filter(({ fields }) =>
      fields.some(([n]) => n === 'password'),
    );
    const { status, location, body } = await visitor.post('/sign-in', filled(form!, { username, password }));
    return status === 303 ? location : /There were too many attempts/.test(body) ? 'too many' : 'refused';
  }

  /**
   * Tries passwords like a stranger until no more are checked. The person's devices are moved to another network,
   * because all tests come from one address.
   */
  async function attack(username: string) {
    const stranger = new Visitor();
    for (let i = 0; i < 10; i++) expect(await signIn(stranger, username, 'Nebraska2026')).toBe('refused');
    await db.execute(sql`update known_devices set network = '203.0.113.1' where user_id =
      (select id from users where username = ${username})`);
    expect(await signIn(stranger, username)).toBe('too many');
  }

  test('the person signs in on their device, and nobody else does', async () => {
    const { username } = await addPerson(db);
    const owner = await signedOut(username);
    const other = await signedOut((await addPerson(db)).username);
    await attack(username);
    expect(await signIn(other, username)).toBe('too many');
    expect(await signIn(owner, username)).toContain('/portal');
  });

  /** Returns the page to which a reset of this person leads after asking for a code; null when it is refused. */
  async function askForCode(visitor: Visitor, username: string): Promise<string | null> {
    const asText = async (answer: ReturnType<Visitor['get']>) => {
      const { body, ...rest } = await answer;
      return { ...rest, body: Buffer.from(body, 'latin1').toString('utf8') };
    };
    const flow = resetAsStranger(
      { get: (at) => asText(visitor.get(at)), post: (at, form) => asText(visitor.post(at, form)) },
      username,
      `${username}@example.org`,
    );
    // When the request is refused, the pages that would follow do not exist.
    const refused = /^No (masked address is on the page|form of the page has the fields code)/;
    return flow.then(
      (seen) => seen.find(({ step }) => step === 'address')!.answer.location,
      (error: Error) => (refused.test(error.message) ? null : Promise.reject(error)),
    );
  }

  test('the person resets the password on their device, and strangers do not get to the codes', async () => {
    const { username } = await addPerson(db);
    const owner = await signedOut(username);
    expect(await askForCode(new Visitor(), username)).toContain('/password-reset/code');
    await db.execute(sql`update rate_limits set count = 1000 where key like 'reset:code:%'
      or key like ${`reset:start:address:%:account:${username}`}`);
    expect(await askForCode(new Visitor(), username)).toBeNull();
    expect(await askForCode(await signedOut((await addPerson(db)).username), username)).toBeNull();
    expect(await askForCode(owner, username)).toContain('/password-reset/code');
  });

  test('a device that the person removed counts as a stranger’s', async () => {
    const { id, username } = await addPerson(db);
    const owner = await signedOut(username);
    await attack(username);
    await db.execute(sql`delete from known_devices where user_id = ${id}`);
    expect(await signIn(owner, username)).toBe('too many');
  });

  test('a guesser at a school’s address does not lock out anybody there who knows the password', async () => {
    const { username } = await addPerson(db);
    expect(await signIn(new Visitor(), `nobody-${crypto.randomUUID()}`)).toBe('refused');
    await db.execute(sql`update rate_limits set count = 500 where key ~ '^sign-in:address:[^a]*$'`);
    expect(await signIn(new Visitor(), `nobody-${crypto.randomUUID()}`)).toBe('too many');
    expect(await signIn(new Visitor(), username)).toContain('/portal');
  });
});
