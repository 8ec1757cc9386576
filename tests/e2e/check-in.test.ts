import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inArray, sql } from 'drizzle-orm';
import type { Page } from 'puppeteer';
import type { Database } from '@/db/client';
import { attendanceFacts } from '@/db/schema';
import { systemClock } from '@/lib/platform/clock';
import { qrPath } from '@/lib/platform/qr-path';
import { givenSecretConference, givenSecretEvent } from '../access/people';
import { BASE, eventually, expectAccessible, press, pressAndStay, testBrowser, textOfPage } from '../support/browser';
import { productDatabase } from '../support/product-database';

const folder = mkdtempSync(path.join(tmpdir(), 'camera-'));
/** What the phones' cameras show. */
const SEEN = path.join(folder, 'camera.mjpeg');
afterAll(() => rmSync(folder, { recursive: true }));

let db: Database;
beforeAll(async () => {
  db = await productDatabase();
});
afterAll(() => db.$client.end());

const browser = testBrowser([
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
  `--use-file-for-fake-video-capture=${SEEN}`,
]);

/** Shows a badge to the cameras. */
async function holdUp(text: string) {
  const { size, path: squares } = qrPath(text);
  const page = await browser.guest();
  await page.setViewport({ width: 640, height: 480 });
  await page.setContent(
    `<body style="margin: 0; background: #ddd"><svg viewBox="0 0 ${size} ${size}" style="display: block; width: 380px; margin: 50px auto; background: #fff"><path d="${squares}"/></svg>`,
  );
  const frame = await page.screenshot({ type: 'jpeg', quality: 90 });
  await page.close();
  writeFileSync(SEEN, Buffer.concat(Array.from({ length: 10 }, () => frame)));
}

/** Adds an event of jdoe's provider today, with a person on its roster; returns the address of its attendees. */
async function eventToday(page: Page): Promise<string> {
  await page.goto(`${BASE}/events/new`);
  await page.locator('#title').fill(`Conference ${crypto.randomUUID().slice(0, 8)}`);
  await page.locator('#instructor').fill('Robin Host');
  await page.locator('#description').fill('A day in Helena.');
  await page.locator('#categoryIds').click();
  await page.locator('input[name="locationKind"][value="online"]').click();
  await page.locator('#hours').fill('6');
  for (const id of ['startsOn', 'endsOn']) {
    await page.$eval(
      `#${id}`,
      (box, today) => {
        const input = box as HTMLInputElement;
        Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!.call(input, today);
        input.dispatchEvent(new Event('input', { bubbles: true }));
      },
      systemClock.today(),
    );
  }
  await page.locator('input[name="attested"]').click();
  await press(page, 'Add event', /^\/events\/\d+$/);
  const roster = `${new URL(page.url()).pathname}/attendees`;
  await page.goto(`${BASE}${roster}/new`);
  await page.locator('#name').fill('Ana Redfern');
  await press(page, 'Add attendee', roster);
  return roster;
}

/** Reads the code on Ana's badge from the scanner's page. */
const badgeCodeOn = async (page: Page) => /code\\?":\\?"([0-9A-Z]{4}-[0-9A-Z]{4})/.exec(await page.content())![1]!;

