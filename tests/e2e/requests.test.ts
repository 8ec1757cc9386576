import { sql } from 'drizzle-orm';
import type { Page } from 'puppeteer';
import type { Database } from '@/db/client';
import { addPerson, givenEndedEvent, givenProvider } from '../access/people';
import { claimByHand, makeLinkByHand } from '../access/share-by-hand';
import { BASE, eventually, expectAccessible, press, pressAndStay, testBrowser, textOfPage } from '../support/browser';
import { tabAndEnter, tabAndType, tabTo } from '../support/keyboard';
import { latestEmailTo } from '../support/mailbox';
import { productDatabase } from '../support/product-database';
import { Visitor } from '../support/visitor';

jest.setTimeout(120_000);

const browser = testBrowser();
let db: Database;

beforeAll(async () => {
  db = await productDatabase();
});
afterAll(() => db.$client.end());

const says = (page: Page, words: string) =>
  eventually(async () => (await textOfPage(page)).includes(words), `the page says “${words}”`);

const titleOf = async (eventId: number) =>
  (await db.execute<{ title: string }>(sql`select title from events where id = ${eventId}`))[0]!.title;

async function retitle(page: Page, title: string): Promise<void> {
  await page.$eval('#title', (box) => (box as HTMLInputElement).select());
  await page.type('#title', title);
}

const REQUEST = /^\/requests\/\d+$/;

test('a provider asks for a correction, staff ask a question and approve it, and the event is corrected', async () => {
  const event = await givenEndedEvent(db);
  const provider = await browser.signedIn('jdoe', { width: 360 });
  await provider.goto(`${BASE}/events/${event.id}`);
  await press(provider, 'Ask for a correction', `/events/${event.id}/request`);
  await expectAccessible(provider);
  const title = `Corrected ${crypto.randomUUID()}`;
  await retitle(provider, title);
  await pressAndStay(provider, 'Check the request');
  await says(provider, 'Enter the reason.');
  await provider.type('#reason', 'The title on the flyer was another one.');
  await pressAndStay(provider, 'Check the request');
  await says(provider, 'Nothing is sent yet.');
  await expectAccessible(provider);
  expect(await textOfPage(provider)).toContain(event.title);
  await press(provider, 'Send request', REQUEST);
  await expectAccessible(provider);
  const requestId = new URL(provider.url()).pathname.split('/').at(-1)!;

  const staff = await browser.signedIn('rstaff');
  await staff.goto(`${BASE}/admin/requests?queue=unassigned&q=${event.id}`);
  await expectAccessible(staff);
  const cleared = await staff.$$eval('main .filter-bar a', ([link]) => link!.getAttribute('href'));
  expect(cleared).toBe('/admin/requests?queue=unassigned');
  await press(staff, `Correction of ${event.title}`, `/admin/requests/${requestId}`);
  await expectAccessible(staff);
  expect(await textOfPage(staff)).toContain('The title on the flyer was another one.');
  await staff.type('#question', 'Can you send us the flyer?');
  await press(staff, 'Send question', '/admin/requests');
  // Back in the list that the request was opened from.
  expect(new URL(staff.url()).search).toBe(`?queue=unassigned&q=${event.id}&saved=asked`);

  const [asker] = await db.execute<{ email: string }>(sql`select email from users where username = 'jdoe'`);
  await eventually(
    async () => (await latestEmailTo(asker!.email)).includes('Can you send us the flyer?'),
    'the question arrives by email',
  );
  await provider.goto(`${BASE}/requests/${requestId}`);
  await says(provider, 'Can you send us the flyer?');
  await provider.type('#answer', 'It was put up on the wall of the school.');
  await pressAndStay(provider, 'Send answer');
  await says(provider, 'Your answer was sent.');
  const focused = () => provider.evaluate(() => document.activeElement?.textContent);
  await eventually(async () => (await focused()) === 'Your answer was sent.', 'the focus is on what was done');

  await staff.goto(`${BASE}/admin/requests/${requestId}`);
  await staff.type('#note', 'Thank you.');
  await press(staff, 'Approve and change the event', '/admin/requests');
  expect(await titleOf(event.id)).toBe(title);
  await provider.goto(`${BASE}/requests/${requestId}`);
  await says(provider, 'Approved');
  await provider.goto(`${BASE}/events/${event.id}`);
  expect(await textOfPage(provider)).toContain(title);
});

