import '../support/settings';
import { eq } from 'drizzle-orm';
import type { Page } from 'puppeteer';
import type { Database } from '@/db/client';
import { events } from '@/db/schema';
import { issueCertificates } from '@/lib/certificates/issue/issue-certificates';
import { claimThroughLink } from '@/lib/claims/claim-through-link';
import { systemClock } from '@/lib/platform/clock';
import { addDays } from '@/lib/platform/days';
import { closeRenderer } from '@/lib/platform/pdf/renderer';
import { givenAttendee } from '../support/attendees';
import { BASE, eventually, expectAccessible, press, pressAndStay, testBrowser, textOfPage } from '../support/browser';
import { givenEvent } from '../support/events';
import { demoContext } from '../support/people';
import { productDatabase } from '../support/product-database';
import { attendeeVisit, claimOf, givenLink } from '../support/share-links';

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

/** Adds an event of jdoe's that ended yesterday, with a certificate for each of this many people. */
async function ended(title: string, many: number) {
  const ctx = await demoContext(db, 'jdoe');
  const eventId = await givenEvent(ctx, { title, startsOn: yesterday, endsOn: yesterday });
  const more = async (count: number) => {
    const attendeeIds: number[] = [];
    for (let n = 0; n < count; n++) attendeeIds.push(await givenAttendee(ctx, eventId));
    await issueCertificates(ctx, { eventId, attendeeIds });
  };
  await more(many);
  return { eventId, more };
}

/** Returns the first bytes of a file, requested with the page's own cookies. */
const firstBytes = (page: Page, address: string) =>
  page.evaluate(async (path) => (await (await fetch(path)).text()).slice(0, 4), address);

test('a count is recorded in one click, and certificates issued later show until they are recorded, too', async () => {
  const title = `Counted by itself ${crypto.randomUUID().slice(0, 8)}`;
  const { eventId, more } = await ended(title, 3);
  const eventPath = `/events/${eventId}`;
  const page = await browser.signedIn('jdoe');
  await page.goto(`${BASE}${eventPath}/report`);
  expect(await textOfPage(page)).toMatch(/3 named certificates issued here are valid[\s\S]*3 in all/);
  await expectAccessible(page);
  await press(page, 'Record count', eventPath);
  expect(await textOfPage(page)).toContain('3 certificates: 3 issued here, 0 on paper');

  await more(2);
  await page.goto(`${BASE}/events?q=${encodeURIComponent(title)}`);
  expect(await textOfPage(page)).toContain('2 more issued since');
  await expectAccessible(page);
  await press(page, 'Record 5', `${eventPath}/report`);
  expect(await textOfPage(page)).toContain('2 more certificates were issued since the count was recorded');
  await expectAccessible(page);
  await page.locator('#onPaper').fill('4');
  await press(page, 'Record count', eventPath);
  const text = await textOfPage(page);
  expect(text).toContain('9 certificates: 5 issued here, 4 on paper');
  expect(text).not.toContain('since the count was recorded');
});

test('a blank number on paper is refused, even without JavaScript, on a phone', async () => {
  const { eventId } = await ended('Blank is never zero', 1);
  const page = await browser.signedIn('jdoe', { javaScript: false, width: 360 });
  await page.goto(`${BASE}/events/${eventId}/report`);
  await (await page.$('#onPaper'))!.click({ count: 3 });
  await page.keyboard.press('Backspace');
  await pressAndStay(page, 'Record count');
  await page.waitForSelector('.error-summary');
  expect(await textOfPage(page)).toContain('If there were none, enter 0.');
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  const [row] = await db.select().from(events).where(eq(events.id, eventId));
  expect(row!.certificateCount).toBeNull();
});

