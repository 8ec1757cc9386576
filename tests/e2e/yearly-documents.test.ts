import { sql } from 'drizzle-orm';
import type { Page } from 'puppeteer';
import type { Database } from '@/db/client';
import { reportingYear, reportingYearOf } from '@/lib/events/reporting-year';
import { systemClock } from '@/lib/platform/clock';
import { addPerson, givenProvider } from '../access/people';
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

const { start, label } = reportingYearOf(systemClock.today());

const says = (page: Page, words: string) =>
  eventually(async () => (await textOfPage(page)).includes(words), `the page says “${words}”`);

const fitsItsWidth = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth);

/** Adds a provider that was approved long ago, with a manager. */
async function given() {
  const providerId = await givenProvider(db);
  const [row] = await db.execute<{ name: string }>(
    sql`update providers set approved_on = '2019-08-12' where id = ${providerId} returning name`,
  );
  const manager = await addPerson(db, {});
  await db.execute(sql`update memberships set provider_id = ${providerId} where user_id = ${manager.id}`);
  return { providerId, name: row!.name, manager, staff: await addPerson(db, { staffRole: 'staff', demo: true }) };
}

test('staff record a report as received and take it back, on a phone and without JavaScript', async () => {
  const { providerId, name, staff } = await given();
  const before = reportingYear(start - 1).label;
  const provider = `/admin/providers/${providerId}`;
  const document = `${provider}/yearly/report/${start - 1}`;
  const missing = `${BASE}/admin/providers?missing=report-${start - 1}&q=${encodeURIComponent(name)}`;
  // What the checks of accessibility need is on a second page.
  const checked = await browser.signedIn(staff.username, { width: 360 });
  const check = async (address: string) => {
    await checked.goto(`${BASE}${address}`);
    await expectAccessible(checked);
    expect(await fitsItsWidth(checked)).toBe(true);
  };
  const page = await browser.guest({ javaScript: false, width: 360 });
  await signIn(page, staff.username);
  await page.goto(missing);
  expect(await page.$$(`main a[href="${provider}"]`)).toHaveLength(1);
  await page.goto(`${BASE}${provider}`);
  await press(page, `Record as received: annual report ${before}`, document);
  await check(document);
  await pressAndStay(page, 'Record as received');
  await says(page, 'Choose how it came.');
  await page.click('input[value="mail"]');
  await page.type('#note', 'In the blue folder');
  await press(page, 'Record as received', provider);
  await says(page, 'The document was recorded as received.');
  await check(provider);
  await page.goto(missing);
  expect(await page.$$(`main a[href="${provider}"]`)).toHaveLength(0);

  await page.goto(`${BASE}${provider}`);
  await press(page, `Details: annual report ${before}`, document);
  await says(page, 'In the blue folder');
  await check(document);
  await pressAndStay(page, 'Take back');
  await says(page, 'Enter the reason.');
  await page.type('#reason', 'It was another district’s.');
  await press(page, 'Take back', provider);
  await says(page, 'The provider owes the document again.');
  await check(document);
  await check('/admin/providers?missing=agreement-2026');
});

test('a manager reads what is due, and signs the agreement', async () => {
  const { providerId, manager, staff } = await given();
  const page = await browser.signedIn(manager.username, { width: 360 });
  await page.goto(`${BASE}/portal`);
  await says(page, `Yearly agreement ${label}`);
  await page.goto(`${BASE}/our-information`);
  await says(page, 'names and number of participants');
  await expectAccessible(page);
  expect(await fitsItsWidth(page)).toBe(true);
  await press(page, `Read and sign: yearly agreement ${label}`, `/our-information/agreement/${start}`);
  await expectAccessible(page);
  await pressAndStay(page, 'Sign the agreement');
  await says(page, 'Check the box to agree.');
  await expectAccessible(page);
  await page.click('#agreed');
  await press(page, 'Sign the agreement', '/our-information');
  await says(page, 'The agreement is signed.');
  await press(page, `Details: yearly agreement ${label}`, `/our-information/agreement/${start}`);
  await says(page, 'Signed in PDUPS');
  await page.goto(`${BASE}/portal`);
  expect(await textOfPage(page)).not.toContain(`Yearly agreement ${label}`);

  const agency = await browser.signedIn(staff.username);
  await agency.goto(`${BASE}/admin/providers/${providerId}`);
  await says(agency, 'Signed on');
  await expectAccessible(agency);
});
