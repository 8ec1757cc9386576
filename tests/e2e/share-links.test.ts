import type { Page } from 'puppeteer';
import { readPdf } from '../pdf/read-pdf';
import { BASE, eventually, expectAccessible, press, pressAndStay, testBrowser, textOfPage } from '../support/browser';
import { codeIn } from '../support/code-in';
import { latestEmailTo } from '../support/mailbox';

jest.setTimeout(120_000);
const browser = testBrowser();

/** Opens an event of the demo that has ended, and returns its path. */
async function openEvent(page: Page): Promise<string> {
  await page.goto(`${BASE}/events?q=science+notebooks`);
  await press(page, 'Science notebooks in the elementary grades', /^\/events\/\d+$/);
  return new URL(page.url()).pathname;
}

type Terms = { label: string; access: 'open' | 'code_word' | 'roster'; codeWord?: string; boxes?: string[] };

/** Makes a link and returns its address. */
async function makeLink(page: Page, event: string, { label, access, codeWord, boxes = [] }: Terms): Promise<string> {
  await page.goto(`${BASE}${event}/share/new`);
  await page.locator('#label').fill(label);
  await page.locator(`input[name="access"][value="${access}"]`).click();
  if (codeWord) await page.locator('#codeWord').fill(codeWord);
  for (const box of ['unsigned', ...boxes]) await page.locator(`#${box}`).click();
  await press(page, 'Create the link', `${event}/share`);
  const address = await page.evaluate((wanted) => {
    const card = [...document.querySelectorAll('.share-link')].find((one) => one.textContent?.includes(wanted));
    return card?.querySelector<HTMLInputElement>('input[readonly]')?.value ?? '';
  }, label);
  expect(address).toMatch(/\/certificate\/[\w-]{43}$/);
  return new URL(address).pathname;
}

async function fillClaim(page: Page, name: string): Promise<void> {
  await page.locator('#name').fill(name);
  await page.locator('#school').fill('Big Sky School');
  await page.locator('#completed').click();
  await page.locator('#educator').click();
}

const fitsThePhone = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);

test('a link with a code word is made, opened on a phone, and used for a claim, whose certificate is downloaded and withdrawn', async () => {
  const provider = await browser.signedIn('jdoe');
  const event = await openEvent(provider);
  await provider.goto(`${BASE}${event}/share/new`);
  await pressAndStay(provider, 'Create the link');
  await provider.waitForSelector('.error-summary');
  await expectAccessible(provider);
  const label = `Room 12 ${crypto.randomUUID().slice(0, 6)}`;
  const path = await makeLink(provider, event, { label, access: 'code_word', codeWord: 'Huckleberry' });
  await expectAccessible(provider);

  const poster = await provider.evaluate(async () => {
    const link = document.querySelector<HTMLAnchorElement>('a[href$="/poster"]')!;
    const bytes = new Uint8Array(await (await fetch(link.href)).arrayBuffer());
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  });
  const sheet = readPdf(Buffer.from(poster, 'base64'));
  expect(sheet).toMatchObject({ pages: 1, size: [0, 0, 612, 792], language: 'en' });
  expect(sheet.title).toContain('Science notebooks in the elementary grades');
  expect(sheet.text).toContain('Science notebooks in the elementary grades');
  expect(sheet.roles).toEqual(expect.arrayContaining(['H1', 'L', expect.stringMatching(/^Figure: QR code/)]));
  // The word is only said in the room.
  expect(sheet.text.toLowerCase()).not.toContain('huckleberry');

  const phone = await browser.guest({ width: 360 });
  await phone.goto(BASE + path);
  expect(await textOfPage(phone)).toContain('Science notebooks in the elementary grades');
  await expectAccessible(phone);
  expect(await fitsThePhone(phone)).toBe(true);
  await fillClaim(phone, 'Nguyễn Thị Ánh');
  await phone.locator('#codeWord').fill('chokecherry');
  await pressAndStay(phone, 'Get my certificate');
  await eventually(async () => (await textOfPage(phone)).includes('That is not the code word'), 'the word is wrong');
  await expectAccessible(phone);
  await phone.locator('#codeWord').fill('huckleberry');
  await pressAndStay(phone, 'Get my certificate');
  await eventually(async () => (await textOfPage(phone)).includes('Made out to Nguyễn Thị Ánh'), 'there it is');
  await eventually(
    () => phone.$eval('[role="img"][aria-label^="The certificate of"]', (one) => !(one as HTMLElement).hidden),
    'it is drawn',
  );
  await expectAccessible(phone);
  expect(await fitsThePhone(phone)).toBe(true);
  const start = await phone.evaluate(async () => {
    const link = document.querySelector<HTMLAnchorElement>('a.own-download')!;
    return (await (await fetch(link.href)).text()).slice(0, 5);
  });
  expect(start).toBe('%PDF-');

  await phone.locator('input[name="email"]').fill(`anh-${crypto.randomUUID()}@example.org`);
  await pressAndStay(phone, 'Send');
  await eventually(async () => (await textOfPage(phone)).includes('Emailed on'), 'it was sent');

  await provider.goto(`${BASE}${event}/share`);
  expect(await textOfPage(provider)).toContain('Nguyễn Thị Ánh');
  await press(provider, 'Nguyễn Thị Ánh', /\/share\/claims\/\d+$/);
  await expectAccessible(provider);
  await provider.locator('#reason').fill('Was not there.');
  await press(provider, 'Withdraw', `${event}/share`);
  await phone.goto(BASE + path);
  expect(await textOfPage(phone)).toMatch(/Your claim\n[\s\S]*is no longer valid/);
  await expectAccessible(phone);
});

