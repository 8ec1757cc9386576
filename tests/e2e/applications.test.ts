import type { Page } from 'puppeteer';
import type { Database } from '@/db/client';
import { addPerson } from '../access/people';
import {
  BASE,
  eventually,
  expectAccessible,
  press,
  pressAndStay,
  signIn,
  testBrowser,
  textOfPage,
} from '../support/browser';
import { productDatabase } from '../support/product-database';

jest.setTimeout(120_000);

const browser = testBrowser();
let db: Database;

beforeAll(async () => {
  db = await productDatabase();
});
afterAll(() => db.$client.end());

const says = (page: Page, words: string) =>
  eventually(async () => (await textOfPage(page)).includes(words), `the page says “${words}”`);

const pathOf = (page: Page) => new URL(page.url()).pathname;

test('an application: recorded, waits for the applicant, and is approved by adding its provider', async () => {
  const staff = await addPerson(db, { staffRole: 'staff', demo: true });
  const organization = `Yellowstone ${crypto.randomUUID().slice(0, 8)}`;
  const page = await browser.signedIn(staff.username, { width: 360 });
  const check = async () => {
    await expectAccessible(page);
    const fits = () => document.documentElement.scrollWidth <= document.documentElement.clientWidth;
    expect(await page.evaluate(fits)).toBe(true);
  };
  await page.goto(`${BASE}/admin/applications`);
  await check();
  await press(page, 'Record an application', '/admin/applications/new');
  await check();
  await pressAndStay(page, 'Record the application');
  await says(page, 'Enter the organization’s name.');
  await check();
  await page.type('#organization', organization);
  await page.type('#contactName', 'Noor Haddad');
  await page.type('#contactEmail', `${crypto.randomUUID()}@yellowstone.example`);
  await press(page, 'Record the application', /^\/admin\/applications\/\d+$/);
  await says(page, 'The application was recorded.');
  await check();
  const application = pathOf(page);
  await page.type('#text', 'Who teaches?');
  await pressAndStay(page, 'Wait for the applicant');
  await says(page, 'Waiting for the applicant');
  await says(page, 'later by the business days since');
  await check();
  await page.type('#text', 'Ms. Haddad does.');
  await pressAndStay(page, 'The applicant answered');
  await says(page, 'The answer was noted.');
  await press(page, 'Approve and add the provider', `${application}/approve`);
  await check();
  expect(await page.$eval('#name', (box) => (box as HTMLInputElement).value)).toBe(organization);
  expect(await page.$eval('#managerName', (box) => (box as HTMLInputElement).value)).toBe('Noor Haddad');
  await page.type('#phone', '(406) 555-0170');
  await press(page, 'Add the provider', /^\/admin\/providers\/\d+$/);
  await says(page, organization);
  const provider = pathOf(page);
  await page.goto(`${BASE}${application}`);
  await says(page, 'Approved');
  await check();
  await press(page, organization, provider);
  await page.goto(`${BASE}${application}/approve`);
  await says(page, 'It can’t be approved');
  await check();
  await page.goto(`${BASE}/admin/applications?list=approved&q=${encodeURIComponent(organization)}`);
  await says(page, organization);
  await check();
});

test('an application is declined with a reason and a sentence, without JavaScript', async () => {
  const staff = await addPerson(db, { staffRole: 'staff', demo: true });
  const page = await browser.guest({ javaScript: false, width: 360 });
  await signIn(page, staff.username);
  await page.goto(`${BASE}/admin/applications/new`);
  await page.type('#organization', 'Bright Planner Software');
  await page.type('#contactName', 'Alex Kim');
  await page.type('#contactEmail', 'alex@planner.example');
  await press(page, 'Record the application', /^\/admin\/applications\/\d+$/);
  await pressAndStay(page, 'Decline');
  await says(page, 'Choose a reason.');
  await page.click('input[value="not-for-educators"]');
  await page.type('#sentence', 'It trains office staff.');
  await pressAndStay(page, 'Decline');
  await says(page, 'The application was declined.');
  await says(page, 'Its events are not professional development for P–12 educators.');
  expect(await page.$$('main form')).toHaveLength(0);
});
