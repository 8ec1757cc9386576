import '../support/settings';
import { eq, sql } from 'drizzle-orm';
import type { Page } from 'puppeteer';
import type { Database } from '@/db/client';
import { events, users } from '@/db/schema';
import { systemClock } from '@/lib/platform/clock';
import { addDays } from '@/lib/platform/days';
import { givenAttendee } from '../support/attendees';
import { BASE, eventually, expectAccessible, press, pressAndStay, testBrowser, textOfPage } from '../support/browser';
import { givenConference, givenEvent } from '../support/events';
import { providerContext } from '../support/people';
import { productDatabase } from '../support/product-database';
import { givenSignature } from '../support/signatures';

const browser = testBrowser();
const yesterday = addDays(systemClock.today(), -1);
let db: Database;
beforeAll(async () => {
  db = await productDatabase();
});
afterAll(() => db.$client.end());

const fitsTheScreen = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth);

const says = (page: Page, words: RegExp) =>
  eventually(async () => words.test(await textOfPage(page)), `the page says ${words}`);

/** Returns a context and a sign-in for a new provider's manager, whose password is a demo person's. */
async function manager() {
  const ctx = await providerContext(db);
  const [jdoe] = await db.select().from(users).where(eq(users.username, 'jdoe'));
  const [own] = await db
    .update(users)
    .set({ passwordHash: jdoe!.passwordHash, demo: true })
    .where(eq(users.id, ctx.actor.userId))
    .returning();
  return { ctx: { ...ctx, clock: systemClock }, username: own!.username };
}

test('a conference is added, and its form for a session has its dates', async () => {
  const { username } = await manager();
  const page = await browser.signedIn(username);
  await page.goto(`${BASE}/conferences`);
  await expectAccessible(page);
  await press(page, 'Add conference', '/conferences/new');
  await pressAndStay(page, 'Add conference');
  await page.waitForSelector('.error-summary');
  await expectAccessible(page);
  await page.locator('#name').fill('Sky days');
  for (const field of ['startsOn', 'endsOn']) {
    await page.$eval(`#${field}`, (input, day) => ((input as HTMLInputElement).value = day), yesterday);
  }
  await press(page, 'Add conference', /^\/conferences\/\d+$/);
  const path = new URL(page.url()).pathname;
  const conferenceId = Number(path.split('/').at(-1));
  expect(await textOfPage(page)).toMatch(/The conference was added[\s\S]*No sessions yet/);
  await press(page, 'Add one session', '/events/new');
  expect(await page.$eval('#conference', (select) => (select as HTMLSelectElement).value)).toBe(String(conferenceId));
  expect(await page.$eval('#startsOn', (input) => (input as HTMLInputElement).value)).toBe(yesterday);
});

test('twelve sessions are signed, issued, counted and closed as a whole (manual; M24)', async () => {
  const { ctx, username } = await manager();
  const day = { startsOn: yesterday, endsOn: yesterday };
  const conferenceId = await givenConference(ctx, 'Sky days', day);
  const path = `/conferences/${conferenceId}`;
  const sessions: number[] = [];
  for (let n = 1; n <= 12; n++) {
    sessions.push(await givenEvent(ctx, { title: `Sky days: Session ${n}`, startsOn: yesterday, conferenceId }));
  }
  for (const eventId of sessions.slice(0, 2)) await givenAttendee(ctx, eventId);
  await givenSignature(ctx);
  const page = await browser.signedIn(username);
  await page.goto(BASE + path);
  expect(await textOfPage(page)).toMatch(/12 sessions still need a certificate count/);
  await expectAccessible(page);

  await press(page, 'Sign 12 sessions', '/events/sign');
  await page.locator('#verified').click();
  await press(page, 'Sign the checked events', path);
  expect(await textOfPage(page)).toContain('12 sessions are signed.');

  await press(page, 'Issue 2 certificates', `${path}/issue`);
  await expectAccessible(page);
  await press(page, 'Issue the certificates', path);
  const issued = async () => {
    const [row] = await db
      .select({ count: sql<string>`sum(${events.issuedCount})` })
      .from(events)
      .where(eq(events.conferenceId, conferenceId));
    return row!.count === '2';
  };
  await eventually(issued, 'both certificates are issued');

  await page.goto(BASE + path);
  await press(page, 'Record 12 counts', `${path}/counts`);
  await expectAccessible(page);
  const boxes = await page.$$('input[name^="onPaper-"]');
  expect(boxes).toHaveLength(12);
  // A blank box skips its session; those with certificates issued here have a 0 beside them.
  for (const box of boxes.slice(2, 11)) await box.type('7');
  await press(page, 'Record the counts', path);
  expect(await textOfPage(page)).toMatch(/11 counts are recorded[\s\S]*1 session still needs a certificate count/);
  await press(page, 'Record 1 count', `${path}/counts`);
  await page.locator('input[name^="onPaper-"]').fill('0');
  await press(page, 'Record the counts', path);
  await pressAndStay(page, 'Close the conference');
  await says(page, /The conference is closed[\s\S]*Nothing was missing/);
  await expectAccessible(page);
  await press(page, 'History', `${path}/history`);
  expect(await textOfPage(page)).toContain('Conference closed');
  await expectAccessible(page);
});

test('without scripts, on a phone, the page of a conference fits, and its forms work', async () => {
  const { ctx, username } = await manager();
  const eventId = await givenEvent(ctx, {
    title: 'River days: rafting',
    startsOn: yesterday,
    conference: 'River days',
  });
  await givenAttendee(ctx, eventId, { completed: false });
  for (const units of ['6.25', '3']) await givenAttendee(ctx, eventId, { name: 'ANA REDFERN', units });
  const page = await browser.signedIn(username, { javaScript: false, width: 360 });
  // axe needs JavaScript, so it looks at the same pages in another tab.
  const scripted = await browser.signedIn(username, { width: 360 });
  await page.goto(`${BASE}/conferences`);
  expect(await fitsTheScreen(page)).toBe(true);
  await press(page, 'River days', /^\/conferences\/\d+$/);
  const path = new URL(page.url()).pathname;
  expect(await fitsTheScreen(page)).toBe(true);
  await press(page, 'Edit the conference', `${path}/edit`);
  expect(await fitsTheScreen(page)).toBe(true);
  await page.$eval('#place', (input) => ((input as HTMLInputElement).value = 'Missoula, MT'));
  await press(page, 'Save changes', path);
  expect(await textOfPage(page)).toMatch(/Your changes are saved[\s\S]*Missoula, MT/);
  for (const [below, words] of [
    ['issue', /Check these before you issue[\s\S]*2 names look misspelled[\s\S]*2 possible duplicates/],
    ['roster', /2 possible duplicates/],
    ['history', /Conference changed[\s\S]*Place/],
  ] as const) {
    await page.goto(`${BASE}${path}/${below}`);
    expect(await textOfPage(page)).toMatch(words);
    expect(await fitsTheScreen(page)).toBe(true);
    await scripted.goto(page.url());
    await expectAccessible(scripted);
  }
  await page.goto(BASE + path);
  await press(page, 'Record 1 count', `${path}/counts`);
  expect(await textOfPage(page)).toContain('2 possible duplicates');
  expect(await fitsTheScreen(page)).toBe(true);
  await page.type(`#onPaper-${eventId}`, '12');
  await press(page, 'Record the counts', path);
  await pressAndStay(page, 'Close the conference');
  await says(page, /The conference is closed/);
  await pressAndStay(page, 'Reopen the conference');
  await says(page, /The conference is open again/);
});
