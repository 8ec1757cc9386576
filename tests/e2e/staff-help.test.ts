import { sql } from 'drizzle-orm';
import type { Page } from 'puppeteer';
import type { Database } from '@/db/client';
import { givenEndedEvent } from '../access/people';
import { BASE, eventually, expectAccessible, press, pressAndStay, testBrowser, textOfPage } from '../support/browser';
import { keepPicture } from '../support/pictures';
import { productDatabase } from '../support/product-database';

jest.setTimeout(120_000);

const browser = testBrowser();
let db: Database;

beforeAll(async () => {
  db = await productDatabase();
});
afterAll(() => db.$client.end());

/** What differs from run to run: numbers of records, days and times, and how many of something there are. */
const CHANCE = [/\d{1,2}:\d{2} [AP]M/g, /[A-Z][a-z]+ \d{1,2}, \d{4}/g, /#?\d+/g];
const TITLE = 'Reading in every subject';

/** A provider's event with a title of its own, and a request to correct it, made as people make them. */
async function givenDeskRequest(): Promise<{ eventId: number; requestId: number }> {
  const event = await givenEndedEvent(db);
  await db.execute(
    sql`update events set title = ${TITLE}, search_text = ${TITLE.toLowerCase()} where id = ${event.id}`,
  );
  const provider = await browser.signedIn('jdoe');
  await provider.goto(`${BASE}/events/${event.id}/request`);
  await provider.$eval('#title', (box) => {
    (box as HTMLInputElement).value = 'Reading and writing in every subject';
  });
  await provider.type('#reason', 'The flyer had the longer title.');
  await pressAndStay(provider, 'Check the request');
  await eventually(async () => (await textOfPage(provider)).includes('Nothing is sent yet.'), 'the differences');
  await press(provider, 'Send request', /^\/requests\/\d+$/);
  return { eventId: event.id, requestId: Number(new URL(provider.url()).pathname.split('/').at(-1)) };
}

async function openAs(page: Page, path: string, words: string): Promise<void> {
  await page.goto(BASE + path);
  await eventually(async () => (await textOfPage(page)).includes(words), `the page says “${words}”`);
}

/** Which other requests wait and who else is staff is other tests' business. */
const leaveOutOthers = (page: Page) =>
  page.$$eval('.page-header-action, option:not(:first-child)', (others) => others.map((each) => each.remove()));

test('the help for staff is accessible, leads to pages that exist, and its pictures are up to date', async () => {
  const { eventId, requestId } = await givenDeskRequest();
  const staff = await browser.signedIn('rstaff', { width: 760 });
  await openAs(staff, `/admin/requests?q=${eventId}`, TITLE);
  await leaveOutOthers(staff);
  await keepPicture(staff, 'desk-queue', CHANCE);
  await openAs(staff, `/admin/requests/${requestId}`, 'Reading and writing');
  await leaveOutOthers(staff);
  await keepPicture(staff, 'desk-request', CHANCE);
  await openAs(staff, `/admin/events/${eventId}`, TITLE);
  await keepPicture(staff, 'desk-event', CHANCE);

  await openAs(staff, `/admin/events/${eventId}`, TITLE);
  await press(staff, 'Act for this provider', /^\/admin\/act-for\/\d+$/);
  await staff.type('#reason', 'They called about this event.');
  await press(staff, 'Start acting for this provider', '/events');
  await eventually(async () => (await staff.$('.acting-bar')) !== null, 'the bar appears');
  await keepPicture(staff, 'desk-acting', CHANCE, '.acting-bar');
  await press(staff, 'Stop acting for this provider', /^\/admin\//, 'body');

  await openAs(staff, '/portal', 'Secure Portal');
  await press(staff, 'Help for agency staff', '/admin/help');
  await expectAccessible(staff);
  const broken = await staff.$$eval('main img', async (pictures) => {
    const answers = await Promise.all(pictures.map((picture) => fetch((picture as HTMLImageElement).src)));
    return answers.filter(({ ok }) => !ok).map(({ url }) => url);
  });
  expect(broken).toEqual([]);
});