test('without JavaScript, a request is sent and declined', async () => {
  const event = await givenEndedEvent(db);
  const provider = await browser.signedIn('jdoe', { javaScript: false });
  await provider.goto(`${BASE}/events/${event.id}/request`);
  await retitle(provider, 'Another title');
  await provider.type('#reason', 'A typo.');
  await pressAndStay(provider, 'Check the request');
  await says(provider, 'Nothing is sent yet.');
  await press(provider, 'Send request', REQUEST);
  const requestId = new URL(provider.url()).pathname.split('/').at(-1)!;
  const staff = await browser.signedIn('rstaff', { javaScript: false });
  await staff.goto(`${BASE}/admin/requests/${requestId}`);
  await pressAndStay(staff, 'Decline');
  await says(staff, 'Choose a reason.');
  await staff.click('input[name="ground"][value="not-needed"]');
  await staff.type('#sentence', 'The title is the one on the flyer.');
  // Of the four forms on the page, the one that was sent is kept when the session has ended.
  const cookies = await staff.browserContext().cookies();
  await staff.browserContext().deleteCookie(...cookies);
  await pressAndStay(staff, 'Decline');
  await says(staff, 'Your session has ended');
  await staff.browserContext().setCookie(...cookies);
  await press(staff, 'Decline', '/admin/requests');
  await provider.goto(`${BASE}/requests/${requestId}`);
  await says(provider, 'The title is the one on the flyer.');
  expect(await titleOf(event.id)).toBe(event.title);
  // Once declined, it can be asked for again.
  await provider.goto(`${BASE}/events/${event.id}/request`);
  await says(provider, 'Why it needs to be corrected');
});

test('staff work through a request with the keyboard alone', async () => {
  const event = await givenEndedEvent(db);
  const provider = await browser.signedIn('jdoe');
  await provider.goto(`${BASE}/events/${event.id}/request`);
  await retitle(provider, 'By keyboard');
  await provider.type('#reason', 'A typo.');
  await pressAndStay(provider, 'Check the request');
  await press(provider, 'Send request', REQUEST);
  const requestId = new URL(provider.url()).pathname.split('/').at(-1)!;
  const staff = await browser.signedIn('rstaff');
  await staff.goto(`${BASE}/admin/requests?q=${event.id}`);
  await tabAndEnter(staff, `Correction of ${event.title}`);
  await eventually(async () => new URL(staff.url()).pathname === `/admin/requests/${requestId}`, 'it opens');
  await tabAndType(staff, /^Note to the provider/, 'Done.');
  await tabTo(staff, 'Approve and change the event');
  await staff.keyboard.press('Enter');
  await eventually(async () => new URL(staff.url()).pathname === '/admin/requests', 'it is approved');
  expect(await titleOf(event.id)).toBe('By keyboard');
});

test('two reviewers: the second one reads that it is decided; a change in the meantime is compared first', async () => {
  const event = await givenEndedEvent(db);
  const provider = await browser.signedIn('jdoe');
  await provider.goto(`${BASE}/events/${event.id}/request`);
  await retitle(provider, 'Three versions');
  await provider.type('#reason', 'A typo.');
  await pressAndStay(provider, 'Check the request');
  await press(provider, 'Send request', REQUEST);
  const requestId = new URL(provider.url()).pathname.split('/').at(-1)!;
  const [one, two] = await Promise.all([browser.signedIn('rstaff'), browser.signedIn('rstaff')]);
  await one.goto(`${BASE}/admin/requests/${requestId}`);
  await two.goto(`${BASE}/admin/requests/${requestId}`);
  await db.execute(sql`update events set title = 'Meanwhile', version = version + 1 where id = ${event.id}`);
  await pressAndStay(one, 'Approve and change the event');
  await says(one, 'The record was changed a moment ago');
  const focused = () => one.evaluate(() => document.activeElement?.getAttribute('aria-label'));
  await eventually(async () => (await focused()) === 'The record was changed a moment ago', 'it has the focus');
  await one.goto(`${BASE}/admin/requests/${requestId}`);
  await says(one, 'When it was asked');
  await expectAccessible(one);
  await press(one, 'Approve and change the event', '/admin/requests');
  expect(await titleOf(event.id)).toBe('Three versions');
  await pressAndStay(two, 'Approve and change the event');
  await says(two, 'This request was approved, and its change was made.');
});

