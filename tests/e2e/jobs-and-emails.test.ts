import type { Page } from 'puppeteer';
import type { Database } from '@/db/client';
import { addPerson } from '../access/people';
import { BASE, eventually, expectAccessible, press, pressAndStay, testBrowser, textOfPage } from '../support/browser';
import { productDatabase } from '../support/product-database';

jest.setTimeout(120_000);

const browser = testBrowser();
let db: Database;

beforeAll(async () => {
  db = await productDatabase();
});
afterAll(async () => {
  await db.$client.end();
});

const says = (page: Page, words: string) =>
  eventually(async () => (await textOfPage(page)).includes(words), `the page says “${words}”`);

test('an administrator sends a test email, finds it in the log, and sees the jobs', async () => {
  const { username } = await addPerson(db, { staffRole: 'administrator', demo: true });
  const page = await browser.signedIn(username, { width: 360 });
  await page.goto(`${BASE}/admin/system`);
  await expectAccessible(page);
  await pressAndStay(page, 'Send a test email');
  await says(page, 'A test email to your address is on its way.');
  await press(page, 'Emails', '/admin/emails');
  await page.type('#person', username);
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
  await says(page, 'System: test');
  await eventually(async () => {
    await page.reload();
    return (await textOfPage(page)).includes('Sent');
  }, 'the email is sent');
  await expectAccessible(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);

  await page.goto(`${BASE}/admin/jobs`);
  await says(page, 'Urgent mail');
  await expectAccessible(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
});

test('staff see that an email came back, in the log and at the user, and have no buttons for jobs', async () => {
  const page = await browser.signedIn('rstaff');
  await page.goto(`${BASE}/admin/emails?person=apierre`);
  await says(page, 'Came back: the mailbox is full.');
  await page.goto(`${BASE}/admin/users?q=apierre`);
  await press(page, 'Agnes Pierre', /^\/admin\/users\/\d+$/);
  await says(page, 'An email came back: the mailbox is full.');
  await expectAccessible(page);
  await page.goto(`${BASE}/admin/jobs`);
  expect(await page.$$('main form')).toEqual([]);
});
