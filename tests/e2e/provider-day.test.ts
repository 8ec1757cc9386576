import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { KeyInput, Page } from 'puppeteer';
import type { Database } from '@/db/client';
import { systemClock } from '@/lib/platform/clock';
import { addDays } from '@/lib/platform/days';
import { givenEndedEvent, givenSecretConference, givenSecretEvent } from '../access/people';
import { readPdf } from '../pdf/read-pdf';
import { BASE, eventually, expectAccessible, press, pressAndStay, testBrowser, textOfPage } from '../support/browser';
import { productDatabase } from '../support/product-database';
import { Visitor } from '../support/visitor';

const browser = testBrowser();
let db: Database;

beforeAll(async () => {
  db = await productDatabase();
});
afterAll(() => db.$client.end());

const today = systemClock.today();

async function setDate(page: Page, id: string, day: string): Promise<void> {
  // Sets the whole value of a date box, because typing depends on the browser's language.
  await page.$eval(
    `#${id}`,
    (box, value) => {
      const input = box as HTMLInputElement;
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!.call(input, value);
      input.dispatchEvent(new Event('input', { bubbles: true }));
    },
    day,
  );
}

async function fillEvent(page: Page, title: string, { from = today, to = today } = {}): Promise<void> {
  await page.locator('#title').fill(title);
  await page.locator('#instructor').fill('Zoë Ñandú');
  await page.locator('#description').fill('How to teach with the land.');
  await page.locator('#categoryIds').click();
  await page.locator('input[name="locationKind"][value="in_person"]').click();
  await page.locator('#city').fill('Helena');
  await page.locator('#zip').fill('59601');
  await page.locator('#hours').fill('6.25');
  await setDate(page, 'startsOn', from);
  await setDate(page, 'endsOn', to);
  await page.locator('input[name="attested"]').click();
}

/** Returns the bytes behind a link, requested with the page's own cookies. */
async function download(page: Page, path: string): Promise<{ bytes: Buffer; disposition: string }> {
  const { base64, disposition } = await page.evaluate(async (address) => {
    const response = await fetch(address);
    const bytes = new Uint8Array(await response.arrayBuffer());
    let text = '';
    for (const byte of bytes) text += String.fromCharCode(byte);
    return { base64: btoa(text), disposition: response.headers.get('content-disposition') ?? '' };
  }, path);
  return { bytes: Buffer.from(base64, 'base64'), disposition };
}

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

test('a provider adds an event, prints it, edits it, prints it again, and records the count', async () => {
  const page = await browser.signedIn('jdoe');
  await press(page, 'Add event', '/events/new');
  await expectAccessible(page);

  await pressAndStay(page, 'Add event');
  await page.waitForSelector('.error-summary');
  expect(await page.evaluate(() => document.activeElement?.className)).toContain('error-summary');
  await expectAccessible(page);

  const title = `Teaching with the land ${crypto.randomUUID().slice(0, 8)}`;
  await fillEvent(page, title);
  await press(page, 'Add event', /^\/events\/\d+$/);
  const eventPath = new URL(page.url()).pathname;
  expect(await textOfPage(page)).toContain(title);
  await expectAccessible(page);

  const first = await download(page, `${eventPath}/certificate`);
  expect(first.bytes.subarray(0, 5).toString()).toBe('%PDF-');
  expect(first.disposition).toContain('Teaching with the land');
  expect(sha256((await download(page, `${eventPath}/certificate`)).bytes)).toBe(sha256(first.bytes));

  await page.goto(BASE + eventPath);
  await press(page, 'Edit', `${eventPath}/edit`);
  await page.locator('#instructor').fill('李小龙 and محمد علي');
  await press(page, 'Save changes', eventPath);
  const second = await download(page, `${eventPath}/certificate`);
  expect(sha256(second.bytes)).not.toBe(sha256(first.bytes));
  expect(sha256((await download(page, `${eventPath}/certificate/1`)).bytes)).toBe(sha256(first.bytes));

  await page.goto(BASE + eventPath);
  expect(await textOfPage(page)).toMatch(/Version 2[\s\S]*Version 1/);
  await press(page, 'Record count', `${eventPath}/report`);
  await expectAccessible(page);
  await pressAndStay(page, 'Record count');
  await page.waitForSelector('.error-summary');
  expect(await textOfPage(page)).toContain('If there were none, enter 0.');
  await page.locator('#onPaper').fill('4000');
  await pressAndStay(page, 'Record count');
  await eventually(async () => (await textOfPage(page)).includes('4,000 certificates is a large number'), 'it asks');
  await expectAccessible(page);
  await page.locator('#onPaper').fill('24');
  await press(page, 'Yes, record it', eventPath);
  expect(await textOfPage(page)).toContain('24 certificates');
  await expectAccessible(page);
});