describe('an event that did not take place', () => {
  test('its provider asks for a cancellation, staff cancel and restore it, and each of its pages shows that', async () => {
    const event = await givenEndedEvent(db);
    const { path: link } = await makeLinkByHand(await Visitor.signedIn('jdoe'), event.id);
    const provider = await browser.signedIn('jdoe', { width: 360 });
    await provider.goto(`${BASE}/events/${event.id}`);
    await press(provider, 'This event was canceled', `/events/${event.id}/request/cancellation`);
    await expectAccessible(provider);
    await pressAndStay(provider, 'Send request');
    await says(provider, 'Enter the reason.');
    await provider.type('#reason', 'Only two people signed up.');
    await press(provider, 'Send request', REQUEST);
    await expectAccessible(provider);
    expect(await textOfPage(provider)).toContain(`Cancellation of ${event.title}`);
    const requestId = new URL(provider.url()).pathname.split('/').at(-1)!;
    // A second request of this kind waits for the first.
    await provider.goto(`${BASE}/events/${event.id}/request/cancellation`);
    await says(provider, 'already asked for a cancellation');

    const staff = await browser.signedIn('rstaff', { width: 360 });
    await staff.goto(`${BASE}/admin/requests?q=${event.id}`);
    await press(staff, `Cancellation of ${event.title}`, `/admin/requests/${requestId}`);
    await expectAccessible(staff);
    expect(await textOfPage(staff)).toContain('Only two people signed up.');
    expect(await textOfPage(staff)).toContain(
      '1 share link. Share links stop working and say that the event was canceled.',
    );
    await press(staff, 'Approve and cancel the event', '/admin/requests');

    const list = async () => {
      await provider.goto(`${BASE}/events?q=${event.id}`);
      return (await textOfPage(provider)).includes(event.title);
    };
    expect(await list()).toBe(false);
    await provider.goto(`${BASE}/events?q=${event.id}&state=canceled`);
    await expectAccessible(provider);
    expect(await textOfPage(provider)).toContain(event.title);
    await press(provider, event.title, `/events/${event.id}`);
    await expectAccessible(provider);
    expect(await textOfPage(provider)).toContain('Only two people signed up.');
    expect(await textOfPage(provider)).not.toContain('Print to PDF');
    for (const page of ['attendees', 'certificates', 'share', 'evaluation', 'history', 'edit', 'report']) {
      await provider.goto(`${BASE}/events/${event.id}/${page}`);
      await says(provider, 'This event was canceled.');
      await expectAccessible(provider);
    }
    const attendee = await browser.guest({ width: 360 });
    await attendee.goto(`${BASE}${link}`);
    await says(attendee, 'This event was canceled');
    await expectAccessible(attendee);

    await staff.goto(`${BASE}/admin/events/${event.id}`);
    await press(staff, 'Restore', `/admin/events/${event.id}/restore`);
    await expectAccessible(staff);
    await staff.type('#reason', 'It took place in the gym.');
    await press(staff, 'Restore this event', `/admin/events/${event.id}`);
    expect(await list()).toBe(true);
    await provider.goto(`${BASE}/events/${event.id}/history`);
    expect(await textOfPage(provider)).toContain('It took place in the gym.');
    await attendee.goto(`${BASE}${link}`);
    expect(await textOfPage(attendee)).not.toContain('canceled');
    await staff.goto(`${BASE}/admin/events/${event.id}/cancel`);
    await expectAccessible(staff);
  });

  test('without JavaScript, the provider asks, and staff cancel it themselves and restore it', async () => {
    const event = await givenEndedEvent(db);
    const provider = await browser.signedIn('jdoe', { javaScript: false });
    await provider.goto(`${BASE}/events/${event.id}/request/cancellation`);
    await pressAndStay(provider, 'Send request');
    await says(provider, 'Enter the reason.');
    await provider.type('#reason', 'The instructor fell ill.');
    await press(provider, 'Send request', REQUEST);
    const staff = await browser.signedIn('rstaff', { javaScript: false });
    await staff.goto(`${BASE}/admin/events/${event.id}`);
    await press(staff, 'Cancel event', `/admin/events/${event.id}/cancel`);
    await pressAndStay(staff, 'Cancel this event');
    await says(staff, 'Enter the reason.');
    // Somebody changes it while the form is open.
    await db.execute(sql`update events set version = version + 1 where id = ${event.id}`);
    await staff.type('#reason', 'They called us.');
    await pressAndStay(staff, 'Cancel this event');
    await says(staff, 'Nothing was canceled.');
    await staff.goto(`${BASE}/admin/events/${event.id}/cancel`);
    await staff.type('#reason', 'They called us.');
    await press(staff, 'Cancel this event', `/admin/events/${event.id}`);
    expect(await textOfPage(staff)).toContain('The event is canceled.');
    await staff.goto(`${BASE}/admin/events/${event.id}/cancel`);
    await says(staff, 'Already canceled');
    await staff.goto(`${BASE}/admin/events/${event.id}/correct`);
    await says(staff, 'It can’t be changed until it is restored.');
    await staff.goto(`${BASE}/admin/events/${event.id}/restore`);
    await staff.type('#reason', 'By mistake.');
    await press(staff, 'Restore this event', `/admin/events/${event.id}`);
    expect(await textOfPage(staff)).toContain('The event is restored.');
  });
});

