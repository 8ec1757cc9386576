import type { Page } from 'puppeteer';
import { reportFile } from '../support/attendance-reports';
import { BASE, eventually, expectAccessible, press, pressAndStay, testBrowser, textOfPage } from '../support/browser';
import { keepPicture } from '../support/pictures';
import { rosterFile } from '../support/roster-files';

const browser = testBrowser();

/** Adds an online event of jdoe's provider on these days; returns the address of its attendees. */
async function newEvent(page: Page, { startsOn, endsOn, hours }: Record<'startsOn' | 'endsOn' | 'hours', string>) {
  await page.goto(`${BASE}/events/new`);
  await page.locator('#title').fill(`Webinar ${crypto.randomUUID().slice(0, 8)}`);
  await page.locator('#instructor').fill('Robin Host');
  await page.locator('#description').fill('Phonics in the early grades.');
  await page.locator('#categoryIds').click();
  await page.locator('input[name="locationKind"][value="online"]').click();
  await page.locator('#hours').fill(hours);
  await setValue(page, 'startsOn', startsOn);
  await setValue(page, 'endsOn', endsOn);
  await page.locator('input[name="attested"]').click();
  await pressAndStay(page, 'Add event');
  // The product asks for confirmation when these days are in the past, which depends on the day of the run.
  const isAdded = () => /^\/events\/\d+$/.test(new URL(page.url()).pathname);
  const isAsked = async () => (await textOfPage(page)).includes('Save anyway');
  await eventually(async () => isAdded() || (await isAsked()), 'the event is added, or asked about');
  if (!isAdded()) await press(page, 'Save anyway', /^\/events\/\d+$/);
  return `${new URL(page.url()).pathname}/attendees`;
}

async function chooseReports(page: Page, names: readonly string[]) {
  const files = names.map((name) => ({ name, base64: Buffer.from(reportFile(name)).toString('base64') }));
  await page.$eval(
    '#files',
    (box, given) => {
      const list = new DataTransfer();
      for (const { name, base64 } of given) {
        list.items.add(new File([Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))], name));
      }
      (box as HTMLInputElement).files = list.files;
    },
    files,
  );
}

const DAYS = { startsOn: '2026-11-20', endsOn: '2026-11-21', hours: '5.75' };

test('the attendance of a two-day webinar is counted from three reports, with rejoins, a break and a required presence', async () => {
  const page = await browser.signedIn('jdoe', { width: 360 });
  const roster = await newEvent(page, DAYS);
  await page.goto(BASE + roster);
  await press(page, 'Count attendance from reports', `${roster}/attendance`);
  await expectAccessible(page);
  await chooseReports(page, ['webinar-day-1.csv', 'webinar-day-1-restarted.csv']);
  await press(page, 'Count attendance', `${roster}/attendance/preview`);
  expect(await textOfPage(page)).toContain('2 reports, 5 people, 3 rejoined, 2 not checked.');
  await chooseReports(page, ['webinar-day-2.csv']);
  await pressAndStay(page, 'Add to the count');
  await eventually(async () => (await textOfPage(page)).includes('3 reports, 5 people'), 'the third report is added');
  await expectAccessible(page);

  // The first day is proposed, and the second was added to it.
  await pressAndStay(page, 'Add a session');
  await eventually(async () => (await page.$('#s1-day')) !== null, 'there is room for another session');
  await setValue(page, 's1-day', '2026-11-21');
  await setTime(page, 's1', '09:00', '12:00');
  await page.select('#b0-day', '2026-11-20');
  await setTime(page, 'b0', '10:30', '10:45');
  await page.locator('#least').fill('80');
  await pressAndStay(page, 'Count again');
  await eventually(
    async () => (await textOfPage(page)).includes('1 below the minimum attendance'),
    'it is counted again',
  );
  const text = await textOfPage(page);
  expect(text).toMatch(/Ana Redfern[\s\S]*5 h 39 min of 5 h 45 min → 5\.5\s*4 visits, added up/);
  expect(text).toContain('5 h 32 min of 5 h 45 min → 5.5');
  expect(text).toContain('3 h 15 min of 5 h 45 min → 0, less than 80%');
  expect(text).toContain('This looks like a device or a program');
  await expectAccessible(page);
  await press(page, 'Save the checked people', roster);
  expect(await textOfPage(page)).toContain('The attendance of 3 people is saved. 3 attendees were added.');
  expect(await textOfPage(page)).toContain('3 attendees, 2 completed');
  expect(await textOfPage(page)).toContain('5 h 39 min of 5 h 45 min → 5.5');
  await expectAccessible(page);

  await press(page, 'Edit Ana Redfern', /\/attendees\/\d+$/);
  const record = await textOfPage(page);
  expect(record).toContain('5 h 39 min of 5 h 45 min → 5.5');
  expect(record).toContain('webinar-day-1-restarted.csv, row 6');
  await expectAccessible(page);

  await page.goto(`${BASE}${roster}/attendance`);
  expect(await textOfPage(page)).toContain('November 20, 2026, 10:30 AM to 10:45 AM');
  await expectAccessible(page);
  const [address] = await page.$$eval('a[download]', (links) => links.map((link) => (link as HTMLAnchorElement).href));
  const file = await page.evaluate(async (href) => (await fetch(href)).text(), address!);
  expect(file).toBe(Buffer.from(reportFile('webinar-day-1.csv')).toString());
});

