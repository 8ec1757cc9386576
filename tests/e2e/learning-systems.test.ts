import type { Page } from 'puppeteer';
import type { Database } from '@/db/client';
import { dayInMontana } from '@/lib/platform/clock';
import { givenSecretEvent } from '../access/people';
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
import { makeKey, type ShownKey } from '../support/learning-system-pages';
import { productDatabase } from '../support/product-database';
import { linkBySample } from '../support/signed-links';

const browser = testBrowser();
let db: Database;
beforeAll(async () => {
  db = await productDatabase();
});
afterAll(() => db.$client.end());

const noWiderThanTheScreen = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);

const learner = (eventId: number, given: object = {}) => ({
  eventId,
  learnerId: crypto.randomUUID(),
  name: 'Ksenija Šarić-O’Neill',
  units: 5.5,
  completedOn: dayInMontana(new Date()),
  ...given,
});

/** The address of the sample, on the product at hand. */
const linkTo = (key: ShownKey, who: object) => {
  const { pathname, search } = linkBySample(key, who);
  return BASE + pathname + search;
};

test('a manager makes a key, a learner gets the certificate on a phone, the manager revokes the key', async () => {
  const event = await givenSecretEvent(db);
  const manager = await browser.signedIn('jdoe');
  await manager.goto(`${BASE}/portal`);
  await press(manager, 'Learning systems', '/learning-systems');
  await pressAndStay(manager, 'Make a key');
  await manager.waitForSelector('.error-summary');
  await expectAccessible(manager);
  const label = `Moodle ${crypto.randomUUID().slice(0, 8)}`;
  const key = await makeKey(manager, label);
  await expectAccessible(manager);
  await press(manager, 'I have kept it, go on', '/learning-systems');
  expect(await textOfPage(manager)).toContain(label);
  expect(await manager.content()).not.toContain(key.secret);
  await expectAccessible(manager);

  const phone = await browser.guest({ width: 360 });
  const link = linkTo(key, learner(event.id));
  const answer = await phone.goto(link);
  expect(answer!.headers()).toMatchObject({
    'x-robots-tag': 'noindex',
    'cache-control': 'private, no-store',
    'referrer-policy': 'same-origin',
  });
  expect(await textOfPage(phone)).toContain(event.title);
  expect(await textOfPage(phone)).toContain('Ksenija Šarić-O’Neill');
  await expectAccessible(phone);
  await pressAndStay(phone, 'Get my certificate');
  await phone.waitForSelector('.error-summary');
  await expectAccessible(phone);
  await phone.click('#completed');
  await phone.click('#educator');
  await pressAndStay(phone, 'Get my certificate');
  await eventually(async () => (await textOfPage(phone)).includes('Your certificate is ready'), 'there is one');
  expect(await noWiderThanTheScreen(phone)).toBe(true);
  await expectAccessible(phone);
  const serial = await phone.$eval('.summary-list code', (code) => code.textContent);

  // The same link in another browser, and another link for the same learner.
  const elsewhere = await browser.guest();
  await elsewhere.goto(link);
  expect(await textOfPage(elsewhere)).toContain(serial);
  const pdf = await elsewhere.$eval('.page-header-action a', (a) => (a as HTMLAnchorElement).href);
  const file = await fetch(pdf);
  expect(file.headers.get('content-type')).toBe('application/pdf');
  expect(Number(file.headers.get('content-length'))).toBeGreaterThan(10_000);
  expect(file.headers.get('x-robots-tag')).toBe('noindex, nofollow');
  expect(file.headers.get('referrer-policy')).toBe('no-referrer');

  await manager.reload();
  const row = await manager.$eval(`::-p-xpath(//tr[contains(., "${label}")])`, (found) => found.textContent);
  expect(row).not.toContain('Never');
  await press(manager, `Revoke the key for ${label}`, /^\/learning-systems\/\d+\/revoke$/);
  await expectAccessible(manager);
  await press(manager, 'Revoke the key', '/learning-systems');
  expect(await textOfPage(manager)).toContain('The key is revoked.');
  expect((await elsewhere.reload())!.status()).toBe(404);
  expect(await textOfPage(elsewhere)).toContain('Go back to your course');
  expect((await fetch(pdf)).status).toBe(404);
});

test('without JavaScript a key is made, and a certificate claimed', async () => {
  const event = await givenSecretEvent(db);
  const manager = await browser.guest({ javaScript: false });
  await signIn(manager, 'jdoe');
  const key = await makeKey(manager, 'No scripts');
  const phone = await browser.guest({ width: 360, javaScript: false });
  await phone.goto(linkTo(key, learner(event.id)));
  await phone.click('#educator');
  await pressAndStay(phone, 'Get my certificate');
  await phone.waitForSelector('.error-summary');
  await phone.click('#completed');
  await pressAndStay(phone, 'Get my certificate');
  await eventually(async () => (await textOfPage(phone)).includes('Your certificate is ready'), 'there is one');
});

test('a link that is wrong in any way, or none, leads to one and the same page', async () => {
  const event = await givenSecretEvent(db);
  const key = await makeKey(await browser.signedIn('jdoe'), 'Links that are wrong');
  const good = new URL(linkTo(key, learner(event.id)));
  const changed = (name: string, value: string) => {
    const address = new URL(good);
    address.searchParams.set(name, value);
    return address.href;
  };
  const page = await browser.guest({ width: 360 });
  const said = new Set<string>();
  const over = linkTo(key, { ...learner(event.id) }).replace(/data=[^&]+/, 'data=e30');
  for (const address of [
    changed('signature', '0'.repeat(64)),
    changed('key', 'key_none'),
    changed('data', 'x\u0000'),
    `${BASE}/certificate/from-course`,
    over,
  ]) {
    const answer = await page.goto(address);
    if (answer!.status() !== 400) said.add(`${answer!.status()} ${await textOfPage(page)}`);
  }
  expect(said.size).toBe(1);
  expect([...said][0]).toMatch(/^404 This link does not work any more/);
  await expectAccessible(page);
  await page.goto(linkTo(key, learner(event.id, { units: 99 })));
  expect(await textOfPage(page)).toContain('nobody can earn more than that');
  await expectAccessible(page);
});

test.each(['/learning-systems', '/help/learning-systems'])('%s is accessible, wide and narrow', async (path) => {
  for (const width of [1280, 360]) {
    const page = await browser.signedIn('jdoe', { width });
    await page.goto(BASE + path);
    await expectAccessible(page);
    expect(await noWiderThanTheScreen(page)).toBe(true);
  }
});