test('everything works without JavaScript, and nothing typed is lost', async () => {
  const page = await browser.signedIn('mlopez', { javaScript: false, width: 360 });
  await page.goto(`${BASE}/events/new`);
  const type = async (selector: string, text: string) => (await page.$(selector))!.type(text);
  await type('#title', 'Without a script');
  await type('#hours', '1.1');
  await pressAndStay(page, 'Add event');
  await eventually(async () => (await page.$('.error-summary')) !== null, 'the errors are listed');
  expect(await page.$eval('#title', (box) => box.getAttribute('value'))).toBe('Without a script');
  expect(await page.$eval('#hours', (box) => box.getAttribute('value'))).toBe('1.1');
});

test('two people edit one event: the later one sees both versions and chooses', async () => {
  const [one, other] = await Promise.all([browser.signedIn('jdoe'), browser.signedIn('jdoe')]);
  await one.goto(`${BASE}/events/new`);
  await fillEvent(one, `Edited by two ${crypto.randomUUID().slice(0, 8)}`, { to: addDays(today, 3) });
  await press(one, 'Add event', /^\/events\/\d+$/);
  const eventPath = new URL(one.url()).pathname;
  await Promise.all([one.goto(`${BASE}${eventPath}/edit`), other.goto(`${BASE}${eventPath}/edit`)]);

  await one.locator('#instructor').fill('Dana Whitehorse');
  await press(one, 'Save changes', eventPath);
  await other.locator('#instructor').fill('Joseph Littlebear');
  await pressAndStay(other, 'Save changes');
  await eventually(async () => (await textOfPage(other)).includes('Dana Whitehorse'), 'both versions are shown');
  expect(await textOfPage(other)).toContain('Joseph Littlebear');
  await expectAccessible(other);
  await press(other, 'Save my version', eventPath);
  expect(await textOfPage(other)).toContain('Joseph Littlebear');
});

test('an ended event says why it cannot be edited and what to do', async () => {
  const page = await browser.signedIn('jdoe');
  await page.goto(`${BASE}/events?state=count-due&q=science+notebooks`);
  await press(page, 'Science notebooks in the elementary grades', /^\/events\/\d+$/);
  await expectAccessible(page);
  await page.goto(`${page.url()}/edit`);
  expect(await textOfPage(page)).toContain('An event can be edited until the end of its last day.');
  await expectAccessible(page);
});

test.each([
  '/events',
  '/events?q=conference&sort=title',
  '/events?q=no-such-words-anywhere',
  '/events?state=count-due',
])('%s is accessible, wide and narrow', async (path) => {
  for (const width of [1280, 360]) {
    const page = await browser.signedIn('jdoe', { width });
    await page.goto(BASE + path);
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  }
});

test('on a phone the list begins on the first screen, an event takes a few lines, and fingers find everything', async () => {
  const page = await browser.signedIn('mlopez', { width: 360, touch: true });
  await page.goto(`${BASE}/events`);
  const { first, average, small, tapped } = await page.$eval('.event-list tbody', (body) => {
    const rows = [...body.querySelectorAll('tr')].map((row) => row.getBoundingClientRect());
    const place = (row: DOMRect) => document.elementFromPoint(row.left + 30, row.bottom - 4);
    const buttons = [...body.querySelectorAll('summary')].map((button) => button.getBoundingClientRect());
    return {
      first: rows[0]!.bottom,
      average: rows.reduce((sum, { height }) => sum + height, 0) / rows.length,
      small: [...rows, ...buttons].filter(({ width, height }) => width < 44 || height < 44).length,
      tapped: place(rows[0]!)?.closest('a')?.pathname,
    };
  });
  expect(first).toBeLessThan(740);
  expect(average).toBeLessThan(80);
  expect(small).toBe(0);
  expect(tapped).toMatch(/^\/events\/\d+$/);
});

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