test('people check in and out at two phones, one of them offline for a while', async () => {
  const desk = await browser.signedIn('jdoe');
  const roster = await eventToday(desk);
  await press(desk, 'Check-in', `${roster}/check-in`);
  await expectAccessible(desk);
  await pressAndStay(desk, 'Open the code');
  await eventually(async () => (await desk.$('#check-in-address')) !== null, 'the code is open');
  await expectAccessible(desk);
  const address = await desk.$eval('#check-in-address', (box) => (box as HTMLInputElement).value);

  // Bo signs in with their own phone.
  const bo = await browser.guest({ width: 360 });
  await bo.goto(BASE + new URL(address).pathname);
  await expectAccessible(bo);
  await pressAndStay(bo, 'Sign in');
  await eventually(async () => (await textOfPage(bo)).includes('Enter the name.'), 'a name is asked for');
  await bo.locator('#name').fill('Bo Light');
  await bo.locator('#email').fill('bo@example.org');
  await pressAndStay(bo, 'Sign in');
  await eventually(async () => (await textOfPage(bo)).includes('You are signed in'), 'Bo is signed in');
  await expectAccessible(bo);

  // A phone of the provider without a network scans Ana's badge.
  const door = await browser.signedIn('jdoe', { width: 360 });
  await door.goto(`${BASE}${roster}/check-in/scan`);
  const code = await badgeCodeOn(door);
  await holdUp(`PDUPS ${code}`);
  await eventually(async () => (await textOfPage(door)).includes('Start the camera'), 'the scanner is ready');
  await expectAccessible(door);
  await door.setOfflineMode(true);
  await pressAndStay(door, 'Start the camera');
  await eventually(
    async () => /Ana Redfern came in\.\s*1 scan waits to be sent/.test(await textOfPage(door)),
    'the badge is read offline',
  );
  await pressAndStay(door, 'Stop the camera');
  await (await door.$('input[name="direction"][value="out"]'))!.click();
  await door.locator('#code').fill(code.toLowerCase().replace('-', ''));
  await pressAndStay(door, 'Save');
  await eventually(async () => (await textOfPage(door)).includes('2 scans wait to be sent'), 'both wait');
  await expectAccessible(door);
  await desk.goto(`${BASE}${roster}/check-in`);
  expect(await textOfPage(desk)).toContain('1 signed in now, 0 signed out');

  await door.setOfflineMode(false);
  await eventually(async () => (await textOfPage(door)).includes('Everything is sent.'), 'they are sent');
  await door.locator('#code').fill('ZZZZ-ZZZZ');
  await pressAndStay(door, 'Save');
  await eventually(
    async () => (await textOfPage(door)).includes('Not on the roster'),
    'a strange code is said to be one',
  );
  // Opening the page again does not send the scans again.
  await door.reload();
  await eventually(async () => (await textOfPage(door)).includes('Ana Redfern came in'), 'it is still shown');
  await pressAndStay(bo, 'Sign out');
  await eventually(async () => (await textOfPage(bo)).includes('You are signed out'), 'Bo is signed out');
  await desk.goto(`${BASE}${roster}/check-in`);
  expect(await textOfPage(desk)).toContain('0 signed in now, 2 signed out');

  await desk.goto(`${BASE}${roster}`);
  await press(desk, 'Edit Ana Redfern', /\/attendees\/\d+$/);
  expect((await textOfPage(desk)).match(/Check-in at the scanner/g)).toHaveLength(2);
  await desk.goto(`${BASE}${roster}`);
  await press(desk, 'Edit Bo Light', /\/attendees\/\d+$/);
  expect((await textOfPage(desk)).match(/Check-in with the event’s code/g)).toHaveLength(2);
});

/** Returns whether a page fits on the phone, without scrolling sideways. */
const fits = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);

/** Taps a button as a finger does. */
async function tap(page: Page, words: string): Promise<void> {
  const selector = `::-p-xpath(//main//*[self::a or self::button][normalize-space()=${JSON.stringify(words)}])`;
  await (await page.waitForSelector(selector))!.tap();
}

test('a person who is scanned in at one phone and out at another, which has no network for a while, has one visit', async () => {
  const desk = await browser.signedIn('jdoe');
  const roster = await eventToday(desk);
  const scanner = `${BASE}${roster}/check-in/scan`;
  const [entrance, exit] = [
    await browser.signedIn('jdoe', { width: 360, touch: true }),
    await browser.signedIn('jdoe', { width: 360, touch: true }),
  ];
  for (const phone of [entrance, exit]) {
    await phone.goto(scanner);
    await eventually(async () => (await textOfPage(phone)).includes('Start the camera'), 'the scanner is ready');
    expect(await fits(phone)).toBe(true);
    await expectAccessible(phone);
  }
  await holdUp(`PDUPS ${await badgeCodeOn(entrance)}`);
  await exit.setOfflineMode(true);

  await tap(entrance, 'Start the camera');
  await eventually(async () => (await textOfPage(entrance)).includes('Ana Redfern came in'), 'Ana comes in');
  await eventually(async () => (await textOfPage(entrance)).includes('Everything is sent.'), 'it is sent');
  await tap(entrance, 'Stop the camera');
  expect(await fits(entrance)).toBe(true);

  await (await exit.$('input[name="direction"][value="out"]'))!.tap();
  await tap(exit, 'Start the camera');
  await eventually(
    async () => /Ana Redfern went out\.\s*1 scan waits to be sent/.test(await textOfPage(exit)),
    'Ana goes out at the phone without a network',
  );
  await tap(exit, 'Stop the camera');
  expect(await fits(exit)).toBe(true);
  await desk.goto(`${BASE}${roster}/check-in`);
  expect(await textOfPage(desk)).toContain('1 signed in now, 0 signed out');

  await exit.setOfflineMode(false);
  await eventually(async () => (await textOfPage(exit)).includes('Everything is sent.'), 'the scan is sent');
  await desk.goto(`${BASE}${roster}/check-in`);
  expect(await textOfPage(desk)).toContain('0 signed in now, 1 signed out');
  await desk.goto(`${BASE}${roster}`);
  await press(desk, 'Edit Ana Redfern', /\/attendees\/\d+$/);
  expect((await textOfPage(desk)).match(/Check-in at the scanner/g)).toHaveLength(2);
});