/** Has an attendee claim a certificate of an event through a link. */
async function claimed(eventId: number): Promise<void> {
  const { path } = await makeLinkByHand(await Visitor.signedIn('jdoe'), eventId);
  await claimByHand(new Visitor(), path);
  expect(await validOf(eventId)).toHaveLength(1);
}

/** Returns the titles on the valid certificates of an event. */
const validOf = async (eventId: number) =>
  (
    await db.execute<{ title: string }>(sql`select c.facts ->> 'title' as title from attendees a
      join named_certificates c on c.id = a.current_certificate_id where a.event_id = ${eventId}`)
  ).map(({ title }) => title);

const CHOICE = (choice: string) => `input[name="certificates"][value="${choice}"]`;

describe('without JavaScript, staff approve', () => {
  const staffAt = async (requestId: string) => {
    const staff = await browser.signedIn('rstaff', { javaScript: false });
    await staff.goto(`${BASE}/admin/requests/${requestId}`);
    return staff;
  };
  const numberOf = (page: Page) => new URL(page.url()).pathname.split('/').at(-1)!;

  test('a correction, and all certificates with it', async () => {
    const event = await givenEndedEvent(db);
    await claimed(event.id);
    const provider = await browser.signedIn('jdoe', { javaScript: false });
    await provider.goto(`${BASE}/events/${event.id}/request`);
    const title = `Corrected ${crypto.randomUUID()}`;
    await retitle(provider, title);
    await provider.type('#reason', 'A typo.');
    await pressAndStay(provider, 'Check the request');
    await press(provider, 'Send request', REQUEST);
    const staff = await staffAt(numberOf(provider));
    await says(staff, '1 valid named certificate. You choose below what becomes of them.');
    await staff.click(CHOICE('correct'));
    await press(staff, 'Approve and change the event', '/admin/requests');
    expect(await titleOf(event.id)).toBe(title);
    await eventually(async () => (await validOf(event.id)).join() === title, 'its certificate is corrected');
  });

  test('a cancellation, and revoke all certificates with it', async () => {
    const event = await givenEndedEvent(db);
    await claimed(event.id);
    const provider = await browser.signedIn('jdoe', { javaScript: false });
    await provider.goto(`${BASE}/events/${event.id}/request/cancellation`);
    await provider.type('#reason', 'It did not take place.');
    await press(provider, 'Send request', REQUEST);
    const requestId = numberOf(provider);
    const staff = await staffAt(requestId);
    await staff.click(CHOICE('revoke'));
    await press(staff, 'Approve and cancel the event', '/admin/requests');
    await eventually(async () => (await validOf(event.id)).length === 0, 'its certificate is revoked');
    await provider.goto(`${BASE}/requests/${requestId}`);
    await says(provider, 'The certificate that was already issued is revoked');
  });

  test('access for a person, and new information', async () => {
    const [at] = await db.execute<{ name: string }>(
      sql`select name from providers where id = ${await givenProvider(db)}`,
    );
    const { username: manager } = await addPerson(db, { at: at!.name });
    const provider = await browser.signedIn(manager, { javaScript: false });
    await provider.goto(`${BASE}/users/ask`);
    const email = `rosa-${crypto.randomUUID().slice(0, 8)}@example.org`;
    await provider.type('#name', 'Rosa Whitehorse');
    await provider.type('#email', email);
    await provider.click('input[name="role"][value="editor"]');
    await provider.type('#reason', 'She runs our summer institute.');
    await press(provider, 'Send request', REQUEST);
    const staff = await staffAt(numberOf(provider));
    const username = `rw-${crypto.randomUUID().slice(0, 8)}`;
    await staff.$eval('#username', (box) => (box as HTMLInputElement).select());
    await staff.type('#username', username);
    await press(staff, 'Approve and give access', '/admin/requests');
    await provider.goto(`${BASE}/users`);
    await says(provider, 'Rosa Whitehorse');

    await provider.goto(`${BASE}/our-information/change`);
    await provider.$eval('#phone', (box) => (box as HTMLInputElement).select());
    await provider.type('#phone', '(406) 555-0177');
    await provider.type('#reason', 'A new phone.');
    await pressAndStay(provider, 'Check the request');
    await press(provider, 'Send request', REQUEST);
    const second = await staffAt(numberOf(provider));
    await says(second, 'What depends on this information');
    await press(second, 'Approve and change the record', '/admin/requests');
    await provider.goto(`${BASE}/our-information`);
    await says(provider, '(406) 555-0177');
  });
});

