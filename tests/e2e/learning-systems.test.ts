import type { Page } from 'puppeteer';
import { Webhook } from 'standardwebhooks';
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
import { outOfReach } from '../support/layout';
import { makeKey, type ShownKey } from '../support/learning-system-pages';
import { productDatabase } from '../support/product-database';
import { linkBySample } from '../support/signed-links';
import { failing, ok, startReceiver } from '../support/webhook-receiver';

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

/** Returns the address that the sample makes, on the product under test. */
const linkTo = (key: ShownKey, who: object) => {
  const { pathname, search } = linkBySample(key, who);
  return BASE + pathname + search;
};

test('a manager makes a key, a learner gets the certificate on a phone, the manager revokes the key', async () => {
  const event = await givenSecretEvent(db);
  const manager = await browser.signedIn('jdoe');
  await manager.goto(`${BASE}/portal`);
  await press(manager, 'Learning systems', '/learning-systems');
  await pressAndStay(manager, 'Create a key');
  await manager.waitForSelector('.error-summary');
  await expectAccessible(manager);
  const label = `Moodle ${crypto.randomUUID().slice(0, 8)}`;
  const key = await makeKey(manager, label);
  await expectAccessible(manager);
  await pressAndStay(manager, 'I saved it, continue');
  await eventually(async () => !(await manager.content()).includes(key.secret), 'the secret is gone');
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
  expect(await textOfPage(manager)).toContain('The key was revoked.');
  expect((await elsewhere.reload())!.status()).toBe(404);
  expect(await textOfPage(elsewhere)).toContain('Go back to your course');
  expect((await fetch(pdf)).status).toBe(404);
});

test('a key gets only signed certificates until its manager chooses otherwise, and both sides are told', async () => {
  const event = await givenSecretEvent(db);
  const manager = await browser.signedIn('jdoe');
  const label = `Canvas ${crypto.randomUUID().slice(0, 8)}`;
  const key = await makeKey(manager, label, { unsigned: false });
  const phone = await browser.guest({ width: 360 });
  const link = linkTo(key, learner(event.id));
  expect((await phone.goto(link))!.status()).toBe(409);
  expect(await textOfPage(phone)).toContain('Your certificate is not ready yet');
  expect(await noWiderThanTheScreen(phone)).toBe(true);
  await expectAccessible(phone);

  await manager.goto(`${BASE}/learning-systems`);
  expect(await textOfPage(manager)).toContain('Learners are waiting for a signature');
  expect(await textOfPage(manager)).toContain(event.title);
  await expectAccessible(manager);
  await press(manager, `Edit the key for ${label}`, /^\/learning-systems\/\d+\/edit$/);
  await expectAccessible(manager);
  await manager.click('#unsigned');
  await press(manager, 'Save', '/learning-systems');
  const row = await manager.$eval(`::-p-xpath(//tr[contains(., "${label}")])`, (found) => found.textContent);
  expect(row).toContain('Also issues unsigned certificates');

  await phone.goto(link);
  await phone.click('#completed');
  await phone.click('#educator');
  await pressAndStay(phone, 'Get my certificate');
  await eventually(async () => (await textOfPage(phone)).includes('Your certificate is ready'), 'there is one');
  expect(await textOfPage(phone)).toContain('Section IV is blank');
  await expectAccessible(phone);
});

