import { eq } from 'drizzle-orm';
import type { Page } from 'puppeteer';
import type { Database } from '@/db/client';
import { memberships, users } from '@/db/schema';
import {
  BASE,
  eventually,
  expectAccessible,
  openProgram,
  press,
  pressAndStay,
  signIn,
  testBrowser,
  textOfPage,
} from '../support/browser';
import { productDatabase } from '../support/product-database';

const browser = testBrowser();
let db: Database;

beforeAll(async () => {
  db = await productDatabase();
});
afterAll(() => db.$client.end());

/** Adds a person with the demo password who works for these providers of the demo. */
async function givenPerson(roles: Record<string, 'manager' | 'editor' | 'viewer'>): Promise<string> {
  const username = `new-${crypto.randomUUID().slice(0, 8)}`;
  const [{ passwordHash } = { passwordHash: null }] = await db.select().from(users).where(eq(users.username, 'jdoe'));
  const [user] = await db
    .insert(users)
    .values({ username, name: `Person ${username}`, email: `${username}@example.org`, passwordHash })
    .returning({ id: users.id });
  const providers = await db.query.providers.findMany();
  for (const { id, name } of providers) {
    const role = roles[name];
    if (role) await db.insert(memberships).values({ userId: user!.id, providerId: id, role });
  }
  return username;
}

const DISTRICT = 'Big Sky School District';
const COLLEGE = 'Mission Valley Tribal College';

const noWiderThanTheScreen = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);

test('a new user takes the tour with the keyboard, and is not offered it again', async () => {
  const page = await browser.guest();
  await signIn(page, await givenPerson({ [DISTRICT]: 'editor' }));
  await press(page, 'Show me how it works', '/welcome');
  for (const step of [2, 3, 4, 5]) {
    await page.focus('.tour-actions .button-primary');
    await page.keyboard.press('Enter');
    await eventually(async () => (await textOfPage(page)).includes(`Step ${step} of 5`), `step ${step} is shown`);
  }
  await expectAccessible(page);
  await press(page, 'Add my first event', '/events/new');
  await page.goto(`${BASE}/portal`);
  expect(await textOfPage(page)).not.toContain('New here?');
  await page.goto(`${BASE}/welcome`);
  expect(await textOfPage(page)).toContain('Step 1 of 5');
});

test('the tour can be skipped without JavaScript', async () => {
  const page = await browser.guest({ javaScript: false, width: 360 });
  await signIn(page, await givenPerson({ [DISTRICT]: 'viewer' }));
  await pressAndStay(page, 'Not now');
  await eventually(async () => (await textOfPage(page)).includes('You can find the tour in Help'), 'it says where');
  expect(await textOfPage(page)).not.toContain('New here?');
});

test('a person who works for several providers chooses one at the portal, even without JavaScript', async () => {
  const page = await browser.guest({ javaScript: false });
  await signIn(page, await givenPerson({ [DISTRICT]: 'manager', [COLLEGE]: 'viewer' }));
  expect(await textOfPage(page)).toContain('You work for several providers');
  await press(page, `Open PDUPS for ${COLLEGE}`, '/events');
  expect(await page.$eval('header', (header) => header.textContent)).toContain(COLLEGE);
  expect(await textOfPage(page)).not.toContain('Science notebooks');
  await page.goto(`${BASE}/users`);
  expect(await textOfPage(page)).toContain('You do not have access to this page');
});

test('a second sign-in is shown at the portal, and can be signed out from there (M20)', async () => {
  const username = await givenPerson({ [DISTRICT]: 'editor' });
  const [phone, desk] = [await browser.guest({ width: 360 }), await browser.guest()];
  await signIn(phone, username);
  await signIn(desk, username);
  expect(await textOfPage(desk)).toContain('You’re also signed in on another device');
  await expectAccessible(desk);
  await pressAndStay(desk, 'Sign out on Chrome on Linux');
  await eventually(async () => (await textOfPage(desk)).includes('That session was signed out.'), 'it is ended');
  await phone.goto(`${BASE}/events`);
  expect(new URL(phone.url()).pathname).toBe('/sign-in');
  await desk.goto(`${BASE}/account`);
  expect(await textOfPage(desk)).toContain('This device');
});

