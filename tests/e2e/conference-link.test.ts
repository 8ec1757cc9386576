import { sql } from 'drizzle-orm';
import type { Page } from 'puppeteer';
import type { Database } from '@/db/client';
import { givenSecretConference, givenSecretEvent } from '../access/people';
import { readPdf } from '../pdf/read-pdf';
import { BASE, eventually, expectAccessible, pressAndStay, testBrowser, textOfPage } from '../support/browser';
import { latestEmailTo } from '../support/mailbox';
import { productDatabase } from '../support/product-database';

jest.setTimeout(180_000);
const browser = testBrowser();
let db: Database;

beforeAll(async () => {
  db = await productDatabase();
});
afterAll(() => db.$client.end());

type Session = { id: number; title: string };

/** Adds a conference of jdoe's provider with three sessions that began today; the first two overlap. */
async function givenSessions(): Promise<{ id: number; sessions: Session[] }> {
  const { id, eventId } = await givenSecretConference(db);
  const others = [await givenSecretEvent(db), await givenSecretEvent(db)];
  const ids = [eventId, ...others.map((event) => event.id)];
  for (const [index, [from, to]] of [
    ['00:00', '00:30'],
    ['00:00', '00:45'],
    [null, null],
  ].entries()) {
    await db.execute(sql`
      update events set conference_id = ${id}, room = 'Yellowstone', starts_at = ${from ?? null}::time, ends_at = ${to ?? null}::time
      where id = ${ids[index]!}`);
  }
  const rows = await db.execute<{ id: string; title: string }>(
    sql`select id, title from events where conference_id = ${id}`,
  );
  const titles = new Map(rows.map((row) => [Number(row.id), row.title]));
  return { id, sessions: ids.map((each) => ({ id: each, title: titles.get(each)! })) };
}

const fitsThePhone = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);

const check = (page: Page, { id }: Session) => page.locator(`input[name="sessions[]"][value="${id}"]`).click();

async function bytesOf(page: Page, selector: string): Promise<Buffer> {
  const text = await page.evaluate(async (wanted) => {
    const link = document.querySelector<HTMLAnchorElement>(wanted)!;
    const bytes = new Uint8Array(await (await fetch(link.href)).arrayBuffer());
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  }, selector);
  return Buffer.from(text, 'base64');
}

/** Makes the conference's link and those of its sessions, and returns its path and the code words. */
async function makeLinks(page: Page, id: number): Promise<{ path: string; words: Map<number, string> }> {
  await page.goto(`${BASE}/conferences/${id}/link`);
  await pressAndStay(page, 'Create the link');
  await eventually(async () => (await page.$('#conference-address')) !== null, 'the address is there');
  await page.locator('#unsigned').click();
  await pressAndStay(page, 'Create the links');
  await eventually(async () => (await textOfPage(page)).includes('Each session has a link now'), 'they are made');
  const address = await page.$eval('#conference-address', (box) => (box as HTMLInputElement).value);
  const links = await db.execute<{ event_id: string; code_word: string }>(sql`
    select event_id, code_word from share_links where event_id in (select id from events where conference_id = ${id})`);
  return {
    path: new URL(address).pathname,
    words: new Map(links.map(({ event_id, code_word }) => [Number(event_id), code_word])),
  };
}

