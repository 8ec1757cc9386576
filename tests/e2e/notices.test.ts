import '../support/settings';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { reportingYearOf } from '@/lib/events/reporting-year';
import { unsubscribeToken } from '@/lib/notices/unsubscribe-token';
import { systemClock } from '@/lib/platform/clock';
import { addDays } from '@/lib/platform/days';
import {
  BASE,
  eventually,
  expectAccessible,
  press,
  pressAndStay,
  signIn,
  testBrowser,
  textOfPage,
} from '../support/browser';
import { outOfReach } from '../support/layout';
import { productDatabase } from '../support/product-database';
import { Visitor } from '../support/visitor';

const browser = testBrowser();
let db: Database;

beforeAll(async () => {
  db = await productDatabase();
  process.env.SESSION_SECRET = readFileSync(path.join(process.env.E2E_DATA_DIR!, 'secret'), 'utf8').trim();
});
afterAll(() => db.$client.end());

const today = systemClock.today();

/** Adds a person with the demo password at a provider of their own, with an event without a count and a course that ends. */
async function givenPerson(): Promise<{ userId: number; username: string; eventId: number }> {
  const username = `todo-${crypto.randomUUID().slice(0, 8)}`;
  const [user] = await db.execute<{ id: string }>(sql`
    insert into users (username, name, email, password_hash)
    select ${username}, 'Todo Person', ${`${username}@example.org`}, password_hash from users where username = 'jdoe' returning id`);
  const [provider] = await db.execute<{ id: string }>(sql`
    insert into providers (name, phone, kind, type)
    values (${`Provider of ${username}`}, '(406) 555-0100', 'multiple_event', 'school') returning id`);
  await db.execute(
    sql`insert into memberships (user_id, provider_id, role) values (${user!.id}, ${provider!.id}, 'manager')`,
  );
  // Nothing else waits for its manager.
  await db.execute(sql`
    insert into yearly_documents (provider_id, kind, year, received_on, how, recorded_by, recorded_at)
    values (${provider!.id}, 'agreement', ${reportingYearOf(today).start}, ${today}::date, 'email', ${user!.id}, now())`);
  const add = async (title: string, from: string, to: string, course: boolean) => {
    const [event] = await db.execute<{ id: string }>(sql`
      insert into events (provider_id, title, instructor, description, starts_on, ends_on, asynchronous, location_kind, hours,
        search_text, attested_by, attested_at, created_by, created_at, updated_by, updated_at, request_key)
      values (${provider!.id}, ${title}, 'Kim Li', 'About it.', ${from}::date, ${to}::date, ${course}, 'online', 6, 'x',
        ${user!.id}, now(), ${user!.id}, now(), ${user!.id}, now(), gen_random_uuid()) returning id`);
    return Number(event!.id);
  };
  const eventId = await add('Teaching fractions in small groups', addDays(today, -9), addDays(today, -9), false);
  await add('Classroom assessment online', addDays(today, -300), addDays(today, 30), true);
  return { userId: Number(user!.id), username, eventId };
}

test('the to-do list leads to each form, and what may wait can be put off, on a phone and without JavaScript', async () => {
  const { username, eventId } = await givenPerson();
  const page = await browser.guest({ javaScript: false, width: 360 });
  await signIn(page, username);
  expect(await page.$eval('header', (header) => header.textContent)).toContain('To do (2)');
  const items = await page.$$eval('.todo > li', (list) => list.map((item) => item.textContent));
  expect(items).toHaveLength(2);
  expect(items[0]).toContain('Teaching fractions in small groups');
  expect(items[0]).not.toContain('Later');
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  await page.click('.todo details summary');
  await pressAndStay(page, 'In a week Classroom assessment online');
  await eventually(async () => (await page.$$('.todo > li')).length === 1, 'the course is off the list');
  expect(await textOfPage(page)).toContain('off your list for now');
  await press(page, 'Record the count Teaching fractions in small groups', `/events/${eventId}/report`);
});

test('the to-do list says for which provider it is, and switches to the list of another', async () => {
  const [one, other] = [await givenPerson(), await givenPerson()];
  const [provider] = await db.execute<{ id: string; name: string }>(sql`
    select p.id, p.name from providers p join memberships m on m.provider_id = p.id where m.user_id = ${other.userId}`);
  await db.execute(
    sql`insert into memberships (user_id, provider_id, role) values (${one.userId}, ${provider!.id}, 'manager')`,
  );
  const page = await browser.guest({ javaScript: false, width: 360 });
  await signIn(page, one.username);
  await page.goto(`${BASE}/portal`);
  const heading = () => page.$eval('#to-do-heading', (element) => element.textContent);
  const here = await heading();
  const [away] = [`Provider of ${one.username}`, provider!.name].filter((name) => !here!.includes(name));
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  await pressAndStay(page, `${away} to-do list`);
  await eventually(async () => (await heading()) === `To do for ${away}`, 'the other list is shown');
});

test('reminders are chosen under My account, without JavaScript too', async () => {
  const { username } = await givenPerson();
  const page = await browser.guest({ javaScript: false });
  await signIn(page, username);
  await page.goto(`${BASE}/account/notices`);
  await page.select('#count_due', 'weekly');
  await page.click('#emails');
  await press(page, 'Save', '/account');
  expect(await textOfPage(page)).toContain('Your reminders are saved.');
  expect(await textOfPage(page)).toContain('On your to-do list only; no emails');
  await page.goto(`${BASE}/account/notices`);
  expect(await page.$eval('#count_due', (select) => (select as HTMLSelectElement).value)).toBe('weekly');
});

test('one click in a mail program ends reminders without cookies; opening the address changes nothing', async () => {
  const { userId } = await givenPerson();
  const address = `/api/unsubscribe/${unsubscribeToken(userId)}`;
  const wants = async () => {
    const [row] = await db.execute<{ emails: boolean }>(
      sql`select emails from notice_preferences where user_id = ${userId}`,
    );
    return row?.emails ?? true;
  };
  const program = new Visitor();
  const post = (at: string, body: string) =>
    program.post(at, new URLSearchParams(body), { Origin: null, 'Sec-Fetch-Site': null });
  const opened = await program.get(address);
  expect(opened.location).toContain('/unsubscribe/');
  expect((await post(address, 'something=else')).status).toBe(400);
  expect(
    (
      await post(
        address.replace(/.$/, (c) => (c === '0' ? '1' : '0')),
        'List-Unsubscribe=One-Click',
      )
    ).status,
  ).toBe(404);
  expect(await wants()).toBe(true);
  expect((await post(address, 'List-Unsubscribe=One-Click')).status).toBe(204);
  expect(await wants()).toBe(false);
});

test('people who open the address are asked first', async () => {
  const { userId } = await givenPerson();
  const page = await browser.guest({ javaScript: false, width: 360 });
  await page.goto(`${BASE}/api/unsubscribe/${unsubscribeToken(userId)}`);
  await pressAndStay(page, 'Stop these emails');
  await eventually(async () => (await textOfPage(page)).includes('You get no reminders by email'), 'it says so');
});

// axe needs JavaScript.
test('the list, the choices and the page that asks are accessible', async () => {
  const { userId, username } = await givenPerson();
  const page = await browser.guest({ width: 360 });
  await page.goto(`${BASE}/unsubscribe/${unsubscribeToken(userId)}`);
  await expectAccessible(page);
  expect(await outOfReach(page)).toEqual([]);
  await signIn(page, username);
  await expectAccessible(page);
  await page.goto(`${BASE}/account/notices`);
  await expectAccessible(page);
});
