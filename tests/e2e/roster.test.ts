import type { Page } from 'puppeteer';
import { systemClock } from '@/lib/platform/clock';
import { BASE, eventually, expectAccessible, press, pressAndStay, testBrowser, textOfPage } from '../support/browser';

const browser = testBrowser();

/** A new event of jdoe's provider, found again by the address of its attendees. */
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

test('a provider pastes three lines, one of them wrong, looks at them, imports, and marks who completed', async () => {
  const page = await browser.signedIn('jdoe', { width: 360 });
  const roster = await newEvent(page);
  await page.goto(BASE + roster);
  await expectAccessible(page);
  await press(page, 'Import a list', `${roster}/import`);
  await expectAccessible(page);
  await page.locator('#pasted').fill('Zoë Ñandú, zoe@example.org\n李小龙, li@example.org\nمحمد علي, no address');
  await press(page, 'Continue', new RegExp(`^${roster}/import/\\d+$`));
  expect(await textOfPage(page)).toMatch(/2 new · 1 with a complaint/);
  expect(await textOfPage(page)).toContain('That is not an e-mail address.');
  await expectAccessible(page);
  await press(page, 'Import the ticked lines', roster);
  expect(await textOfPage(page)).toContain('2 attendees were added.');
  await expectAccessible(page);

  await pressAndStay(page, 'Mark ticked as completed');
  await eventually(async () => (await textOfPage(page)).includes('Tick the people first'), 'it asks whom');
  await (await page.$('tbody input[name="attendees[]"]'))!.click();
  await pressAndStay(page, 'Mark ticked as completed');
  await eventually(async () => (await textOfPage(page)).includes('2 attendees, 1 completed'), 'one is marked');

  await press(page, 'Edit Zoë Ñandú', /\/attendees\/\d+$/);
  await expectAccessible(page);
  await page.locator('#units').fill('7');
  await pressAndStay(page, 'Save changes');
  await eventually(async () => (await textOfPage(page)).includes('Enter at most 6.25.'), 'too many units are refused');
  await page.locator('#units').fill('2.5');
  await press(page, 'Save changes', roster);
  expect(await textOfPage(page)).toContain('Your change is saved.');
});

test('the columns of a list can be matched by hand, without JavaScript, too', async () => {
  const maker = await browser.signedIn('jdoe');
  const roster = await newEvent(maker);
  const page = await browser.signedIn('jdoe', { javaScript: false });
  await page.goto(`${BASE}${roster}/import`);
  await (await page.$('#pasted'))!.type('Who;Where;How long\nZoë Ñandú;Big Sky;3,5\nLi Ming;Helena;\n');
  await press(page, 'Continue', new RegExp(`^${roster}/import/\\d+$`));
  await page.select('#c0', 'name');
  await page.select('#c1', 'school');
  await page.select('#c2', 'units');
  await (await page.$('#headings'))!.click();
  await (await page.$('input[name="unmarked"][value="completed"]'))!.click();
  await pressAndStay(page, 'Show what would happen');
  await eventually(async () => (await textOfPage(page)).includes('2 new'), 'the matching is followed');
  await press(page, 'Import the ticked lines', roster);
  expect(await textOfPage(page)).toContain('2 attendees, 2 completed');
  expect(await textOfPage(page)).toMatch(/Zoë Ñandú[\s\S]*3\.5/);
});

test('a file is taken, and the sign-in sheet and the downloads hold whom it named', async () => {
  const page = await browser.signedIn('jdoe');
  const roster = await newEvent(page);
  await page.goto(`${BASE}${roster}/import`);
  await page.$eval('#file', (box) => {
    const files = new DataTransfer();
    files.items.add(new File(['\ufeffFirst name,Last name,E-mail\r\nZoë,Ñandú,zoe@example.org\r\n'], 'people.csv'));
    (box as HTMLInputElement).files = files.files;
  });
  await press(page, 'Continue', new RegExp(`^${roster}/import/\\d+$`));
  expect(await textOfPage(page)).toContain('people.csv');
  await press(page, 'Import the ticked lines', roster);
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
