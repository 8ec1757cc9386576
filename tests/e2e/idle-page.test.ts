import { desc, eq } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { sessions } from '@/db/schema';
import { addPerson } from '../access/people';
import { BASE, eventually, openProgram, press, signIn, testBrowser } from '../support/browser';
import { productDatabase } from '../support/product-database';

jest.setTimeout(120_000);
const browser = testBrowser();
let db: Database;

beforeAll(async () => {
  db = await productDatabase();
});
afterAll(() => db.$client.end());

test('a page that refreshes itself does not keep its session alive, and is replaced by the sign-in', async () => {
  const userAgent = `idle page ${crypto.randomUUID()}`;
  const seen = async () => {
    const [latest] = await db
      .select()
      .from(sessions)
      .where(eq(sessions.userAgent, userAgent))
      .orderBy(desc(sessions.id))
      .limit(1);
    return latest!.lastSeenAt;
  };
  const seenMinutesAgo = async (minutes: number) => {
    const at = new Date(Date.now() - minutes * 60_000);
    await db.update(sessions).set({ lastSeenAt: at }).where(eq(sessions.userAgent, userAgent));
    return at;
  };
  // Nobody else ends the sessions of this person.
  const { username } = await addPerson(db);
  const page = await browser.guest();
  await page.setUserAgent({ userAgent });
  await signIn(page, username);
  await openProgram(page);
  await page.goto(`${BASE}/events?q=science+notebooks`);
  await press(page, 'Science notebooks in the elementary grades', /^\/events\/\d+$/);
  const event = new URL(page.url()).pathname;
  await page.goto(`${BASE}${event}/share/new`);
  await page.locator('#label').fill('A projected list');
  await page.locator('input[name="access"][value="open"]').click();
  await page.locator('#unsigned').click();
  await press(page, 'Create the link', `${event}/share`);

  const long = await seenMinutesAgo(29);
  const refreshed = await page.waitForResponse((answer) => answer.request().headers().rsc === '1', { timeout: 60_000 });
  expect(refreshed.status()).toBe(200);
  expect(await seen()).toEqual(long);

  await seenMinutesAgo(31);
  await eventually(async () => new URL(page.url()).pathname === '/sign-in', 'the page gives way to the sign-in');

  // A page that a person opens does count.
  await signIn(page, username);
  const before = await seenMinutesAgo(29);
  await page.goto(`${BASE}/account`);
  await eventually(async () => (await seen()) > before, 'opening a page counts');
});
