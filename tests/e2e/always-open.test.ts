import { sql } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { givenOpenCourse } from '../access/people';
import { makeLinkByHand } from '../access/share-by-hand';
import { BASE, eventually, expectAccessible, pressAndStay, testBrowser, textOfPage } from '../support/browser';
import { productDatabase } from '../support/product-database';
import { Visitor } from '../support/visitor';

const browser = testBrowser();

let db: Database;
beforeAll(async () => {
  db = await productDatabase();
});
afterAll(() => db.$client.end());

/** A day in Montana, so many days from today, as the database sees it. */
async function dayOf(offset: number): Promise<string> {
  const [row] = await db.execute<{ day: string }>(
    sql`select ((now() at time zone 'America/Denver')::date + ${offset}::int)::text as day`,
  );
  return row!.day;
}

test('a course that ended a few days ago is continued with one click without JavaScript, and its link leads on', async () => {
  const { id } = await givenOpenCourse(db);
  await db.execute(
    sql`update events set starts_on = ${await dayOf(-367)}, ends_on = ${await dayOf(-3)} where id = ${id}`,
  );
  const link = await makeLinkByHand(await Visitor.signedIn('jdoe'), id);
  const page = await browser.signedIn('jdoe', { javaScript: false });
  // axe needs JavaScript, so it looks at the same pages in another tab.
  const scripted = await browser.signedIn('jdoe', { width: 360 });
  const looksRight = async () => {
    await scripted.goto(page.url());
    await expectAccessible(scripted);
  };
  await page.setViewport({ width: 360, height: 740 });
  await page.goto(`${BASE}/events/${id}`);
  expect(await textOfPage(page)).toContain('Is it still open?');
  await looksRight();
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(360);
  await pressAndStay(page, 'Make next year’s entry');
  await eventually(
    async () => (await textOfPage(page)).includes('This is the entry for the next year'),
    'the entry for the next year is shown',
  );
  const next = new URL(page.url()).pathname;
  expect(next).not.toBe(`/events/${id}`);
  expect(await textOfPage(page)).toContain('Years of this course');
  await looksRight();
  await page.goto(`${BASE}/events/${id}`);
  expect(await textOfPage(page)).not.toContain('Make next year’s entry');

  // An attendee with the link of the year that ended.
  await page.goto(`${BASE}${link.path}`);
  await looksRight();
  await page.type('#name', 'Zoë Ñandú');
  for (const box of ['completed', 'educator']) await page.click(`[name="${box}"]`);
  await pressAndStay(page, 'Get my certificate');
  await eventually(
    async () => (await textOfPage(page)).includes('Enter the day on which you completed the course.'),
    'the day of completion is required',
  );
  await page.$eval(
    '#completedOn',
    (box, day) => {
      (box as HTMLInputElement).value = day;
    },
    await dayOf(-1),
  );
  await pressAndStay(page, 'Get my certificate');
  await eventually(
    async () => !(await textOfPage(page)).includes('Get my certificate'),
    'the certificate is shown in place of the form',
  );
  const rows = await db.execute<{ event_id: string }>(sql`
    select c.event_id from claims c join share_links l on l.id = c.share_link_id where l.id = ${link.linkId}`);
  expect(rows.map(({ event_id }) => `/events/${event_id}`)).toEqual([next]);
});