test('check-in works without JavaScript, and a phone can forget who used it', async () => {
  const desk = await browser.signedIn('jdoe');
  const roster = await eventToday(desk);
  await desk.goto(`${BASE}${roster}/check-in/scan`);
  const code = await badgeCodeOn(desk);
  const door = await browser.signedIn('jdoe', { javaScript: false });
  await door.goto(`${BASE}${roster}/check-in/scan`);
  await (await door.$('#code'))!.type(code);
  await pressAndStay(door, 'Save');
  await eventually(async () => (await textOfPage(door)).includes('Ana Redfern: saved.'), 'it is saved');
  await door.goto(`${BASE}${roster}/check-in`);
  await pressAndStay(door, 'Open the code');
  await eventually(async () => (await door.$('#check-in-address')) !== null, 'the code is open');
  const address = await door.$eval('#check-in-address', (box) => box.getAttribute('value')!);

  const phone = await browser.guest({ javaScript: false });
  await phone.goto(BASE + new URL(address).pathname);
  await (await phone.$('#name'))!.type('Bo Light');
  await pressAndStay(phone, 'Sign in');
  await eventually(async () => (await textOfPage(phone)).includes('You are signed in'), 'Bo is signed in');
  await pressAndStay(phone, 'This is not me');
  await eventually(async () => (await phone.$('#name')) !== null, 'the phone asks who it is');
  await door.goto(`${BASE}${roster}/check-in`);
  expect(await textOfPage(door)).toContain('2 signed in now');
  await pressAndStay(door, 'Close the code');
  await eventually(async () => (await textOfPage(door)).includes('Open the code'), 'the code is closed');
  await phone.reload();
  expect(await textOfPage(phone)).toContain('This check-in code is not open.');
});

/** Returns a function that takes the network from a page and the service worker that serves it, or gives it back. */
async function networkOf(page: Page): Promise<(isThere: boolean) => Promise<void>> {
  const workers = page
    .browserContext()
    .targets()
    .filter((target) => target.type() === 'service_worker');
  expect(workers).toHaveLength(1);
  const session = await workers[0]!.createCDPSession();
  await session.send('Network.enable');
  return async (isThere) => {
    await page.setOfflineMode(!isThere);
    const speed = { latency: 0, downloadThroughput: -1, uploadThroughput: -1 };
    await session.send('Network.emulateNetworkConditions', { offline: !isThere, ...speed });
  };
}

test('the scanner opens without a network, keeps its scans, and goes away when the session ends', async () => {
  const door = await browser.signedIn('jdoe', { width: 360 });
  const roster = await eventToday(door);
  const scanner = `${BASE}${roster}/check-in/scan`;
  await door.goto(scanner);
  const code = await badgeCodeOn(door);
  await eventually(async () => (await textOfPage(door)).includes('This page opens without a network'), 'it is kept');
  await expectAccessible(door);
  const network = await networkOf(door);
  await network(false);
  await door.locator('#code').fill(code);
  await pressAndStay(door, 'Save');
  await eventually(async () => (await textOfPage(door)).includes('1 scan waits to be sent'), 'a scan waits');

  await door.reload();
  await eventually(async () => (await textOfPage(door)).includes('1 scan waits to be sent'), 'it waits after a reload');
  // Nobody's name is on the phone.
  expect(await door.content()).not.toContain('Ana Redfern');
  const again = await door.browserContext().newPage();
  await again.setViewport({ width: 360, height: 900 });
  await again.setOfflineMode(true);
  await again.goto(scanner);
  await eventually(async () => (await textOfPage(again)).includes('1 scan waits to be sent'), 'it opens again');
  await again.click('input[name="direction"][value="out"]');
  await again.locator('#code').fill(code);
  await pressAndStay(again, 'Save');
  await eventually(async () => (await textOfPage(again)).includes('2 scans wait to be sent'), 'it scans again');
  // Other pages are not kept.
  await expect(again.goto(`${BASE}${roster}`)).rejects.toThrow('ERR_INTERNET_DISCONNECTED');
  await again.close();

  await network(true);
  await door.reload();
  await eventually(async () => (await textOfPage(door)).includes('Everything is sent.'), 'both are sent');
  await door.goto(`${BASE}${roster}`);
  await press(door, 'Edit Ana Redfern', /\/attendees\/\d+$/);
  expect((await textOfPage(door)).match(/Check-in at the scanner/g)).toHaveLength(2);

  await door.setViewport({ width: 1280, height: 900 });
  await pressAndStay(door, 'Sign out', 'header');
  await eventually(async () => new URL(door.url()).pathname === '/sign-in', 'the person is signed out');
  await eventually(
    async () =>
      door.evaluate(
        async () => (await navigator.serviceWorker.getRegistrations()).length + (await caches.keys()).length === 0,
      ),
    'nothing of it is kept',
  );
  await door.setOfflineMode(true);
  await expect(door.goto(scanner)).rejects.toThrow('ERR_INTERNET_DISCONNECTED');
});

