import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import type { Page } from 'puppeteer';
import type { Database } from '@/db/client';
import { systemClock } from '@/lib/platform/clock';
import { formatDay } from '@/lib/platform/days';
import { addPerson, givenSecretEvent } from '../access/people';
import { readPdf } from '../pdf/read-pdf';
import { BASE, eventually, expectAccessible, press, pressAndStay, testBrowser, textOfPage } from '../support/browser';
import { productDatabase } from '../support/product-database';
import { signaturePicture } from '../support/signatures';

const browser = testBrowser();
const today = () => formatDay(systemClock.today());
let db: Database;
let folder: string;

beforeAll(async () => {
  db = await productDatabase();
  folder = mkdtempSync(path.join(tmpdir(), 'pdups-signatures-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await db.$client.end();
});

/** Returns what the certificate at this path says, requested with the page's own cookies. */
async function certificateAt(page: Page, address: string) {
  const base64 = await page.evaluate(async (url) => {
    const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer());
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  }, address);
  return readPdf(Buffer.from(base64, 'base64'));
}

const fitsTheScreen = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);

test('on a phone, a person makes a typed signature, signs an event with it, and leaves it for ink again', async () => {
  const { username } = await addPerson(db);
  const event = await givenSecretEvent(db);
  const at = `/events/${event.id}`;
  const page = await browser.signedIn(username, { width: 360 });
  await page.goto(BASE + at);
  expect(await textOfPage(page)).toContain('Section IV will be signed by hand');
  expect((await certificateAt(page, `${at}/certificate`)).text).not.toContain('Curriculum Director');

  await press(page, 'Sign the certificates of this event', `${at}/sign`);
  await expectAccessible(page);
  await press(page, 'Set up your signature', '/account/signature');
  await expectAccessible(page);
  expect(await fitsTheScreen(page)).toBe(true);
  await page.locator('#typedText').fill('Z. Ñandú');
  await page.locator('#printedName').fill('Zoë Ñandú-Łukasiewicz');
  await pressAndStay(page, 'Save signature');
  await page.waitForSelector('.error-summary');
  expect(await textOfPage(page)).toContain('Enter your title.');
  await expectAccessible(page);
  await page.locator('#title').fill('Curriculum Director');
  await eventually(
    async () => (await textOfPage(page)).includes('Zoë Ñandú-Łukasiewicz, Curriculum Director'),
    'it is shown',
  );

  await press(page, 'Save signature', `${at}/sign`);
  await page.waitForSelector('[role="img"][aria-label*="your signature"]');
  await expectAccessible(page);
  expect(await fitsTheScreen(page)).toBe(true);
  await pressAndStay(page, 'Sign the certificates');
  await page.waitForSelector('.error-summary');
  expect(await textOfPage(page)).toContain('Check the box to verify it.');
  await page.locator('#verified').click();
  await press(page, 'Sign the certificates', at);
  const said = await textOfPage(page);
  expect(said).toContain(`signed digitally by Zoë Ñandú-Łukasiewicz, Curriculum Director, on ${today()}`);
  expect(said).not.toContain('Sign and date Section IV');
  await expectAccessible(page);
  expect(await fitsTheScreen(page)).toBe(true);

  const { text } = await certificateAt(page, `${at}/certificate`);
  for (const word of ['Z. Ñandú', 'Zoë Ñandú-Łukasiewicz', 'Curriculum Director', today()])
    expect(text).toContain(word);
  // What was printed before does not change.
  expect((await certificateAt(page, `${at}/certificate/1`)).text).not.toContain('Curriculum Director');

  await page.goto(`${BASE}${at}/sign`);
  await expectAccessible(page);
  await press(page, 'Sign by hand', at);
  expect(await textOfPage(page)).toMatch(/Signatures\s+Signed by hand[\s\S]*Signed digitally as[\s\S]*\(replaced\)/);
  expect((await certificateAt(page, `${at}/certificate`)).text).not.toContain('Curriculum Director');

  const conference = `Conference ${crypto.randomUUID()}`;
  await db.execute(sql`
    with added as (
      insert into conferences (provider_id, name, starts_on, ends_on, created_by, created_at, updated_by, updated_at, request_key)
      select provider_id, ${conference}, starts_on, ends_on, created_by, now(), created_by, now(), gen_random_uuid()
      from events where id = ${event.id} returning id
    )
    update events set conference_id = added.id from added where events.id = ${event.id}`);
  await page.goto(`${BASE}${at}/sign`);
  await press(page, `Sign all events of ${conference}`, '/events/sign');
  await expectAccessible(page);
  expect(await fitsTheScreen(page)).toBe(true);
  await pressAndStay(page, 'Sign the checked events');
  await page.waitForSelector('.error-summary');
  await expectAccessible(page);
  await page.locator('#verified').click();
  await pressAndStay(page, 'Sign the checked events');
  await eventually(async () => (await textOfPage(page)).includes('1 session is signed.'), 'it is signed');
  expect((await certificateAt(page, `${at}/certificate`)).text).toContain('Curriculum Director');
});

