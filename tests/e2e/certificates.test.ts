import type { Page } from 'puppeteer';
import { readPdf } from '../pdf/read-pdf';
import { BASE, eventually, expectAccessible, press, pressAndStay, testBrowser, textOfPage } from '../support/browser';

jest.setTimeout(120_000);
const browser = testBrowser();

/** Downloads a file as the signed-in person. */
async function download(page: Page, path: string): Promise<{ bytes: Buffer; name: string }> {
  const { base64, name } = await page.evaluate(async (address) => {
    const answer = await fetch(address);
    const bytes = new Uint8Array(await answer.arrayBuffer());
    return {
      base64: btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')),
      name: answer.headers.get('content-disposition') ?? '',
    };
  }, path);
  return { bytes: Buffer.from(base64, 'base64'), name };
}

/** Counts the files in the directory of a ZIP. */
const filesIn = (zip: Buffer) => zip.toString('latin1').split('PK\x01\x02').length - 1;

/** Returns the number of pixels between the page's text and the buttons below it. */
const roomAboveButtons = (page: Page) =>
  page.$eval('.summary-list + .button-row', (row) => {
    return row.getBoundingClientRect().top - row.previousElementSibling!.getBoundingClientRect().bottom;
  });

const fitsThePhone = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);

test('certificates of a roster are issued at once; one is corrected, one revoked, all are downloaded', async () => {
  const page = await browser.signedIn('jdoe', { width: 360 });
  await page.goto(`${BASE}/events?q=roles+and+routines`);
  await press(page, 'Co-teaching: roles and routines', /^\/events\/\d+$/);
  const list = `${new URL(page.url()).pathname}/certificates`;
  await page.goto(BASE + list);
  expect(await textOfPage(page)).toContain('30 people completed the event and have no certificate yet');
  await expectAccessible(page);
  await page.goto(`${BASE}${list}/issue`);
  await expectAccessible(page);
  await page.goto(BASE + list);

  await press(page, 'Issue to all 30', `${list}/issue-all`);
  expect(await textOfPage(page)).toContain('Not signed: Section IV will be blank');
  await expectAccessible(page);
  expect(await fitsThePhone(page)).toBe(true);
  await press(page, 'Issue without a signature to all 30', new RegExp(`^${list}/runs/\\d+$`));
  await eventually(async () => (await textOfPage(page)).includes('All certificates of the event'), 'progress is shown');
  await expectAccessible(page);
  await eventually(async () => {
    await page.reload();
    return (await textOfPage(page)).includes('30 of 30');
  }, 'all are issued');
  await page.goto(BASE + list);
  await expectAccessible(page);
  expect(await fitsThePhone(page)).toBe(true);
  expect(await textOfPage(page)).not.toContain('have no certificate yet');

  await page.goto(`${BASE}${list}?q=${encodeURIComponent('李小龙')}`);
  await press(page, '李小龙', new RegExp(`^${list}/\\d+$`));
  await expectAccessible(page);
  expect(await roomAboveButtons(page)).toBeGreaterThanOrEqual(16);
  const first = new URL(page.url()).pathname;
  const file = await download(page, `${first}/file`);
  expect(readPdf(file.bytes)).toMatchObject({ pages: 1, language: 'en', title: expect.stringContaining('李小龙') });
  expect(readPdf(file.bytes).text).toContain('李小龙');
  expect((await download(page, `${first}/file`)).bytes.equals(file.bytes)).toBe(true);

  await press(page, 'Correct', `${first}/correct`);
  await expectAccessible(page);
  await pressAndStay(page, 'Make the corrected certificate');
  await eventually(async () => (await textOfPage(page)).includes('Enter a reason'), 'a reason is asked for');
  await page.locator('#name').fill('李小龍');
  await page.locator('#reason').fill('The name was misspelt.');
  await pressAndStay(page, 'Make the corrected certificate');
  await eventually(async () => (await textOfPage(page)).includes('This is the corrected certificate'), 'it is made');
  const second = new URL(page.url()).pathname;
  expect(second).not.toBe(first);
  expect(readPdf((await download(page, `${second}/file`)).bytes).text).toContain('李小龍');
  await page.goto(BASE + first);
  expect(await textOfPage(page)).toContain('Replaced by a corrected certificate');
  await expectAccessible(page);

  await page.goto(`${BASE}${second}/revoke`);
  await expectAccessible(page);
  await page.locator('#reason').fill('Left before the end.');
  await pressAndStay(page, 'Revoke the certificate');
  await eventually(async () => (await textOfPage(page)).includes('The certificate was revoked'), 'it is revoked');

  const zip = await download(page, `${list}/zip`);
  expect(filesIn(zip.bytes)).toBe(29);
  expect(zip.name).toContain('.zip');
  const pdf = await download(page, `${list}/print`);
  expect(readPdf(pdf.bytes)).toMatchObject({ pages: 29, language: 'en' });
  expect(readPdf(pdf.bytes).text).not.toContain('李小龍');
});

test('certificates that were issued without a signature are emailed only by choice, and reissued all at once', async () => {
  const page = await browser.signedIn('jdoe', { width: 360 });
  await page.goto(`${BASE}/events?q=roles+and+routines`);
  await press(page, 'Co-teaching: roles and routines', /^\/events\/\d+$/);
  const list = `${new URL(page.url()).pathname}/certificates`;
  await page.goto(`${BASE}${list}/mail`);
  expect(await textOfPage(page)).toContain('certificates are not signed');
  await expectAccessible(page);
  expect(await fitsThePhone(page)).toBe(true);
  const [label] = await page.$$eval('main button[type=submit]', (buttons) =>
    buttons.map(({ textContent }) => textContent),
  );
  await pressAndStay(page, label!);
  await eventually(async () => (await textOfPage(page)).includes('check the box to email'), 'it is refused');

  await page.goto(`${BASE}${list}/change`);
  await expectAccessible(page);
  expect(await fitsThePhone(page)).toBe(true);
  await page.locator('input[name="who"][value="all"]').click();
  await page.locator('#reason').fill('The roster was corrected.');
  await pressAndStay(page, 'Start');
  await eventually(async () => (await textOfPage(page)).includes('is not signed digitally'), 'it is refused, too');
  await page.locator('#unsigned').click();
  await press(page, 'Start', new RegExp(`^${list}/runs/\\d+$`));
  await eventually(async () => {
    await page.reload();
    return (await textOfPage(page)).includes('are up to date');
  }, 'all are reissued');
  expect(await textOfPage(page)).toContain('Email to everyone');
  await expectAccessible(page);
});
