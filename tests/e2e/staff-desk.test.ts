import { sql } from 'drizzle-orm';
import type { Page } from 'puppeteer';
import type { Database } from '@/db/client';
import { addPerson, givenAttendeeOf, givenEndedEvent, givenSecretEvent } from '../access/people';
import { BASE, eventually, expectAccessible, press, pressAndStay, testBrowser, textOfPage } from '../support/browser';
import { tabAndEnter } from '../support/keyboard';
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

/** Returns what the frame says for whom they act; an empty text: there is no frame. */
const frameOf = async (page: Page) =>
  (await page.$$eval('.acting-bar', (bars) => bars.map((bar) => bar.textContent))).join();

const isActing = (page: Page, acting: boolean) =>
  eventually(
    async () => (await frameOf(page)).includes('You’re acting for Big Sky School District') === acting,
    acting ? 'the frame appears' : 'the frame is gone',
  );

test('staff find an event of any provider, and record its count with a reason that the provider reads', async () => {
  const event = await givenEndedEvent(db);
  const staff = await browser.signedIn('rstaff', { width: 360 });
  await staff.goto(`${BASE}/admin/events`);
  await expectAccessible(staff);
  await staff.type('#q', `#${event.id}`);
  await staff.keyboard.press('Enter');
  await says(staff, '1 event,');
  await expectAccessible(staff);
  await press(staff, event.title, `/admin/events/${event.id}`);
  await expectAccessible(staff);
  expect(await textOfPage(staff)).not.toContain('audit log');
  await press(staff, 'Record a count for the provider', `/admin/events/${event.id}/report`);
  await staff.type('#onPaper', '17');
  await pressAndStay(staff, 'Record count');
  await says(staff, 'Enter the reason.');
  await expectAccessible(staff);
  await staff.type('#reason', 'The office called.');
  await press(staff, 'Record count', `/admin/events/${event.id}`);
  expect(await textOfPage(staff)).toContain('The certificate count is recorded.');

  const provider = await browser.signedIn('jdoe');
  await provider.goto(`${BASE}/events/${event.id}/history`);
  for (const words of ['Certificate count recorded', 'agency staff', 'The office called.', '17']) {
    expect(await textOfPage(provider)).toContain(words);
  }
});

test('a provider sees that staff opened a roster', async () => {
  const event = await givenSecretEvent(db);
  await givenAttendeeOf(db, event.id);
  const staff = await browser.signedIn('rstaff');
  await staff.goto(`${BASE}/admin/events/${event.id}`);
  await press(staff, 'Attendees', `/events/${event.id}/attendees`);
  await says(staff, 'The provider sees in the event’s history that you opened this one.');
  const provider = await browser.signedIn('jdoe');
  await provider.goto(`${BASE}/events/${event.id}/history`);
  expect(await textOfPage(provider)).toContain('Roster opened');
  expect(await textOfPage(provider)).toContain('Robin Staff, agency staff');
});

test('staff act for a provider in a frame that says so, with the keyboard, and stop', async () => {
  const event = await givenEndedEvent(db);
  const staff = await browser.signedIn('rstaff');
  await staff.goto(`${BASE}/admin/events/${event.id}`);
  await press(staff, 'Act for this provider', /^\/admin\/act-for\/\d+$/);
  await expectAccessible(staff);
  await pressAndStay(staff, 'Start acting for this provider');
  await says(staff, 'Enter the reason.');
  await expectAccessible(staff);
  // The email that the managers get: tests/db/acting.test.ts.
  await staff.type('#reason', 'They called: the import fails.');
  await press(staff, 'Start acting for this provider', '/events');
  await isActing(staff, true);
  await expectAccessible(staff);

  await staff.goto(`${BASE}/events/${event.id}/report`);
  await staff.type('#onPaper', '8');
  await press(staff, 'Record count', `/events/${event.id}`);
  await staff.goto(`${BASE}/users`);
  await says(staff, 'This page is for managers of a provider.');
  await staff.goto(`${BASE}/admin/users`);
  await says(staff, 'Stop acting for it');
  await staff.goto(`${BASE}/events/${event.id}/history`);
  await says(staff, 'Robin Staff, agency staff acting for the provider');
  await tabAndEnter(staff, 'Stop acting for this provider');
  await says(staff, 'Show every provider');
  await isActing(staff, false);
});

test('without JavaScript, staff act for a provider and stop', async () => {
  const event = await givenSecretEvent(db);
  const staff = await browser.signedIn('rstaff', { javaScript: false });
  await staff.goto(`${BASE}/admin/events/${event.id}`);
  await press(staff, 'Act for this provider', /^\/admin\/act-for\/\d+$/);
  await pressAndStay(staff, 'Start acting for this provider');
  await says(staff, 'Enter the reason.');
  await staff.type('#reason', 'They called.');
  await press(staff, 'Start acting for this provider', '/events');
  await staff.goto(`${BASE}/events/${event.id}`);
  await isActing(staff, true);
  await staff.click('.acting-stop');
  await says(staff, 'Show every provider');
  await isActing(staff, false);
});

test('an administrator finds what someone did in the audit log, downloads it, and checks the log', async () => {
  const event = await givenEndedEvent(db);
  const { username } = await addPerson(db, { staffRole: 'administrator', demo: true });
  const page = await browser.signedIn(username);
  await page.goto(`${BASE}/admin/events/${event.id}/report`);
  await page.type('#onPaper', '5');
  await page.type('#reason', 'They called.');
  await press(page, 'Record count', `/admin/events/${event.id}`);
  await press(page, 'Everything in the audit log', '/admin/audit');
  expect(new URL(page.url()).search).toBe(`?type=event&number=${event.id}`);
  await says(page, 'Certificate count recorded');
  await page.goto(`${BASE}/admin/audit`);
  await expectAccessible(page);
  await page.type('#person', username);
  await pressAndStay(page, 'Search');
  await eventually(async () => page.url().includes('person='), 'the entries of one person are shown');
  await says(page, 'Certificate count recorded');
  expect(await textOfPage(page)).toContain(event.title);
  await page.$$eval('ol details', (all) => {
    for (const each of all) each.setAttribute('open', '');
  });
  await expectAccessible(page);
  const [link] = await page.$$eval('a[download]', (links) => links.map((each) => (each as HTMLAnchorElement).href));
  const file = await page.evaluate(async (href) => (await fetch(href)).text(), link!);
  expect(file).toContain('event.certificates_reported');
  expect(file).not.toContain('jdoe');

  await db.execute(sql`update audit_checks set ended_at = now() where ended_at is null`);
  await page.goto(`${BASE}/admin/audit/verify`);
  await expectAccessible(page);
  await pressAndStay(page, (await textOfPage(page)).includes('Check again') ? 'Check again' : 'Check the log');
  await says(page, 'The audit log is intact');
  await expectAccessible(page);
});