test('one link of a conference is made and printed, and a phone claims two sessions with it: a wrong code word, then certificates, one email and one ZIP', async () => {
  const { id, sessions } = await givenSessions();
  const [first, overlapping, last] = sessions as [Session, Session, Session];
  const provider = await browser.signedIn('jdoe');
  const { path, words } = await makeLinks(provider, id);
  await expectAccessible(provider);
  expect(await textOfPage(provider)).toContain(words.get(first.id)!);
  const program = readPdf(await bytesOf(provider, 'a[href$="/program"]'));
  expect(program.text).toContain(first.title);
  expect(program.text).not.toContain(words.get(first.id)!);
  expect(program.roles).toEqual(expect.arrayContaining(['H1', 'L', expect.stringMatching(/^Figure: QR code/)]));
  const posters = readPdf(await bytesOf(provider, 'a[href$="/posters"]'));
  expect(posters.text).toContain('Yellowstone');

  const phone = await browser.guest({ width: 360 });
  await phone.goto(BASE + path);
  await expectAccessible(phone);
  expect(await fitsThePhone(phone)).toBe(true);
  const calendar = (await bytesOf(phone, '.add-to-calendar a')).toString('utf8').replaceAll('\r\n ', '');
  for (const { title } of sessions) expect(calendar).toContain(`SUMMARY:${title}`);
  const email = `anh-${crypto.randomUUID()}@example.org`;
  await phone.locator('#name').fill('Nguyễn Thị Ánh');
  await phone.locator('input[name="email"]').fill(email);
  await check(phone, first);
  await check(phone, overlapping);
  await pressAndStay(phone, 'Continue');
  await eventually(async () => (await textOfPage(phone)).includes('overlap. Check only'), 'both cannot be attended');
  await expectAccessible(phone);
  await check(phone, overlapping);
  await check(phone, last);
  await pressAndStay(phone, 'Continue');
  await eventually(async () => (await textOfPage(phone)).includes('Almost done'), 'the questions follow');
  await expectAccessible(phone);
  expect(await fitsThePhone(phone)).toBe(true);
  await phone.locator(`[name="s${first.id}-codeWord"]`).fill('chokecherry');
  await phone.locator(`[name="s${last.id}-codeWord"]`).fill(words.get(last.id)!.toUpperCase());
  await phone.locator('#completed').click();
  await phone.locator('#educator').click();
  await pressAndStay(phone, 'Get my certificates');
  await eventually(async () => (await textOfPage(phone)).includes('That is not the code word'), 'one word is wrong');
  expect(await textOfPage(phone)).toContain('Certificate issued');
  await expectAccessible(phone);
  await phone.locator(`[name="s${first.id}-codeWord"]`).fill(words.get(first.id)!);
  await pressAndStay(phone, 'Get my certificates');
  await eventually(async () => (await textOfPage(phone)).includes('2 certificates'), 'both are there');
  await expectAccessible(phone);
  expect(await fitsThePhone(phone)).toBe(true);

  expect((await bytesOf(phone, 'a[href$="/download"]')).subarray(0, 2).toString()).toBe('PK');
  await pressAndStay(phone, 'Send');
  await eventually(async () => (await textOfPage(phone)).includes('Emailed on'), 'it was sent');
  expect(await latestEmailTo(email)).toContain(last.title);

  await provider.goto(`${BASE}/conferences/${id}/roster`);
  expect(await textOfPage(provider)).toContain('Nguyễn Thị Ánh');
  await expectAccessible(provider);
});

test('without JavaScript, sessions of a conference are claimed in the same steps, and the browser forgets them', async () => {
  const { id, sessions } = await givenSessions();
  const [first, , last] = sessions as [Session, Session, Session];
  const { path, words } = await makeLinks(await browser.signedIn('jdoe'), id);
  const page = await browser.guest({ width: 360 });
  await page.setJavaScriptEnabled(false);
  await page.goto(BASE + path);
  await page.type('#name', 'Sam Hill');
  await page.type('input[name="email"]', 'sam@example.org');
  for (const session of [first, last]) await page.click(`input[name="sessions[]"][value="${session.id}"]`);
  const send = (words: string) =>
    Promise.all([page.waitForNavigation(), page.click(`::-p-xpath(//button[normalize-space()="${words}"])`)]);
  await send('Continue');
  expect(await textOfPage(page)).toContain('Almost done');
  await page.type(`[name="s${first.id}-codeWord"]`, words.get(first.id)!);
  await page.type(`[name="s${last.id}-codeWord"]`, words.get(last.id)!);
  await send('Get my certificates');
  // The statements are missing, and what was typed is still there.
  expect(await page.$eval(`[name="s${first.id}-codeWord"]`, (box) => (box as HTMLInputElement).value)).toBe(
    words.get(first.id),
  );
  await page.click('#completed');
  await page.click('#educator');
  await send('Get my certificates');
  expect(await textOfPage(page)).toContain('2 certificates');
  await send('Remove from this browser');
  expect(await textOfPage(page)).not.toContain('Sam Hill');
});
