import type { Page } from 'puppeteer';
import { systemClock } from '@/lib/platform/clock';
import { BASE, eventually, expectAccessible, press, pressAndStay, testBrowser, textOfPage } from '../support/browser';
import { rosterFile } from '../support/roster-files';

const browser = testBrowser();

/** Adds an event of jdoe's provider and returns the address of its attendees. */
async function newEvent(page: Page): Promise<string> {
  const today = systemClock.today();
  await page.goto(`${BASE}/events/new`);
  const setDate = (id: string) =>
    page.$eval(
      `#${id}`,
      (box, value) => {
        const input = box as HTMLInputElement;
        Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!.call(input, value);
        input.dispatchEvent(new Event('input', { bubbles: true }));
      },
      today,
    );
  await page.locator('#title').fill(`Roster ${crypto.randomUUID().slice(0, 8)}`);
  await page.locator('#instructor').fill('Zoë Ñandú');
  await page.locator('#description').fill('How to teach with the land.');
  await page.locator('#categoryIds').click();
  await page.locator('input[name="locationKind"][value="online"]').click();
  await page.locator('#hours').fill('6.25');
  await setDate('startsOn');
  await setDate('endsOn');
  await page.locator('input[name="attested"]').click();
  await press(page, 'Add event', /^\/events\/\d+$/);
  return `${new URL(page.url()).pathname}/attendees`;
}

test('a provider pastes three lines, one of them wrong, reviews and imports them, and marks who completed', async () => {
  const page = await browser.signedIn('jdoe', { width: 360 });
  const roster = await newEvent(page);
  await page.goto(BASE + roster);
  await expectAccessible(page);
  await press(page, 'Import a list', `${roster}/import`);
  await expectAccessible(page);
  await page.locator('#pasted').fill('Zoë Ñandú, zoe@example.org\n李小龙, li@example.org\nمحمد علي, no address');
  await press(page, 'Continue', new RegExp(`^${roster}/import/\\d+$`));
  expect(await textOfPage(page)).toMatch(/2 new · 1 with a problem/);
  expect(await textOfPage(page)).toContain('Enter an email address in the format');
  await expectAccessible(page);
  await press(page, 'Import the checked rows', roster);
  expect(await textOfPage(page)).toContain('2 attendees were added.');
  await expectAccessible(page);

  await pressAndStay(page, 'Mark checked as completed');
  await eventually(async () => (await textOfPage(page)).includes('First check the people'), 'it asks whom');
  await (await page.$('tbody input[name="attendees[]"]'))!.click();
  await pressAndStay(page, 'Mark checked as completed');
  await eventually(async () => (await textOfPage(page)).includes('2 attendees, 1 completed'), 'one is marked');

  await press(page, 'Edit Zoë Ñandú', /\/attendees\/\d+$/);
  await expectAccessible(page);
  await page.locator('#units').fill('7');
  await pressAndStay(page, 'Save changes');
  await eventually(async () => (await textOfPage(page)).includes('Enter at most 6.25.'), 'too many units are refused');
  await page.locator('#units').fill('2.5');
  await press(page, 'Save changes', roster);
  expect(await textOfPage(page)).toContain('Your changes are saved.');
});

test('the columns of a list can be matched by hand, even without JavaScript', async () => {
  const maker = await browser.signedIn('jdoe');
  const roster = await newEvent(maker);
  const page = await browser.signedIn('jdoe', { javaScript: false });
  await page.goto(`${BASE}${roster}/import`);
  await (await page.$('#pasted'))!.type('Who;Where;How long\nZoë Ñandú;Big Sky;3,5\nLi Ming;Helena;\n');
  await press(page, 'Continue', new RegExp(`^${roster}/import/\\d+$`));
  await page.select('#c0', 'name');
  await page.select('#c1', 'school');
  await page.select('#c2', 'units');
  await page.select('#heading', '1');
  await (await page.$('input[name="unmarked"][value="completed"]'))!.click();
  await pressAndStay(page, 'Preview import');
  await eventually(
    async () =>
      new URL(page.url()).searchParams.get('matched') === 'yes' &&
      (await page.evaluate(() => document.readyState)) === 'complete',
    'the matching is followed',
  );
  expect(await textOfPage(page)).toContain('2 new');
  await press(page, 'Import the checked rows', roster);
  expect(await textOfPage(page)).toContain('2 attendees, 2 completed');
  expect(await textOfPage(page)).toMatch(/Zoë Ñandú[\s\S]*3\.5/);
});

test('a file is accepted, and the sign-in sheet and the downloads contain its people', async () => {
  const page = await browser.signedIn('jdoe');
  const roster = await newEvent(page);
  await page.goto(`${BASE}${roster}/import`);
  await page.$eval('#file', (box) => {
    const files = new DataTransfer();
    files.items.add(new File(['\ufeffFirst name,Last name,Email\r\nZoë,Ñandú,zoe@example.org\r\n'], 'people.csv'));
    (box as HTMLInputElement).files = files.files;
  });
  await press(page, 'Continue', new RegExp(`^${roster}/import/\\d+$`));
  expect(await textOfPage(page)).toContain('people.csv');
  await press(page, 'Import the checked rows', roster);
  const fetched = (path: string) =>
    page.evaluate(async (address) => {
      const response = await fetch(address);
      const bytes = new Uint8Array(await response.arrayBuffer());
      return {
        status: response.status,
        start: String.fromCharCode(...bytes.slice(0, 5)),
        text: new TextDecoder().decode(bytes),
      };
    }, path);
  expect((await fetched(`${roster}/sign-in-sheet`)).start).toBe('%PDF-');
  expect((await fetched(`${roster}/export?format=xlsx`)).start).toMatch(/^PK/);
  expect((await fetched(`${roster}/export`)).text).toContain('Zoë Ñandú,zoe@example.org');
});