test.each([true, false])(
  'two people record a count: the later one sees both and chooses (JavaScript: %s)',
  async (javaScript) => {
    const { eventId } = await ended('Counted by two', 0);
    const eventPath = `/events/${eventId}`;
    const first = await browser.signedIn('jdoe');
    const later = await browser.signedIn('jdoe', { javaScript, width: 360 });
    const enter = async (page: Page, count: string) => {
      await (await page.$('#onPaper'))!.click({ count: 3 });
      await page.keyboard.type(count);
    };
    await Promise.all([first.goto(`${BASE}${eventPath}/report`), later.goto(`${BASE}${eventPath}/report`)]);
    await enter(first, '24');
    await press(first, 'Record count', eventPath);

    await enter(later, '1300');
    await pressAndStay(later, 'Record count');
    await later.waitForSelector('.diff-table');
    const asked = await textOfPage(later);
    expect(asked).toContain('Someone else recorded a different count while you had this form open');
    expect(asked).toContain('recorded 24 on');
    expect(asked).toContain('1,300');
    expect(asked).toContain('Keep 24');
    // axe needs the page's scripts.
    if (javaScript) await expectAccessible(later);
    expect(await later.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    const countNow = async () => (await db.select().from(events).where(eq(events.id, eventId)))[0]!.certificateCount;
    expect(await countNow()).toBe(24);

    await pressAndStay(later, 'Record my number');
    await eventually(async () => (await textOfPage(later)).includes('1,300 certificates is a large number'), 'it asks');
    await press(later, 'Yes, record it', eventPath);
    expect(await countNow()).toBe(1300);
    expect(await textOfPage(later)).toMatch(/1,300 certificates[\s\S]*24 certificates/);
  },
);

test('an attendee’s certificates of a conference are downloaded at once, by the provider and by the attendee', async () => {
  const ctx = await demoContext(db, 'jdoe');
  const conference = `Sky days ${crypto.randomUUID().slice(0, 8)}`;
  const session = { startsOn: yesterday, endsOn: yesterday, conference };
  const events = [
    await givenEvent(ctx, { ...session, title: 'Morning' }),
    await givenEvent(ctx, { ...session, title: 'Afternoon' }),
  ];
  const attendee = { path: '', email: `${crypto.randomUUID()}@example.org` };
  for (const eventId of events) {
    const id = await givenAttendee(ctx, eventId, { email: attendee.email });
    await issueCertificates(ctx, { eventId, attendeeIds: [id] });
    attendee.path = `/events/${eventId}/attendees/${id}`;
  }
  const provider = await browser.signedIn('jdoe');
  await provider.goto(BASE + attendee.path);
  expect(await textOfPage(provider)).toMatch(
    /All of this person’s certificates from Sky days[\s\S]*Morning[\s\S]*Afternoon/,
  );
  await expectAccessible(provider);
  expect(await firstBytes(provider, `${attendee.path}/conference`)).toBe('PK\x03\x04');

  const phone = await browser.guest({ width: 360 });
  const testDb = `${crypto.randomUUID()}${crypto.randomUUID()}`.replaceAll('-', '');
  let token = '';
  for (const eventId of events) {
    ({ token } = await givenLink(ctx, eventId));
    await claimThroughLink(attendeeVisit(ctx, crypto.randomUUID()), {
      ...claimOf({ name: 'Li Ming' }),
      token,
      holder: testDb,
    });
  }
  await phone.setCookie({ name: 'pdups.holder', value: testDb, url: BASE });
  await phone.goto(`${BASE}/certificate/${token}`);
  expect(await textOfPage(phone)).toMatch(/Your certificates from Sky days[\s\S]*Morning[\s\S]*Afternoon/);
  await expectAccessible(phone);
  expect(await phone.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  expect(await firstBytes(phone, `/certificate/${token}/conference`)).toBe('PK\x03\x04');
});

test('the sessions of a conference link to each other', async () => {
  const page = await browser.signedIn('jdoe');
  await page.goto(`${BASE}/events?q=robotics`);
  await press(page, 'Robotics on a shoestring', /^\/events\/\d+$/);
  await press(page, 'Big Sky Educators’ Conference', /^\/conferences\/\d+$/);
  expect(await textOfPage(page)).toMatch(/12 sessions, in order[\s\S]*3 sessions still need a certificate count/);
  await expectAccessible(page);
  await page.goto(`${BASE}/events/new`);
  expect(await textOfPage(page)).toContain('Session of a conference (optional)');
});
