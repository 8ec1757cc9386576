import '../support/settings';
import { eq } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { events, memberships, users } from '@/db/schema';
import { issueCertificates } from '@/lib/certificates/issue/issue-certificates';
import { systemClock } from '@/lib/platform/clock';
import { addDays } from '@/lib/platform/days';
import { closeRenderer } from '@/lib/platform/pdf/renderer';
import { givenAttendee } from '../support/attendees';
import { BASE, expectAccessible, press, pressAndStay, testBrowser, textOfPage } from '../support/browser';
import { givenEvent } from '../support/events';
import { providerContext } from '../support/people';
import { productDatabase } from '../support/product-database';

const browser = testBrowser();
const yesterday = addDays(systemClock.today(), -1);
let db: Database;
beforeAll(async () => {
  db = await productDatabase();
});
afterAll(async () => {
  await closeRenderer();
  await db.$client.end();
});

/** A context in which things are done as this demo person. */
async function contextOf(username: string) {
  const ctx = await providerContext(db);
  const [row] = await db
    .select({ userId: users.id, providerId: memberships.providerId })
    .from(users)
    .innerJoin(memberships, eq(memberships.userId, users.id))
    .where(eq(users.username, username));
  return { ...ctx, clock: systemClock, actor: { ...ctx.actor, ...row! } };
}

/** An event of jdoe's that ended yesterday, with a certificate for each of so many people. */
async function ended(title: string, many: number) {
  const ctx = await contextOf('jdoe');
  const eventId = await givenEvent(ctx, { title, startsOn: yesterday, endsOn: yesterday });
  const more = async (count: number) => {
    const attendeeIds: number[] = [];
    for (let n = 0; n < count; n++) attendeeIds.push(await givenAttendee(ctx, eventId));
    await issueCertificates(ctx, { eventId, attendeeIds });
  };
  await more(many);
  return { eventId, more };
}

test('a count is closed in one click, and what is issued later is told until it is recorded, too', async () => {
  const title = `Counted by itself ${crypto.randomUUID().slice(0, 8)}`;
  const { eventId, more } = await ended(title, 3);
  const eventPath = `/events/${eventId}`;
  const page = await browser.signedIn('jdoe');
  await page.goto(`${BASE}${eventPath}/report`);
  expect(await textOfPage(page)).toMatch(/3 named certificates were issued here[\s\S]*3 in all/);
  await expectAccessible(page);
  await press(page, 'Record certificates', eventPath);
  expect(await textOfPage(page)).toContain('3 certificates: 3 issued here, 0 on paper');

  await more(2);
  await page.goto(`${BASE}/events?q=${encodeURIComponent(title)}`);
  expect(await textOfPage(page)).toContain('2 more issued since');
  await expectAccessible(page);
  await press(page, 'Record 5', `${eventPath}/report`);
  expect(await textOfPage(page)).toContain('2 more certificates were issued since the number was recorded');
  await expectAccessible(page);
  await page.locator('#onPaper').fill('4');
  await press(page, 'Record certificates', eventPath);
  const text = await textOfPage(page);
  expect(text).toContain('9 certificates: 5 issued here, 4 on paper');
  expect(text).not.toContain('since the number was recorded');
});

test('a blank number on paper is refused; without JavaScript as well, on a phone', async () => {
  const { eventId } = await ended('Blank is never zero', 1);
  const page = await browser.signedIn('jdoe', { javaScript: false, width: 360 });
  await page.goto(`${BASE}/events/${eventId}/report`);
  await (await page.$('#onPaper'))!.click({ count: 3 });
  await page.keyboard.press('Backspace');
  await pressAndStay(page, 'Record certificates');
  await page.waitForSelector('.error-summary');
  expect(await textOfPage(page)).toContain('If there were none, enter 0.');
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  const [row] = await db.select().from(events).where(eq(events.id, eventId));
  expect(row!.certificateCount).toBeNull();
});

test('the sessions of a conference lead to each other', async () => {
  const page = await browser.signedIn('jdoe');
  await page.goto(`${BASE}/events?q=robotics`);
  await press(page, 'Big Sky Educators’ Conference: Robotics on a shoestring', /^\/events\/\d+$/);
  await press(page, 'Big Sky Educators’ Conference', '/events');
  expect(await textOfPage(page)).toContain('12 events');
  await expectAccessible(page);
  await page.goto(`${BASE}/events/new`);
  expect(await textOfPage(page)).toContain('Name of the conference (optional)');
});