/** Fills in a native date or time box, which takes typed text differently in each language. */
async function setValue(page: Page, id: string, value: string) {
  await page.$eval(
    `#${id}`,
    (box, text) => {
      const input = box as HTMLInputElement;
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!.call(input, text);
      input.dispatchEvent(new Event('input', { bubbles: true }));
    },
    value,
  );
}

async function setTime(page: Page, row: string, from: string, to: string) {
  await setValue(page, `${row}-from`, from);
  await setValue(page, `${row}-to`, to);
}

test('attendance is counted, saved and withdrawn without JavaScript, too', async () => {
  const maker = await browser.signedIn('jdoe');
  const roster = await newEvent(maker, { ...DAYS, endsOn: '2026-11-20', hours: '3' });
  await maker.goto(`${BASE}${roster}/attendance`);
  await chooseReports(maker, ['webinar-day-1.csv']);
  await press(maker, 'Count attendance', `${roster}/attendance/preview`);
  const page = await browser.signedIn('jdoe', { javaScript: false });
  await page.goto(maker.url());
  await (await page.$('#least'))!.type('90');
  await pressAndStay(page, 'Count again');
  await eventually(async () => (await textOfPage(page)).includes('less than 90%'), 'it is counted again');
  await press(page, 'Save the checked people', roster);
  expect(await textOfPage(page)).toContain('The attendance of 3 people is saved.');
  await press(page, 'Edit Cy Oke', /\/attendees\/\d+$/);
  await page.$eval('#visitFrom', (box) => box.setAttribute('value', '09:00'));
  await page.$eval('#visitTo', (box) => box.setAttribute('value', '12:00'));
  await pressAndStay(page, 'Add visit');
  await eventually(async () => (await textOfPage(page)).includes('Added here'), 'the visit is on record');
  expect(await textOfPage(page)).toContain('1 h of 1 h → 1');
  await page.goto(`${BASE}${roster}/attendance`);
  await pressAndStay(page, 'Withdraw webinar-day-1.csv');
  await eventually(async () => (await textOfPage(page)).includes('The report was withdrawn.'), 'it is withdrawn');
  await press(page, 'count the attendance again', `${roster}/attendance/preview`);
  expect(await textOfPage(page)).toContain('What was saved before, 3 people');
  await press(page, 'Save the checked people', roster);
  expect(await textOfPage(page)).toContain('3 attendees, 1 completed');
});