test('without JavaScript, a key is made and a certificate claimed', async () => {
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

test('a wrong or missing link leads to the same page, whatever is wrong', async () => {
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
  expect([...said][0]).toMatch(/^404 This link no longer works/);
  await expectAccessible(page);
  await page.goto(linkTo(key, learner(event.id, { units: 99 })));
  expect(await textOfPage(page)).toContain('no one can earn more than that');
  await expectAccessible(page);
  expect(await outOfReach(page)).toEqual([]);
  await page.goto(linkTo(key, learner(event.id)));
  await page.waitForSelector('#completed');
  expect(await outOfReach(page)).toEqual([]);
});

test('a manager adds a webhook, sends a test, and resends what failed; a standard receiver verifies it', async () => {
  const receiver = await startReceiver(failing(500, 'Not yet.'));
  try {
    const manager = await browser.signedIn('jdoe');
    await manager.goto(`${BASE}/learning-systems`);
    await press(manager, 'Webhooks', '/learning-systems/webhooks');
    await pressAndStay(manager, 'Add the webhook');
    await manager.waitForSelector('.error-summary');
    await expectAccessible(manager);
    // Other tests issue certificates of this provider in the meantime.
    for (const box of await manager.$$('input[value^="certificate."]')) await box.click();
    await manager.type('#url', receiver.url);
    await pressAndStay(manager, 'Add the webhook');
    await manager.waitForSelector('.new-key code');
    await expectAccessible(manager);
    const [, secret = ''] = await manager.$$eval('.new-key code', (codes) =>
      codes.map((code) => code.textContent ?? ''),
    );
    await press(manager, 'I saved it, continue', /^\/learning-systems\/webhooks\/\d+$/);
    expect(await manager.content()).not.toContain(secret);
    await pressAndStay(manager, 'Send a test');
    await eventually(async () => (await textOfPage(manager)).includes('Answer: Not yet.'), 'it failed');
    await expectAccessible(manager);
    receiver.answer = ok;
    await manager.click('.actions button');
    await eventually(async () => (await textOfPage(manager)).includes('Delivered'), 'it arrived');
    await expectAccessible(manager);
    const verified = receiver.received.map(({ body, headers }) =>
      new Webhook(secret).verify(body, headers as Record<string, string>),
    );
    expect(verified).toContainEqual({ type: 'webhook.test', timestamp: expect.any(String), data: {} });

    const phone = await browser.signedIn('jdoe', { width: 360 });
    for (const path of [new URL(manager.url()).pathname, '/learning-systems/webhooks']) {
      await phone.goto(BASE + path);
      expect(await noWiderThanTheScreen(phone)).toBe(true);
      await expectAccessible(phone);
    }
    const own = new URL(manager.url()).pathname;
    await press(manager, 'Replace the secret', `${own}/secret`);
    await expectAccessible(manager);
    await pressAndStay(manager, 'Replace the secret');
    await manager.waitForSelector('.new-key code');
    await expectAccessible(manager);
    const [, newSecret = ''] = await manager.$$eval('.new-key code', (codes) =>
      codes.map((code) => code.textContent ?? ''),
    );
    await press(manager, 'I saved it, continue', own);
    expect(await textOfPage(manager)).toContain('The old one is also used until');
    await press(manager, 'Edit', `${own}/edit`);
    await manager.locator('#url').fill(`${receiver.url}x`);
    await expectAccessible(manager);
    await press(manager, 'Save', own);
    await pressAndStay(manager, 'Send a test');
    await eventually(async () => receiver.received.some(({ path }) => path === '/hooksx'), 'it arrived there');
    const { body, headers } = receiver.received.find(({ path }) => path === '/hooksx')!;
    for (const each of [secret, newSecret]) new Webhook(each).verify(body, headers as Record<string, string>);
    for (const page of ['edit', 'secret']) {
      await phone.goto(`${BASE}${own}/${page}`);
      expect(await noWiderThanTheScreen(phone)).toBe(true);
      await expectAccessible(phone);
    }
    await pressAndStay(manager, 'Disable');
    await eventually(async () => (await textOfPage(manager)).includes('The webhook is disabled'), 'it is disabled');
    await expectAccessible(manager);
    await press(manager, 'Remove', /\/remove$/);
    await expectAccessible(manager);
    await press(manager, 'Remove the webhook', '/learning-systems/webhooks');
    expect(await textOfPage(manager)).not.toContain(receiver.url);
  } finally {
    await receiver.close();
  }
});

test.each(['/learning-systems', '/help/learning-systems'])('%s is accessible, wide and narrow', async (path) => {
  for (const width of [1280, 360]) {
    const page = await browser.signedIn('jdoe', { width });
    await page.goto(BASE + path);
    await expectAccessible(page);
    expect(await noWiderThanTheScreen(page)).toBe(true);
  }
});
