import type { Page } from 'puppeteer';
import type { Database } from '@/db/client';
import { addPerson } from '../access/people';
import { codeOf } from '../access/two-step-by-hand';
import { BASE, eventually, expectAccessible, press, pressAndStay, testBrowser, textOfPage } from '../support/browser';
import { outOfReach } from '../support/layout';
import { productDatabase } from '../support/product-database';

const browser = testBrowser();
const PASSWORD = 'Montana2026';
let db: Database;

beforeAll(async () => {
  db = await productDatabase();
});
afterAll(() => db.$client.end());

async function withPassword(page: Page, username: string, path: string): Promise<void> {
  await page.goto(`${BASE}/sign-in`);
  await page.type('#username', username);
  await page.type('#password', PASSWORD);
  await press(page, 'Sign in', path);
}

test('new staff set up two-step sign-in before anything else, and sign in with a code from then on', async () => {
  const { username } = await addPerson(db, { staffRole: 'staff' });
  const page = await browser.guest({ width: 360 });
  await withPassword(page, username, '/account/two-step');
  expect(await textOfPage(page)).toContain('One more step before you can start');
  await expectAccessible(page);
  await page.goto(`${BASE}/admin/users`);
  expect(new URL(page.url()).pathname).toBe('/account/two-step');

  // With the keyboard alone.
  await page.focus('#password');
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press('Enter');
  await eventually(async () => page.url().endsWith('/set-up'), 'the set-up opens');
  await page.waitForSelector('.qr-code');
  await expectAccessible(page);
  const secret = (await page.$eval('.secret', (box) => box.textContent))!.replaceAll(' ', '');
  await page.type('#code', '12345');
  await pressAndStay(page, 'Turn on two-step sign-in');
  await page.waitForSelector('.error-summary');
  expect(await page.evaluate(() => document.activeElement?.className)).toContain('error-summary');
  await page.type('#code', codeOf(secret));
  await pressAndStay(page, 'Turn on two-step sign-in');
  await page.waitForSelector('.recovery-codes');
  await expectAccessible(page);
  const codes = await page.$$eval('.recovery-codes code', (list) => list.map((one) => one.textContent!));
  expect(codes).toHaveLength(10);
  expect(await outOfReach(page)).toEqual([]);
  const file = await page.$eval('a[download]', (link) => decodeURIComponent((link as HTMLAnchorElement).href));
  for (const code of codes) expect(file).toContain(code);
  await page.reload();
  expect(await textOfPage(page)).not.toContain(codes[0]!);
  await page.goto(`${BASE}/admin/users`);
  expect(await textOfPage(page)).toContain('Everyone with an account');
  for (const path of ['recovery-codes', 'turn-off']) {
    await page.goto(`${BASE}/account/two-step/${path}`);
    expect(new URL(page.url()).pathname).toBe(`/account/two-step/${path}`);
    expect(await outOfReach(page)).toEqual([]);
  }

  const elsewhere = await browser.guest();
  await withPassword(elsewhere, username, '/sign-in/code');
  await expectAccessible(elsewhere);
  expect(await outOfReach(elsewhere)).toEqual([]);
  expect(await elsewhere.$eval('#code', (box) => (box as HTMLInputElement).autocomplete)).toBe('one-time-code');
  await elsewhere.type('#code', codes[0]!);
  await press(elsewhere, 'Sign in', '/portal');
});

test('staff find a person and sign them out, with a reason', async () => {
  const person = await addPerson(db);
  const page = await browser.signedIn('rstaff');
  await page.goto(`${BASE}/admin/users?q=${person.username}`);
  await expectAccessible(page);
  await press(page, person.username, `/admin/users/${person.id}`);
  await expectAccessible(page);
  await press(page, 'Sign out everywhere', `/admin/users/${person.id}/end-sessions`);
  await pressAndStay(page, 'Sign out everywhere');
  await page.waitForSelector('.error-summary');
  await expectAccessible(page);
  await page.type('#reason', 'Lost a laptop.');
  await press(page, 'Sign out everywhere', `/admin/users/${person.id}`);
  expect(await textOfPage(page)).toContain('Signed out everywhere by Robin Staff');
});