test('a claim through a reviewed link with an evaluation waits, and is accepted while the page is open', async () => {
  const provider = await browser.signedIn('jdoe', { width: 360 });
  const event = await openEvent(provider);
  const label = `Reviewed ${crypto.randomUUID().slice(0, 6)}`;
  const path = await makeLink(provider, event, { label, access: 'open', boxes: ['reviewed', 'afterEvaluation'] });
  const phone = await browser.guest({ width: 360 });
  await phone.goto(BASE + path);
  await pressAndStay(phone, 'Submit claim');
  await phone.waitForSelector('.error-summary');
  await expectAccessible(phone);
  for (const key of ['aim', 'use', 'leader']) await phone.locator(`input[name="answer-${key}"][value="4"]`).click();
  await phone.locator('input[name="answer-pace"][value="About right"]').click();
  const name = `Dana ${crypto.randomUUID().slice(0, 6)}`;
  await fillClaim(phone, name);
  await pressAndStay(phone, 'Submit claim');
  await eventually(async () => (await textOfPage(phone)).includes('Waiting for Big Sky School District'), 'it waits');
  await expectAccessible(phone);

  // The provider's page was open the whole time.
  await eventually(async () => (await textOfPage(provider)).includes(name), 'the claim shows by itself');
  await expectAccessible(provider);
  expect(await fitsThePhone(provider)).toBe(true);
  await press(provider, name, /\/share\/claims\/\d+$/);
  expect(await textOfPage(provider)).toContain('Not signed: Section IV will be blank');
  await press(provider, 'Accept without a signature', `${event}/share`);
  await eventually(
    async () => (await textOfPage(phone)).includes(`Made out to ${name}`),
    'the phone shows it by itself',
  );
});

test('two people on the roster share a phone: each proves an address, and nobody sees a certificate twice', async () => {
  const provider = await browser.signedIn('jdoe');
  const event = await openEvent(provider);
  // Begins with a letter, because eight digits would look like a code.
  const people = [1, 2].map(() => `p${crypto.randomUUID().slice(0, 7)}`);
  for (const id of people) {
    await provider.goto(`${BASE}${event}/attendees/new`);
    await provider.locator('#name').fill(`Lee ${id}`);
    await provider.locator('#email').fill(`${id}@example.org`);
    await provider.locator('input[name="completed"]').click();
    await press(provider, 'Add attendee', `${event}/attendees`);
  }
  const path = await makeLink(provider, event, { label: `Roster ${people[0]}`, access: 'roster' });
  const phone = await browser.guest({ width: 360 });
  const prove = async (id: string, button: string) => {
    await phone.locator('#address').fill(`${id.toUpperCase()}@example.org`);
    await pressAndStay(phone, button);
    const code = codeIn(await latestEmailTo(`${id}@example.org`));
    await phone.locator('#code').fill(code);
    await pressAndStay(phone, 'Continue');
    await eventually(async () => (await textOfPage(phone)).includes(`on the roster as Lee ${id}`), 'the line is shown');
  };
  const claim = async () => {
    await phone.locator('#completed').click();
    await phone.locator('#educator').click();
    await pressAndStay(phone, 'Get my certificate');
    await eventually(async () => (await textOfPage(phone)).includes('Made out to'), 'there it is');
  };
  await phone.goto(BASE + path);
  await prove(people[0]!, 'Send code');
  await expectAccessible(phone);
  expect(await phone.$eval('#address', (box) => (box as HTMLInputElement).value)).toBe('');
  await claim();
  await phone.goto(`${BASE}${path}?another=1`);
  await claim();
  await phone.goto(`${BASE}${path}?another=1`);
  await prove(people[1]!, 'Send another code');
  await claim();
  expect((await textOfPage(phone)).match(/Made out to .*/g)).toEqual(people.map((id) => `Made out to Lee ${id}`));
});

