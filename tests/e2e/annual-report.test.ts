import { sql } from 'drizzle-orm';
import type { Page } from 'puppeteer';
import type { Database } from '@/db/client';
import { reportingYear, reportingYearOf } from '@/lib/events/reporting-year';
import { systemClock } from '@/lib/platform/clock';
import { addPerson, givenProvider, givenSecretEvent } from '../access/people';
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
import { tabAndEnter, tabAndType, tabTo } from '../support/keyboard';
import { productDatabase } from '../support/product-database';

jest.setTimeout(180_000);

const browser = testBrowser();
let db: Database;

beforeAll(async () => {
  db = await productDatabase();
});
afterAll(() => db.$client.end());

const { start, label, from, to } = reportingYear(reportingYearOf(systemClock.today()).start - 1);
const REPORT = `/annual-report/${start}`;

const says = (page: Page, words: string) =>
  eventually(async () => (await textOfPage(page)).includes(words), `the page says “${words}”`);

const fitsItsWidth = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth);

/** Adds a provider that owes a report of last year, with a manager, an event without a count, and an open course. */
async function given() {
  const providerId = await givenProvider(db);
  const [row] = await db.execute<{ name: string }>(
    sql`update providers set approved_on = '2019-08-12' where id = ${providerId} returning name`,
  );
  const { name } = row!;
  const manager = await addPerson(db, {});
  await db.execute(sql`update memberships set provider_id = ${providerId} where user_id = ${manager.id}`);
  const event = await givenSecretEvent(db, name);
  await db.execute(sql`
    update events set starts_on = ${from}::date, ends_on = ${from}::date, hours = 6 where id = ${event.id}`);
  const course = await givenSecretEvent(db, name);
  await db.execute(sql`
    update events set asynchronous = true, location_kind = 'online', city = null, state = null, zip = null,
      starts_on = ${from}::date + 180, ends_on = ${from}::date + 500 where id = ${course.id}`);
  return { providerId, name, manager, event, course, staff: await addPerson(db, { staffRole: 'staff', demo: true }) };
}

test('a manager adds what is missing and signs the report, on a phone and without JavaScript', async () => {
  const { providerId, name, manager, event, course, staff } = await given();
  // What the checks of accessibility need is on a second page.
  const checked = await browser.signedIn(manager.username, { width: 360 });
  const page = await browser.guest({ javaScript: false, width: 360 });
  const check = async () => {
    await checked.goto(page.url());
    await expectAccessible(checked);
    expect(await fitsItsWidth(checked)).toBe(true);
  };
  await signIn(page, manager.username);
  await page.goto(`${BASE}/our-information`);
  await press(page, `Check and sign: annual report ${label}`, REPORT);
  await says(page, '1 event has no certificate count.');
  await check();

  // Each line leads to the exact form.
  await press(page, event.title, `/events/${event.id}/report`);
  await page.type('[name="onPaper"]', '12');
  await press(page, 'Record count', `/events/${event.id}`);
  await page.goto(`${BASE}${REPORT}`);
  await press(page, course.title, `/events/${course.id}/interim-count`);
  await page.goto(`${BASE}${REPORT}`);
  await press(page, `Read and sign the agreement of ${label}`, `/our-information/agreement/${start}`);
  await page.click('#agreed');
  await press(page, 'Sign the agreement', '/our-information');

  await page.goto(`${BASE}${REPORT}`);
  await press(page, 'See every event with its dates, location, schedule and participants', `${REPORT}/events`);
  await says(page, event.title);
  await check();
  await page.goto(`${BASE}${REPORT}`);
  await pressAndStay(page, 'Sign the report');
  await says(page, 'Say in a sentence why something is missing');
  await says(page, 'Check the box to sign.');
  await page.type('#whyIncomplete', 'The course has no list.');
  await page.click('#agreed');
  await pressAndStay(page, 'Sign the report');
  await says(page, 'The annual report is signed.');
  await says(page, 'The course has no list.');
  await check();

  // What changes later is shown beside it, to staff as well.
  const later = await givenSecretEvent(db, name);
  await db.execute(sql`update events set starts_on = ${to}::date, ends_on = ${to}::date where id = ${later.id}`);
  await page.goto(`${BASE}${REPORT}`);
  await says(page, '1 event more');
  const agency = await browser.signedIn(staff.username, { width: 360 });
  const document = `/admin/providers/${providerId}/yearly/report/${start}`;
  await agency.goto(`${BASE}/admin/providers/${providerId}`);
  await press(agency, `Details: annual report ${label}`, document);
  await says(agency, 'The course has no list.');
  await says(agency, '1 event more');
  await expectAccessible(agency);
  expect(await fitsItsWidth(agency)).toBe(true);
  await press(
    agency,
    'See its events, with dates, location and schedule',
    `/admin/providers/${providerId}/annual-report/${start}`,
  );
  await says(agency, event.title);
  await expectAccessible(agency);
  expect(await fitsItsWidth(agency)).toBe(true);
});

test('with the keyboard alone, a manager says why something is missing, and signs', async () => {
  const { manager } = await given();
  const page = await browser.signedIn(manager.username);
  await page.goto(`${BASE}${REPORT}`);
  await expectAccessible(page);
  await tabAndType(page, /^Why is something missing/, 'The list was lost.');
  await tabTo(page, /^I sign this report/);
  await page.keyboard.press('Space');
  await tabAndEnter(page, 'Sign the report');
  await says(page, 'The annual report is signed.');
  await page.goto(`${BASE}/portal`);
  expect(await textOfPage(page)).not.toContain(`Annual report ${label}`);
});
