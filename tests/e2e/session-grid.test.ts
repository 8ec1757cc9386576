import '../support/settings';
import { eq } from 'drizzle-orm';
import type { Page } from 'puppeteer';
import type { Database } from '@/db/client';
import { events } from '@/db/schema';
import { BASE, eventually, expectAccessible, press, pressAndStay, testBrowser, textOfPage } from '../support/browser';
import { productDatabase } from '../support/product-database';

const browser = testBrowser();
let db: Database;
beforeAll(async () => {
  db = await productDatabase();
});
afterAll(() => db.$client.end());

const says = (page: Page, words: string | RegExp) =>
  eventually(
    async () =>
      typeof words === 'string' ? (await textOfPage(page)).includes(words) : words.test(await textOfPage(page)),
    `the page says ${words}`,
  );

const fitsTheScreen = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth);

const setDay = (page: Page, field: string, day: string) =>
  page.$eval(`#${field}`, (input, value) => ((input as HTMLInputElement).value = value), day);

/** Adds a conference on March 7 and 8, 2031, and returns its path. */
async function addConference(page: Page, name: string): Promise<string> {
  await page.goto(`${BASE}/conferences/new`);
  await page.type('#name', name);
  await setDay(page, 'startsOn', '2031-03-07');
  await setDay(page, 'endsOn', '2031-03-08');
  await press(page, 'Add conference', /^\/conferences\/\d+$/);
  return new URL(page.url()).pathname;
}

test('sessions are pasted into the grid, checked and saved', async () => {
  const page = await browser.signedIn('jdoe', { width: 360 });
  const path = await addConference(page, `Grid ${crypto.randomUUID()}`);
  await press(page, 'Add sessions', `${path}/sessions/add`);
  await expectAccessible(page);
  expect(await fitsTheScreen(page)).toBe(true);
  await page.focus('#row-1-title');
  // Cells as a spreadsheet copies them, from the title to the end time.
  await page.evaluate(() => {
    const cells = [
      'Number talks\tZoë Ñandú\t3/7/2031\t9:00 AM\t10:20 AM',
      'Reading\tKim Lee\tDay 2\t1pm\t2:30pm',
      'Lost\t\tMay 1',
    ];
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', cells.join('\n'));
    document.activeElement!.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    );
  });
  await eventually(
    async () => (await page.$eval('#row-2-title', (input) => (input as HTMLInputElement).value)) === 'Reading',
    'the cells are in the grid',
  );
  await page.focus('#row-1-room');
  await page.evaluate(() => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', 'Room 1\r\nRoom 2\r\n');
    document.activeElement!.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    );
  });
  await eventually(
    async () => (await page.$eval('#row-2-room', (input) => (input as HTMLInputElement).value)) === 'Room 2',
    'a column of cells goes down the column',
  );
  await press(page, 'Check the sessions', /\/sessions\/check\/\d+$/);
  await says(page, '2 not complete · 1 with a problem, not saved.');
  await says(page, 'It needs event categories, a description, and a place.');
  await pressAndStay(page, 'Update the preview');
  await says(page, 'Choose at least one event category.');
  await expectAccessible(page);
  await page.locator('::-p-xpath(//label[normalize-space()="Mathematics"])').click();
  await page.locator('::-p-xpath(//label[normalize-space()="Online"])').click();
  await page.type('#description', 'A session of the conference.');
  await pressAndStay(page, 'Update the preview');
  await says(page, '2 new · 1 with a problem, not saved.');
  await says(page, 'Enter the instructor’s name.');
  await says(page, 'Friday, March 7, 2031, 9:00 AM–10:20 AM');
  await expectAccessible(page);
  expect(await fitsTheScreen(page)).toBe(true);
  await pressAndStay(page, 'Add 2 sessions');
  await says(page, 'There is a problem');
  await page.locator('#attested').click();
  await pressAndStay(page, 'Add 2 sessions');
  await says(page, '2 sessions were added.');
  await says(page, '1 row was not saved');
  await says(page, 'Row 3, Lost: ');
  await expectAccessible(page);
  await press(page, 'Open the conference', path);
  await says(page, 'Number talks');
  await press(page, 'Edit all sessions', `${path}/sessions/edit`);
  await page.locator('#row-1-room').fill('Ballroom B');
  await press(page, 'Check the sessions', /\/sessions\/check\/\d+$/);
  await says(page, /Changed\s+Room: Room 1[\s\S]*Ballroom B/);
});

test('without a script a list is imported twice and the conference is copied to the next year', async () => {
  const page = await browser.signedIn('jdoe', { javaScript: false });
  const name = `List ${crypto.randomUUID()} 2031`;
  const path = await addConference(page, name);
  const conferenceId = Number(path.split('/').at(-1));
  const number = crypto.randomUUID().slice(0, 8);
  const headings = 'No.\tTitle\tPresenter\tDate\tStart\tEnd\tRoom\tCategory\tDescription';
  const list = (room: string) =>
    `${headings}\n${number}\tNumber talks\tZoë Ñandú\t3/7/2031\t9:00 AM\t10:15 AM\t${room}\tMathematics\tHow to lead them.`;
  const importList = async (text: string) => {
    await page.goto(`${BASE}${path}/sessions/import`);
    await page.$eval('#pasted', (box, value) => ((box as HTMLTextAreaElement).value = value), text);
    await press(page, 'Continue', /\/sessions\/check\/\d+$/);
  };
  await importList(list('Room 1'));
  await says(page, 'It needs a place.');
  await page.click('::-p-xpath(//label[normalize-space()="Online"])');
  await pressAndStay(page, 'Update the preview');
  await says(page, '1 new.');
  await page.click('#attested');
  await pressAndStay(page, 'Add 1 session');
  await says(page, '1 session was added.');

  await importList(list('Room 2'));
  await says(page, /Changed\s+Room: Room 1[\s\S]*Room 2/);
  await page.click('#attested');
  await pressAndStay(page, 'Change 1 session');
  await says(page, '1 session was changed.');
  const [session] = await db.select().from(events).where(eq(events.conferenceId, conferenceId));
  expect(session).toMatchObject({ ownNumber: number, room: 'Room 2', hours: '1.25', version: 2 });

  await page.goto(`${BASE}${path}`);
  await press(page, 'Copy to new dates', `${path}/clone`);
  await pressAndStay(page, 'Continue');
  await says(page, 'Friday, March 5, 2032, 9:00 AM–10:15 AM');
  await page.click('#attested');
  await press(page, 'Add the conference', /^\/conferences\/\d+$/);
  await says(page, name.replaceAll('2031', '2032'));
  await says(page, 'The conference was added with its sessions.');
});