test('without a network, a scanner switches to sessions of its conference that the phone has never opened', async () => {
  const { id, eventId } = await givenSecretConference(db);
  const others = [await givenSecretEvent(db), await givenSecretEvent(db)];
  const [second, third] = others.map((event) => event.id) as [number, number];
  for (const [session, title, from, to] of [
    [eventId, 'Number talks', '09:00', '10:00'],
    [second, 'Reading aloud', '11:00', '12:00'],
    [third, 'Field trips', '13:00', '14:00'],
  ] as const) {
    await db.execute(sql`
      update events set conference_id = ${id}, title = ${title}, starts_at = ${from}::time, ends_at = ${to}::time
      where id = ${session}`);
  }
  const door = await browser.signedIn('jdoe', { width: 360, touch: true });
  await door.goto(`${BASE}/events/${eventId}/attendees/check-in/scan`);
  const code = await badgeCodeOn(door);
  await eventually(async () => (await textOfPage(door)).includes('can then switch to any session'), 'it is kept');
  await expectAccessible(door);
  const network = await networkOf(door);
  await network(false);
  const switchTo = async (title: string) => {
    await (await door.waitForSelector('summary::-p-text(Switch session)'))!.tap();
    await tap(door, title);
    await eventually(
      async () => (await door.$eval('#session', (name) => name.textContent)) === title,
      `it is ${title}`,
    );
  };
  const scan = async (waiting: string) => {
    await door.locator('#code').fill(code);
    await pressAndStay(door, 'Save');
    await eventually(async () => (await textOfPage(door)).includes(waiting), waiting);
  };
  await scan('1 scan waits to be sent');
  await switchTo('Reading aloud');
  expect(await fits(door)).toBe(true);
  await scan('2 scans wait to be sent');

  // The page opens with the same session again.
  await door.reload();
  await eventually(async () => (await textOfPage(door)).includes('2 scans wait to be sent'), 'both still wait');
  expect(await door.$eval('#session', (name) => name.textContent)).toBe('Reading aloud');
  await switchTo('Field trips');
  await expectAccessible(door);
  await scan('3 scans wait to be sent');

  await network(true);
  await eventually(async () => (await textOfPage(door)).includes('Everything is sent.'), 'all are sent');
  const facts = await db
    .select()
    .from(attendanceFacts)
    .where(inArray(attendanceFacts.eventId, [eventId, second, third]));
  expect(facts.map((fact) => fact.eventId).sort()).toEqual([eventId, second, third].sort());
});

test('badges are printed for everyone on the roster, and only the scanner’s page may use the camera', async () => {
  const page = await browser.signedIn('jdoe');
  const roster = await eventToday(page);
  const policyOf = async (address: string) => (await page.goto(BASE + address))!.headers()['permissions-policy'];
  expect(await policyOf(`${roster}/check-in`)).toContain('camera=()');
  expect(await policyOf(`${roster}/check-in/scan`)).toContain('camera=(self)');
  const start = await page.evaluate(async (address) => {
    const bytes = new Uint8Array(await (await fetch(address)).arrayBuffer());
    return String.fromCharCode(...bytes.slice(0, 5));
  }, `${roster}/check-in/badges`);
  expect(start).toBe('%PDF-');
});
