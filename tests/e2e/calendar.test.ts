import { sql } from 'drizzle-orm';
import ICAL from 'ical.js';
import nodeIcal from 'node-ical';
import type { Database } from '@/db/client';
import { addPerson, givenSecretEvent } from '../access/people';
import { makeLinkByHand } from '../access/share-by-hand';
import { BASE, expectAccessible, press, pressAndStay, testBrowser, textOfPage } from '../support/browser';
import { productDatabase } from '../support/product-database';
import { Visitor } from '../support/visitor';

jest.setTimeout(120_000);

const browser = testBrowser();
let db: Database;

beforeAll(async () => {
  db = await productDatabase();
});
afterAll(async () => {
  await db.$client.end();
});

/** The titles in a calendar, as ical.js and node-ical agree on them. */
function titlesIn(text: string): string[] {
  const one = new ICAL.Component(ICAL.parse(text))
    .getAllSubcomponents('vevent')
    .map((event) => String(event.getFirstPropertyValue('summary')));
  const other = Object.values(nodeIcal.sync.parseICS(text)).flatMap((item) =>
    item?.type === 'VEVENT' ? [String(item.summary)] : [],
  );
  expect(other.sort()).toEqual([...one].sort());
  return one;
}

/** Adds an event in a month in which no other test has events, since a day shows only a few. */
async function givenEventInAMonthOfItsOwn() {
  const event = await givenSecretEvent(db);
  const month = `${2100 + Math.floor(Math.random() * 99)}-0${1 + Math.floor(Math.random() * 9)}`;
  await db.execute(sql`
    update events set starts_on = ${`${month}-10`}, ends_on = ${`${month}-11`} where id = ${event.id}`);
  return { ...event, month };
}

test('the calendar is used by keyboard and without scripts, and is read day by day on a phone', async () => {
  const event = await givenEventInAMonthOfItsOwn();
  const { username } = await addPerson(db);
  const page = await browser.signedIn(username);
  await press(page, 'Month', '/events/calendar');
  await expectAccessible(page);
  await page.goto(`${BASE}/events/calendar?month=${event.month}`);
  expect(await textOfPage(page)).toContain(event.title);
  const thisMonth = await page.$eval('h2', (heading) => heading.textContent);
  await page.focus('a[rel=next]');
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
  expect(new URL(page.url()).searchParams.get('month')).toMatch(/^\d{4}-\d{2}$/);
  expect(await page.$eval('h2', (heading) => heading.textContent)).not.toBe(thisMonth);

  const phone = await browser.signedIn(username, { width: 360, javaScript: false });
  await phone.goto(`${BASE}/events/calendar?month=${event.month}`);
  expect(await textOfPage(phone)).toContain(event.title);
  expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await pressAndStay(phone, 'Agenda');
  await phone.waitForSelector('.agenda');
  expect(await textOfPage(phone)).toContain(event.title);

  const narrow = await browser.signedIn(username, { width: 360 });
  const month = `/events/calendar?month=${event.month}`;
  for (const path of [month, `${month}&view=agenda`, '/account/calendar']) {
    await narrow.goto(BASE + path);
    await expectAccessible(narrow);
    expect(await narrow.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  }
});

test('a person makes a feed without scripts, a calendar program reads it without cookies, and it is turned off', async () => {
  const event = await givenSecretEvent(db);
  const { username } = await addPerson(db);
  const page = await browser.signedIn(username, { javaScript: false });
  await page.goto(`${BASE}/account/calendar`);
  await pressAndStay(page, 'Create a calendar address');
  await page.waitForSelector('#calendar-address');
  const address = await page.$eval('#calendar-address', (input) => (input as HTMLInputElement).value);
  const read = (headers: Record<string, string> = {}) =>
    fetch(`${BASE}${new URL(address).pathname}`, { headers, redirect: 'manual' });
  const answer = await read();
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8']);
  expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
  expect(titlesIn(await answer.text())).toContain(event.title);
  const again = await read({ 'If-None-Match': answer.headers.get('etag')! });
  expect([again.status, await again.text()]).toEqual([304, '']);

  await page.goto(`${BASE}/account/calendar`);
  expect(await page.content()).not.toContain(new URL(address).pathname);
  await pressAndStay(page, 'Turn off the feed');
  await page.waitForSelector('.notice-success');
  expect((await read()).status).toBe(404);
});

test('an attendee adds the event of a share link to their own calendar, at its time', async () => {
  const event = await givenSecretEvent(db);
  // An event that is over is not offered any longer.
  await db.execute(sql`
    update events set starts_on = '2101-01-14', ends_on = '2101-01-14', starts_at = '13:00', ends_at = '14:15'
    where id = ${event.id}`);
  const { username } = await addPerson(db);
  const link = await makeLinkByHand(await Visitor.signedIn(username), event.id);
  const page = await browser.guest({ width: 360 });
  await page.goto(BASE + link.path);
  const href = await page.$eval('.add-to-calendar a', (anchor) => anchor.getAttribute('href'));
  const answer = await new Visitor().get(href!);
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename="event.ics"');
  expect(titlesIn(answer.body)).toEqual([event.title]);
  expect(answer.body).toMatch(/DTSTART:21010114T200000Z\r\nDTEND:21010114T211500Z\r\n/);
});