test('a person with one program makes it the start page, and changes it back in My account', async () => {
  const username = await givenPerson({ [DISTRICT]: 'viewer' });
  const page = await browser.guest();
  await signIn(page, username);
  await pressAndStay(page, 'Not now');
  await eventually(async () => (await textOfPage(page)).includes('Skip the portal'), 'it is offered');
  await pressAndStay(page, 'Make PDUPS my start page');
  await eventually(async () => (await textOfPage(page)).includes('Your start page is saved.'), 'you save it');
  await page.goto(BASE);
  expect(new URL(page.url()).pathname).toBe('/events');
  await page.goto(`${BASE}/account`);
  await page.click('input[name="startPage"][value="portal"]');
  await pressAndStay(page, 'Save start page');
  await eventually(async () => (await textOfPage(page)).includes('Your start page is saved.'), 'you save it');
  await page.goto(BASE);
  expect(new URL(page.url()).pathname).toBe('/portal');
});

test('waiting work is in the header of every page, with a link to it', async () => {
  const page = await browser.guest();
  await signIn(page, 'jdoe');
  const words = await page.$eval('header .site-waiting', (link) => link.textContent!.trim());
  expect(words).toMatch(/^\d+ counts due$/);
  await openProgram(page);
  await pressAndStay(page, words, 'header');
  await eventually(async () => page.url().endsWith('/events/counts'), 'the events that owe a count are listed');
});

test('a manager changes a role; the last manager reads why that one cannot change', async () => {
  const page = await browser.signedIn('apierre');
  const colleague = await givenPerson({ [COLLEGE]: 'viewer' });
  await page.goto(`${BASE}/users`);
  await press(page, `Change role of Person ${colleague}`, /^\/users\/\d+$/);
  await page.click('input[name="role"][value="editor"]');
  await press(page, 'Save role', '/users');
  expect(await textOfPage(page)).toContain('The role was changed.');
  await press(page, 'Change role of Agnes Pierre', /^\/users\/\d+$/);
  await page.click('input[name="role"][value="viewer"]');
  await pressAndStay(page, 'Save role');
  await page.waitForSelector('.error-summary');
  expect(await textOfPage(page)).toContain('Agnes Pierre is the only manager.');
  await expectAccessible(page);
  await page.goto(`${BASE}/users`);
  await press(page, `Remove access of Person ${colleague}`, /^\/users\/\d+\/remove$/);
  await expectAccessible(page);
  await press(page, 'Remove access', '/users');
  expect(await textOfPage(page)).not.toContain(colleague);
});

test('a new email address waits for its codes, and the old one can be kept', async () => {
  const page = await browser.guest();
  await signIn(page, await givenPerson({ [DISTRICT]: 'viewer' }));
  await page.goto(`${BASE}/account/email`);
  await pressAndStay(page, 'Send the codes');
  await page.waitForSelector('.error-summary');
  await expectAccessible(page);
  await page.locator('#newEmail').fill('new-address@example.org');
  await page.locator('#password').fill('Montana2026');
  await pressAndStay(page, 'Send the codes');
  await page.waitForSelector('#oldCode');
  await page.locator('#oldCode').fill('0000 0000');
  await pressAndStay(page, 'Change my email address');
  await page.waitForSelector('.error-summary');
  expect(await textOfPage(page)).toContain('you have 4 more attempts');
  await expectAccessible(page);
  await press(page, 'Cancel the change', '/account');
  expect(await textOfPage(page)).toContain('Nothing has changed.');
});

test.each(['/portal', '/account', '/account/name', '/account/email', '/account/password', '/users', '/welcome?step=3'])(
  '%s is accessible, wide and narrow',
  async (path) => {
    for (const width of [1280, 360]) {
      // The access tests give jdoe hundreds of colleagues, whose rows take axe minutes.
      const page = await browser.signedIn(path === '/users' ? 'mlopez' : 'jdoe', { width });
      await page.goto(BASE + path);
      await expectAccessible(page);
      expect(await noWiderThanTheScreen(page)).toBe(true);
    }
  },
);