test('a signature is drawn, undone and drawn again; the certificate has it as a picture with a name', async () => {
  const { username } = await addPerson(db);
  const event = await givenSecretEvent(db);
  const page = await browser.signedIn(username);
  await page.goto(`${BASE}/account/signature?event=${event.id}`);
  await page.locator('input[name="kind"][value="drawn"]').click();
  await page.locator('#printedName').fill('Dana Whitehorse');
  await page.locator('#title').fill('Principal');
  await pressAndStay(page, 'Save signature');
  await page.waitForSelector('.error-summary');
  expect(await textOfPage(page)).toContain('If you can’t draw here, type it instead');
  await expectAccessible(page);

  const draw = async () => {
    const sheet = (await (await page.$('#drawing'))!.boundingBox())!;
    const to = (x: number, y: number) => [sheet.x + x * sheet.width, sheet.y + y * sheet.height] as const;
    await page.mouse.move(...to(0.2, 0.3));
    await page.mouse.down();
    for (const [x, y] of [
      [0.3, 0.7],
      [0.4, 0.3],
      [0.6, 0.6],
      [0.8, 0.4],
    ] as const)
      await page.mouse.move(...to(x, y), { steps: 5 });
    await page.mouse.up();
  };
  await (await page.$('#drawing'))!.scrollIntoView();
  await draw();
  await page.waitForSelector('.signature-line img');
  await pressAndStay(page, 'Undo the last stroke');
  await eventually(async () => (await page.$('.signature-line img')) === null, 'the drawing is gone');
  await (await page.$('#drawing'))!.scrollIntoView();
  await draw();
  await page.waitForSelector('.signature-line img');
  await expectAccessible(page);
  await press(page, 'Save signature', `/events/${event.id}/sign`);
  // A person with a signature is offered to sign as soon as they add an event.
  await page.goto(`${BASE}/events/${event.id}?saved=added`);
  await press(page, 'Sign its certificates digitally', `/events/${event.id}/sign`);
  await page.locator('#verified').click();
  await press(page, 'Sign the certificates', `/events/${event.id}`);
  const { text, roles } = await certificateAt(page, `/events/${event.id}/certificate`);
  expect(text).toContain('Dana Whitehorse');
  expect(roles).toContain('Figure: Signature of Dana Whitehorse');
});

test('a picture is used without its paper; a file that is not a picture is refused, with and without a script', async () => {
  const { username } = await addPerson(db);
  const [good, bad] = [path.join(folder, 'signature.png'), path.join(folder, 'fake.png')];
  writeFileSync(good, await signaturePicture());
  writeFileSync(bad, '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
  for (const javaScript of [true, false]) {
    const page = await browser.signedIn(username, { javaScript });
    await page.goto(`${BASE}/account/signature`);
    await (await page.$('input[name="kind"][value="picture"]'))!.click();
    await (await page.$('#title'))!.evaluate((box) => ((box as HTMLInputElement).value = 'Principal'));
    const box = (await page.$('input[type="file"]')) as import('puppeteer').ElementHandle<HTMLInputElement>;
    await box.uploadFile(bad);
    if (!javaScript) await pressAndStay(page, 'Save signature');
    await eventually(async () => /can’t be opened|not a PNG or JPEG/.test(await textOfPage(page)), 'it is refused');

    const again = (await page.$('input[type="file"]')) as typeof box;
    await again.uploadFile(good);
    if (javaScript) await page.waitForSelector('.signature-line img');
    await press(page, 'Save signature', '/account');
    expect(await textOfPage(page)).toMatch(/A picture, for .*Principal/);
  }
});
