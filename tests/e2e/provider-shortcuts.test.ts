import { sql } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { givenSecretEvent } from '../access/people';
import { BASE, eventually, expectAccessible, press, pressAndStay, testBrowser, textOfPage } from '../support/browser';
import { productDatabase } from '../support/product-database';

const browser = testBrowser();
let db: Database;

beforeAll(async () => {
  db = await productDatabase();
});
afterAll(() => db.$client.end());

/** Adds an event of Big Sky School District that ended long ago and owes a count. */
async function givenOwed(): Promise<{ id: number; title: string }> {
  const event = await givenSecretEvent(db);
  await db.execute(
    sql`update events set starts_on = '2024-05-03', ends_on = '2024-05-03', hours = 6 where id = ${event.id}`,
  );
  return event;
}

const countOf = async (id: number) => {
  const [row] = await db.execute(sql`select certificate_count from events where id = ${id}`);
  return row!.certificate_count;
};

test.each([true, false])('several counts are recorded with one save (with JavaScript: %s)', async (javaScript) => {
  const page = await browser.signedIn('jdoe', { javaScript, width: 360 });
  const [good, wrong] = [await givenOwed(), await givenOwed()];
  await page.goto(`${BASE}/events`);
  await press(page, 'Record the counts', '/events/counts');
  if (javaScript) await expectAccessible(page);
  await page.type(`#onPaper-${good.id}`, '24');
  await page.type(`#onPaper-${wrong.id}`, 'many');
  await pressAndStay(page, 'Record the counts');
  await eventually(async () => (await page.$('.error-summary')) !== null, 'the wrong row is named');
  expect(await page.title()).toMatch(/^Error: Record counts/);
  expect(await textOfPage(page)).toContain('Enter a whole number');
  expect(await countOf(good.id)).toBe(24);
  expect(await countOf(wrong.id)).toBeNull();
  await page.$eval(`#onPaper-${wrong.id}`, (box) => {
    (box as HTMLInputElement).value = '';
  });
  await page.type(`#onPaper-${wrong.id}`, '0');
  await pressAndStay(page, 'Record the counts');
  await eventually(async () => (await countOf(wrong.id)) === 0, 'the other row is recorded');
});

test('a half-filled event is offered again after leaving the page, and no more once it is discarded', async () => {
  const page = await browser.signedIn('jdoe');
  await page.goto(`${BASE}/events/new`);
  await page.locator('#title').fill('Half an event');
  await page.goto(`${BASE}/portal`);
  await page.goto(`${BASE}/events/new`);
  await pressAndStay(page, 'Continue with it');
  await eventually(
    async () => (await page.$eval('#title', (box) => (box as HTMLInputElement).value)) === 'Half an event',
    'the title is back',
  );
  await page.goto(`${BASE}/events/new`);
  await expectAccessible(page);
  await pressAndStay(page, 'Discard it');
  await page.goto(`${BASE}/events/new`);
  await page.waitForSelector('#title');
  expect(await textOfPage(page)).not.toContain('You began an event');
});

test('the numbers of the year and the search for lost certificates are accessible', async () => {
  const page = await browser.signedIn('jdoe', { width: 360 });
  await page.goto(`${BASE}/numbers`);
  await expectAccessible(page);
  await page.goto(`${BASE}/certificates?q=nobody`);
  expect(await textOfPage(page)).toContain('No certificate matches');
  await expectAccessible(page);
});