test('staff who correct an event themselves see what depends on it, and have its certificates corrected', async () => {
  const event = await givenEndedEvent(db);
  await claimed(event.id);
  const staff = await browser.signedIn('rstaff', { width: 360 });
  await staff.goto(`${BASE}/admin/events/${event.id}/correct`);
  await says(staff, '1 valid named certificate. You choose below what becomes of them.');
  await expectAccessible(staff);
  const title = `Corrected ${crypto.randomUUID()}`;
  await retitle(staff, title);
  await staff.type('#reason', 'They called.');
  await staff.click(CHOICE('correct'));
  await press(staff, 'Save correction', `/admin/events/${event.id}`);
  await eventually(async () => (await validOf(event.id)).join() === title, 'its certificate is corrected');
  // Beside the certificate is what changed from the one that it replaced.
  const [id] = await db.execute<{ id: string }>(
    sql`select current_certificate_id as id from attendees where event_id = ${event.id}`,
  );
  const provider = await browser.signedIn('jdoe', { width: 360 });
  for (const page of [staff, provider]) {
    await page.goto(`${BASE}/events/${event.id}/certificates/${id!.id}`);
    await says(page, 'What changed from');
    expect(await textOfPage(page)).toContain(event.title);
    await expectAccessible(page);
  }
});

test('without JavaScript, staff limit the queue to a kind and a provider', async () => {
  const event = await givenEndedEvent(db);
  const provider = await browser.signedIn('jdoe', { javaScript: false });
  await provider.goto(`${BASE}/events/${event.id}/request/cancellation`);
  await provider.type('#reason', 'The instructor fell ill.');
  await press(provider, 'Send request', REQUEST);
  const staff = await browser.signedIn('rstaff', { javaScript: false });
  await staff.goto(`${BASE}/admin/requests?q=${event.id}`);
  await pressAndStay(staff, 'Big Sky School District');
  await says(staff, 'What Big Sky School District asks the agency to change.');
  await staff.click('.filter-more summary');
  await staff.select('#kind', 'correction');
  await pressAndStay(staff, 'Search');
  await says(staff, 'No requests found');
  await says(staff, 'Filters (1 in use)');
  await staff.select('#kind', 'cancellation');
  await pressAndStay(staff, 'Search');
  await says(staff, `Cancellation of ${event.title}`);
  expect(new URL(staff.url()).searchParams.get('provider')).toMatch(/^\d+$/);
});