test('a report with headings of its own asks which columns have the times, and the next one does not', async () => {
  const page = await browser.signedIn('jdoe', { width: 360 });
  const roster = await newEvent(page, { ...DAYS, endsOn: '2026-11-20', hours: '2' });
  const headings = `Who ${crypto.randomUUID().slice(0, 8)},Reached us,Came at,Went at`;
  const upload = async (name: string) => {
    await page.goto(`${BASE}${roster}/attendance`);
    const text = `${headings}\n${name},,11/20/2026 9:00 AM,11/20/2026 11:00 AM\n`;
    await page.$eval(
      '#files',
      (box, given) => {
        const list = new DataTransfer();
        list.items.add(new File([given], 'own.csv'));
        (box as HTMLInputElement).files = list.files;
      },
      text,
    );
    await press(page, 'Count attendance', `${roster}/attendance/preview`);
    return new URL(page.url()).searchParams.get('upload')!;
  };
  const first = await upload('Ana Redfern');
  expect(await textOfPage(page)).toContain('This report can’t be counted yet');
  await expectAccessible(page);
  for (const [column, kind] of [
    ['c0', 'name'],
    ['c1', ''],
    ['c2', 'join'],
    ['c3', 'leave'],
  ] as const) {
    await page.select(`select[name="${column}-${first}"]`, kind);
  }
  await pressAndStay(page, 'Read the report this way: own.csv');
  await eventually(async () => (await textOfPage(page)).includes('2 h of 2 h → 2'), 'the report is counted');
  await expectAccessible(page);
  await press(page, 'Save the checked people', roster);
  await upload('Bo Light');
  expect(await textOfPage(page)).toContain('Read as last time');
  expect(await textOfPage(page)).toMatch(/Bo Light\s*2 h of 2 h → 2/);
  await expectAccessible(page);
});

test('a list without times is refused with a sentence that names it', async () => {
  const page = await browser.signedIn('jdoe');
  const roster = await newEvent(page, DAYS);
  await page.goto(`${BASE}${roster}/attendance`);
  await page.$eval('#files', (box) => {
    const list = new DataTransfer();
    list.items.add(new File(['Name,Email\nAna Redfern,ana@example.org\n'], 'names.csv'));
    (box as HTMLInputElement).files = list.files;
  });
  await pressAndStay(page, 'Count attendance');
  await eventually(
    async () => (await textOfPage(page)).includes('“names.csv” does not say when people came'),
    'it says so',
  );
});

test('the page on importing from other systems is accessible, and its pictures are up to date', async () => {
  const page = await browser.signedIn('jdoe', { width: 760 });
  const roster = await newEvent(page, DAYS);
  const chance = [/Webinar [0-9a-f]{8}/g];
  await page.goto(`${BASE}${roster}/import`);
  const file = { name: 'zoom.csv', base64: Buffer.from(rosterFile('zoom-meeting-preamble.csv')).toString('base64') };
  await page.$eval(
    '#file',
    (box, { name, base64 }) => {
      const list = new DataTransfer();
      list.items.add(new File([Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))], name));
      (box as HTMLInputElement).files = list.files;
    },
    file,
  );
  await press(page, 'Continue', new RegExp(`^${roster}/import/\\d+$`));
  // Other tests import such lists, too, and what they chose is remembered.
  await page.goto(`${page.url()}?guess=yes`);
  await keepPicture(page, 'import-preview', chance);
  await page.goto(`${BASE}${roster}/attendance`);
  await chooseReports(page, ['webinar-day-1.csv', 'webinar-day-2.csv']);
  await press(page, 'Count attendance', `${roster}/attendance/preview`);
  // The people are below the times.
  await keepPicture(page, 'attendance-preview', chance, 'main', 2_600);

  await page.goto(`${BASE}/help/import`);
  await expectAccessible(page);
  const broken = await page.$$eval('main img', async (pictures) => {
    const answers = await Promise.all(pictures.map((picture) => fetch((picture as HTMLImageElement).src)));
    return answers.filter(({ ok }) => !ok).length;
  });
  expect(broken).toBe(0);
});