test('the counts of twelve sessions take sixty keys: a minute at a key a second', async () => {
  const page = await browser.signedIn('jdoe');
  const { id } = await givenSecretConference(db);
  for (let n = 0; n < 11; n++) {
    const session = await givenSecretEvent(db);
    await db.execute(sql`update events set conference_id = ${id} where id = ${session.id}`);
  }
  await page.goto(`${BASE}/conferences/${id}/counts`);
  await page.focus('main');
  let keys = 0;
  const strike = async (key: KeyInput) => {
    keys++;
    await page.keyboard.press(key);
  };
  for (let session = 0; session < 12; ) {
    await strike('Tab');
    if (!(await page.evaluate(() => document.activeElement?.matches('input[name^="onPaper"]')))) continue;
    for (const digit of String(10 + session++)) await strike(digit as KeyInput);
  }
  await strike('Enter');
  await eventually(async () => (await textOfPage(page)).includes('12 counts are recorded.'), 'all are recorded');
  const [recorded] = await db.execute(
    sql`select sum(certificate_count) as sum from events where conference_id = ${id}`,
  );
  expect(Number(recorded!.sum)).toBe(12 * 10 + 66);
  expect(keys).toBeLessThanOrEqual(60);
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

test('a half-done change of an event, and a half-done copy, are offered again until they are saved', async () => {
  const page = await browser.signedIn('jdoe');
  const { id } = await givenEndedEvent(db);
  await db.execute(
    sql`update events set starts_on = ${addDays(today, 5)}, ends_on = ${addDays(today, 5)} where id = ${id}`,
  );
  const instructor = () => page.$eval('#instructor', (box) => (box as HTMLInputElement).value);
  for (const path of [`/events/${id}/edit`, `/events/new?from=${id}`]) {
    await page.goto(BASE + path);
    await page.locator('#instructor').fill(`Typed on ${path}`);
  }
  await page.goto(`${BASE}/events/new`);
  await page.waitForSelector('#title');
  expect(await textOfPage(page)).not.toContain('did not save');
  await page.goto(`${BASE}/events/new?from=${id}`);
  await pressAndStay(page, 'Continue with it');
  await eventually(async () => (await instructor()) === `Typed on /events/new?from=${id}`, 'the copy has its draft');
  await page.goto(`${BASE}/events/${id}/edit`);
  await expectAccessible(page);
  await pressAndStay(page, 'Continue with it');
  await eventually(async () => (await instructor()) === `Typed on /events/${id}/edit`, 'the change has its draft');
  await page.locator('input[name="attested"]').click();
  await press(page, 'Save changes', `/events/${id}`);
  expect(await textOfPage(page)).toContain(`Typed on /events/${id}/edit`);
  await page.goto(`${BASE}/events/${id}/edit`);
  await page.waitForSelector('#title');
  expect(await textOfPage(page)).not.toContain('did not save');
});

test.each([
  ['jdoe', '/events/:id/request', 'Check the request', 'Send request', /^\/requests\/\d+$/],
  ['rstaff', '/admin/events/:id/correct', null, 'Save correction', /^\/admin\/events\/\d+$/],
] as const)(
  'a half-done correction by %s is offered again after the session ended, until it is saved',
  async (who, at, check, save, done) => {
    const page = await browser.signedIn(who);
    const { id } = await givenEndedEvent(db);
    const address = BASE + at.replace(':id', String(id));
    await page.goto(address);
    await page.locator('#instructor').fill('Pat Rask');
    await page.locator('#reason').fill('The flyer says so.');
    await page.goto(`${BASE}/portal`);
    await pressAndStay(page, 'Sign out', 'header');
    await eventually(async () => new URL(page.url()).pathname === '/sign-in', 'the session has ended');
    const { cookies } = await Visitor.signedIn(who);
    await page.browserContext().setCookie(...cookies.map((each) => ({ ...each, domain: new URL(BASE).hostname })));
    await page.goto(address);
    await expectAccessible(page);
    await pressAndStay(page, 'Continue with it');
    const typed = (name: string) => page.$eval(`#${name}`, (box) => (box as HTMLInputElement).value);
    await eventually(async () => (await typed('instructor')) === 'Pat Rask', 'what was typed is back');
    expect(await typed('reason')).toBe('The flyer says so.');
    await page.locator('input[name="attested"]').click();
    if (check) {
      await pressAndStay(page, check);
      await eventually(async () => (await textOfPage(page)).includes('Nothing is sent yet.'), 'it is compared');
    }
    await press(page, save, done);
    await page.goto(`${BASE}/events`);
    expect(
      await page.evaluate((name) => Object.keys(localStorage).filter((key) => key.includes(name)), `${id}`),
    ).toEqual([]);
  },
);

test('the numbers of a year with thirty categories are printed on one sheet, nothing cut off', async () => {
  // With scripts, the page is read again when other tests change its numbers, and loses the rows that are added here.
  const page = await browser.signedIn('jdoe', { javaScript: false });
  await page.goto(`${BASE}/numbers`);
  const cut = await page.evaluate(() => {
    const body = [...document.querySelectorAll<HTMLTableElement>('.numbers-table')].at(-1)!.tBodies[0]!;
    while (body.rows.length < 30) body.append(body.rows[0]!.cloneNode(true));
    body.rows[29]!.cells[0]!.textContent = 'The thirtieth category';
    return document.documentElement.scrollWidth - innerWidth;
  });
  expect(cut).toBe(0);
  const sheet = readPdf(Buffer.from(await page.pdf({ preferCSSPageSize: true })));
  expect(sheet.pages).toBe(1);
  for (const words of ['By month', 'Whole year', 'By category', 'The thirtieth category']) {
    expect(sheet.text).toContain(words);
  }
});

test('the numbers of the year and the search for lost certificates are accessible', async () => {
  const page = await browser.signedIn('jdoe', { width: 360 });
  await page.goto(`${BASE}/numbers`);
  await expectAccessible(page);
  await page.goto(`${BASE}/certificates?q=nobody`);
  expect(await textOfPage(page)).toContain('No certificate matches');
  await expectAccessible(page);
});