test('everyone is marked after a preview, which is undone; two with the same name are merged, without JavaScript', async () => {
  const maker = await browser.signedIn('jdoe', { width: 360 });
  const roster = await newEvent(maker);
  const page = await browser.signedIn('jdoe', { javaScript: false, width: 360 });
  await page.goto(`${BASE}${roster}/import`);
  await (await page.$('#pasted'))!.type('Name,Email\nJo Blogs,jo@example.org\nJo Blogs,jo.b@example.org\nLi Ming,');
  await press(page, 'Continue', new RegExp(`^${roster}/import/\\d+$`));
  await press(page, 'Import the checked rows', roster);

  await press(page, 'Mark everyone as completed', `${roster}/mark-all`);
  expect(await textOfPage(page)).toContain('The event runs until');
  await press(page, 'Mark 3 people as completed', roster);
  expect(await textOfPage(page)).toContain('3 attendees, 3 completed');
  await pressAndStay(page, 'Undo for 3 people');
  await eventually(async () => (await textOfPage(page)).includes('3 attendees, 0 completed'), 'it is undone');

  expect(await textOfPage(page)).toContain('2 possible duplicates');
  await press(page, 'Review possible duplicates', `${roster}/duplicates`);
  for (const path of [roster, `${roster}/mark-all`, `${roster}/duplicates`]) {
    await maker.goto(BASE + path);
    await expectAccessible(maker);
    expect(await maker.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  }
  await pressAndStay(page, 'Merge as one person: Jo Blogs');
  await eventually(async () => (await textOfPage(page)).includes('They are one person'), 'they are merged');
  await page.goto(BASE + roster);
  expect(await textOfPage(page)).toContain('2 attendees, 0 completed');
});

async function chooseFile(page: Page, name: string, bytes: Uint8Array) {
  await page.$eval(
    '#file',
    (box, fileName, base64) => {
      const files = new DataTransfer();
      files.items.add(new File([Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))], fileName));
      (box as HTMLInputElement).files = files.files;
    },
    name,
    Buffer.from(bytes).toString('base64'),
  );
}

test('a Zoom report says what it was recognized as, and only its attendees are checked', async () => {
  const page = await browser.signedIn('jdoe', { width: 360 });
  const roster = await newEvent(page);
  await page.goto(`${BASE}${roster}/import`);
  await chooseFile(page, 'zoom.csv', rosterFile('zoom-meeting-preamble.csv'));
  await press(page, 'Continue', new RegExp(`^${roster}/import/\\d+$`));
  const text = await textOfPage(page);
  expect(text).toContain(
    'Zoom meeting report, headings in row 4: 4 people, 1 repeated row, 2 not checked, 2 rows left out.',
  );
  expect(text).toContain('This looks like a device or a program');
  await expectAccessible(page);
  // Chooses to keep the names as they are written.
  await (await page.$('input[name="clean-cut"]'))!.click();
  await pressAndStay(page, 'Preview import');
  await eventually(async () => page.url().includes('matched=yes'), 'it is previewed again');
  await eventually(async () => (await textOfPage(page)).includes('Bo Little Light (Bo Light)'), 'the name stays whole');
  await press(page, 'Import the checked rows', roster);
  expect(await textOfPage(page)).toContain('2 attendees were added.');
});

test('another sheet of a workbook, and another encoding, can be chosen, even without JavaScript', async () => {
  const maker = await browser.signedIn('jdoe');
  const roster = await newEvent(maker);
  const preview = new RegExp(`^${roster}/import/\\d+$`);
  await maker.goto(`${BASE}${roster}/import`);
  await chooseFile(maker, 'rooms.xlsx', rosterFile('ej-sheets.xlsx'));
  await press(maker, 'Continue', preview);
  expect(await textOfPage(maker)).toContain('Room One');
  await expectAccessible(maker);
  const page = await browser.signedIn('jdoe', { javaScript: false });
  await page.goto(maker.url());
  await (await page.$('input[name="sheet"][value="1"]'))!.click();
  const first = page.url();
  await pressAndStay(page, 'Read the file again');
  await eventually(
    async () => page.url() !== first && (await textOfPage(page)).includes('Room Two'),
    'the other sheet is read',
  );
  await maker.goto(`${BASE}${roster}/import`);
  await chooseFile(maker, 'names.csv', rosterFile('shiftjis.csv'));
  await press(maker, 'Continue', preview);
  expect(await textOfPage(maker)).toContain('山田太郎');
  await maker.select('#encoding', 'windows-1252');
  const before = maker.url();
  await pressAndStay(maker, 'Read the file again');
  await eventually(
    async () => maker.url() !== before && (await textOfPage(maker)).includes('ŽR“c'),
    'it is read again',
  );
});

test('a file that is too large is refused with the sentence about the limit', async () => {
  const page = await browser.signedIn('jdoe');
  const roster = await newEvent(page);
  await page.goto(`${BASE}${roster}/import`);
  await chooseFile(page, 'large.csv', Buffer.alloc(5_000_001, 'Li Ming\n'));
  await pressAndStay(page, 'Continue');
  await eventually(async () => (await textOfPage(page)).includes('This file is larger than 5 MB.'), 'it is said');
});