test('a link that leads nowhere sends nobody to a sign-in', async () => {
  const phone = await browser.guest({ width: 360 });
  await phone.goto(`${BASE}/certificate/${'A'.repeat(43)}`);
  expect(await textOfPage(phone)).toContain('Ask the event’s provider.');
  expect(await phone.$('main a[href="/events"]')).toBeNull();
});

test('claiming works without JavaScript', async () => {
  const provider = await browser.signedIn('jdoe');
  const event = await openEvent(provider);
  const path = await makeLink(provider, event, { label: `Plain ${crypto.randomUUID().slice(0, 6)}`, access: 'open' });
  const phone = await browser.guest({ width: 360, javaScript: false });
  await phone.goto(BASE + path);
  await (await phone.$('#name'))!.type('李小龙');
  await (await phone.$('#completed'))!.click();
  await pressAndStay(phone, 'Get my certificate');
  await eventually(async () => (await phone.$('.error-summary')) !== null, 'the second statement is missing');
  expect(await phone.$eval('#name', (box) => box.getAttribute('value'))).toBe('李小龙');
  await (await phone.$('#educator'))!.click();
  await pressAndStay(phone, 'Get my certificate');
  await eventually(async () => (await textOfPage(phone)).includes('Made out to 李小龙'), 'there it is');
});

test('the questions of an evaluation are changed, with and without a script, and results wait for five answers', async () => {
  const provider = await browser.signedIn('jdoe');
  const event = await openEvent(provider);
  await provider.goto(`${BASE}${event}/evaluation`);
  await expectAccessible(provider);
  const first = () => provider.$eval('#question-0-text', (box) => (box as HTMLInputElement).value);
  const before = await first();
  await (await provider.$('button[value="down-0"]'))!.click();
  await eventually(async () => (await first()) !== before, 'the first question moved down');
  await provider.locator('button[value="add-choice"]').click();
  await provider.waitForSelector('#question-6-choices');
  await provider.locator('#question-6-text').fill('Would you come again?');
  await provider.locator('#question-6-choices').fill('Yes\nNo');
  await pressAndStay(provider, 'Save questions');
  await eventually(async () => (await textOfPage(provider)).includes('The questions are saved'), 'they are saved');
  await expectAccessible(provider);
  await press(provider, 'Results', `${event}/evaluation/results`);
  await expectAccessible(provider);
  await provider.setViewport({ width: 360, height: 800 });
  expect(await fitsThePhone(provider)).toBe(true);
  // Words next to a bar are not broken: a label is a numeral and two words at most.
  const lines = await provider.$$eval('.bars th', (labels) => labels.map((one) => one.clientHeight / 24));
  expect(lines.length).toBeGreaterThan(0);
  expect(Math.max(...lines)).toBeLessThan(4);

  const plain = await browser.signedIn('jdoe', { width: 360, javaScript: false });
  await plain.goto(`${BASE}${event}/evaluation`);
  expect(await fitsThePhone(plain)).toBe(true);
  await (await plain.$('button[value="remove-6"]'))!.click();
  await eventually(async () => (await plain.$('#question-6-text')) === null, 'the last question is gone');
  await pressAndStay(plain, 'Save questions');
  await eventually(async () => (await textOfPage(plain)).includes('The questions are saved'), 'they are saved again');
});
