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

async function administrator(options: { width?: number; javaScript?: boolean } = {}): Promise<Page> {
  const { username } = await addPerson(db, { staffRole: 'administrator', demo: true });
  return browser.signedIn(username, options);
}

/** Replaces what a field has. */
async function retype(page: Page, field: string, text: string) {
  await page.$eval(field, (element) => {
    (element as HTMLInputElement).value = '';
  });
  await page.type(field, text);
}

test('an administrator changes an address from today, and everyone finds the document there', async () => {
  const page = await administrator({ width: 360 });
  await page.goto(`${BASE}/admin/settings`);
  await expectAccessible(page);
  await page.goto(`${BASE}/admin/settings/rules`);
  await expectAccessible(page);
  const address = `https://rules.example.org/${crypto.randomUUID()}`;
  await retype(page, '#dataReporting', 'nowhere');
  await pressAndStay(page, 'Save');
  await says(page, 'Enter a web address');
  await says(page, 'Enter the reason.');
  await expectAccessible(page);
  await retype(page, '#dataReporting', address);
  await page.type('#reason', 'It moved.');
  await press(page, 'Save', '/admin/settings');
  await says(page, 'The setting was saved.');

  const anyone = await browser.guest();
  await anyone.goto(`${BASE}/rules`);
  await expectAccessible(anyone);
  expect(await anyone.$$eval('main a', (links) => links.map((link) => link.href))).toContain(address);

  const staff = await browser.signedIn('rstaff');
  await staff.goto(`${BASE}/admin/settings/rules`);
  await says(staff, 'It moved.');
  expect(await staff.$('#dataReporting')).toBeNull();
});

test('without JavaScript, an administrator changes the holidays', async () => {
  const page = await administrator({ javaScript: false });
  await page.goto(`${BASE}/admin/settings/holidays`);
  await retype(page, '#added', '12/24/2099');
  await page.type('#reason', 'The Governor closed the offices.');
  await press(page, 'Save', '/admin/settings');
  await says(page, 'December 24, 2099');
});

test('an administrator sees a sentence on a certificate before it is saved', async () => {
  const page = await administrator();
  await page.goto(`${BASE}/admin/settings/statements`);
  await retype(page, '#participantStatement', 'I took part in all of it.');
  const drawn = () =>
    page.$$eval('[role=img]', (sheets) => sheets.map((sheet) => sheet.shadowRoot?.textContent ?? '').join());
  await eventually(async () => (await drawn()).includes('I took part in all of it.'), 'the preview shows the sentence');
  await expectAccessible(page);
});

test('an administrator adds a category, renames it and retires it', async () => {
  const page = await administrator({ width: 768 });
  await page.goto(`${BASE}/admin/settings/categories`);
  await expectAccessible(page);
  const name = `Category ${crypto.randomUUID().slice(0, 8)}`;
  await page.type('#name', name);
  await pressAndStay(page, 'Add category');
  await says(page, 'The category was added');
  await press(page, name, /^\/admin\/settings\/categories\/\d+$/);
  await expectAccessible(page);
  await retype(page, '#name', `${name}, renamed`);
  await page.click('input[name=status][value=retired]');
  await press(page, 'Save', '/admin/settings/categories');
  await says(page, `${name}, renamed`);
  await says(page, 'Retired');
});

test('staff add a user of a provider and change the role; a manager invites one, which staff see', async () => {
  const staff = await browser.signedIn('rstaff');
  await staff.goto(`${BASE}/admin/providers?q=Big+Sky+School+District`);
  await press(staff, 'Big Sky School District', /^\/admin\/providers\/\d+$/);
  await press(staff, 'Add a user', '/admin/users/new');
  await expectAccessible(staff);
  await pressAndStay(staff, 'Add user');
  await says(staff, 'Choose a role.');
  await expectAccessible(staff);
  await staff.type('#name', 'Jo Newcomer');
  await staff.type('#email', `${crypto.randomUUID()}@example.org`);
  await staff.click('input[name=role][value=editor]');
  await staff.type('#reason', 'The superintendent called.');
  await press(staff, 'Add user', /^\/admin\/users\/\d+$/);
  await says(staff, 'The user was added');
  await expectAccessible(staff);
  await staff.$eval('a[href*="/providers/"][href^="/admin/users/"]', (link) => (link as HTMLElement).click());
  await says(staff, 'Role of Jo Newcomer');
  await expectAccessible(staff);
  await staff.click('input[name=role][value=viewer]');
  await staff.type('#reason', 'Only reads.');
  await press(staff, 'Save', /^\/admin\/users\/\d+$/);
  await says(staff, 'viewer');

  const manager = await browser.signedIn('jdoe', { width: 360 });
  await manager.goto(`${BASE}/users`);
  await press(manager, 'Invite a user', '/users/invite');
  await expectAccessible(manager);
  await manager.type('#name', 'Kim Invited');
  await manager.type('#email', `${crypto.randomUUID()}@example.org`);
  await manager.click('input[name=role][value=viewer]');
  await press(manager, 'Invite', '/users');
  await says(manager, 'The person was invited.');
  await says(manager, 'Kim Invited');

  await staff.goto(`${BASE}/admin/users`);
  await press(staff, 'Invitations by managers', '/admin/users/invitations');
  await says(staff, 'Kim Invited');
  await expectAccessible(staff);
});

test.each([1280, 1024, 960])('the name of a person takes one line in the header, %s pixels wide', async (width) => {
  const page = await administrator({ width });
  await page.goto(`${BASE}/admin/settings`);
  const lines = await page.$eval(
    '.site-person a',
    (name) => name.getClientRects().length * (name.clientHeight < 30 ? 1 : 2),
  );
  expect(lines).toBe(1);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
});
