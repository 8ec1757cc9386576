import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import type { Page } from 'puppeteer';
import type { Database } from '@/db/client';
import { addPerson } from '../access/people';
import { BASE, eventually, expectAccessible, press, pressAndStay, testBrowser, textOfPage } from '../support/browser';
import { latestEmailTo } from '../support/mailbox';
import { productDatabase } from '../support/product-database';

jest.setTimeout(120_000);

const browser = testBrowser();
let db: Database;
let manager: string;

beforeAll(async () => {
  db = await productDatabase();
  manager = (await addPerson(db, { at: 'Mission Valley Tribal College' })).username;
});
afterAll(() => db.$client.end());

const says = (page: Page, words: string) =>
  eventually(async () => (await textOfPage(page)).includes(words), `the page says “${words}”`);

const REQUEST = /^\/requests\/\d+$/;
const numberOf = (page: Page) => new URL(page.url()).pathname.split('/').at(-1)!;

const PDF = '%PDF-1.7\n1 0 obj << >> endobj\nstartxref\n9\n%%EOF\n';

function givenFile(name: string, content: string): string {
  const file = path.join(tmpdir(), `${crypto.randomUUID()}-${name}`);
  writeFileSync(file, content);
  return file;
}

async function chooseFile(page: Page, file: string): Promise<void> {
  const box = await page.$('input[type="file"]');
  await (box as unknown as { uploadFile: (path: string) => Promise<void> }).uploadFile(file);
}

test('a manager asks for a user with a file, staff approve it, and the person gets the email that leads to a password', async () => {
  const email = `rosa-${crypto.randomUUID().slice(0, 8)}@example.org`;
  const provider = await browser.signedIn(manager, { width: 360 });
  await provider.goto(`${BASE}/users`);
  await press(provider, 'ask the agency for a user', '/users/ask');
  await expectAccessible(provider);
  await pressAndStay(provider, 'Send request');
  await says(provider, 'Choose a role.');
  await expectAccessible(provider);
  await provider.type('#name', 'Rosa Whitehorse');
  await provider.type('#email', email);
  await provider.click('input[name="role"][value="editor"]');
  await provider.type('#reason', 'She runs our summer institute.');
  await press(provider, 'Send request', REQUEST);
  const requestId = numberOf(provider);
  await says(provider, 'Your request was sent.');
  await chooseFile(provider, givenFile('page.pdf', '<html></html>'));
  await pressAndStay(provider, 'Add file');
  await says(provider, 'This is not a PDF, PNG or JPEG file.');
  await chooseFile(provider, givenFile('letter.pdf', PDF));
  await pressAndStay(provider, 'Add file');
  await says(provider, 'The file was added.');
  await expectAccessible(provider);

  const staff = await browser.signedIn('rstaff');
  await staff.goto(`${BASE}/admin/requests?q=${email}`);
  await press(staff, 'Access for Rosa Whitehorse', `/admin/requests/${requestId}`);
  await expectAccessible(staff);
  const link = await staff.$eval('a[download]', (a) => (a as HTMLAnchorElement).href);
  const file = await staff.evaluate(async (href) => {
    const answer = await fetch(href);
    return [answer.headers.get('content-disposition'), answer.headers.get('content-type'), await answer.text()];
  }, link);
  expect(file[0]).toMatch(/^attachment; filename="[^"]*letter.pdf"/);
  expect(file.slice(1)).toEqual(['application/octet-stream', PDF]);
  const username = `rw-${crypto.randomUUID().slice(0, 8)}`;
  await staff.$eval('#username', (box) => (box as HTMLInputElement).select());
  await staff.type('#username', username);
  await press(staff, 'Approve and give access', '/admin/requests');
  await eventually(async () => (await latestEmailTo(email)).includes(username), 'the person gets the username');
  expect(await latestEmailTo(email)).toContain('/password-reset');
  await provider.goto(`${BASE}/users`);
  await says(provider, 'Rosa Whitehorse');
  await provider.goto(`${BASE}/requests/${requestId}`);
  await says(provider, 'Approved');
  await expectAccessible(provider);
});

test('a manager asks for a change of the provider’s record, sees the differences, and the approval makes it', async () => {
  await db.execute(sql`update requests set status = 'withdrawn', waiting_since = null, decided_at = now()
    where kind = 'provider_data' and status in ('open', 'waiting')`);
  const provider = await browser.signedIn(manager, { width: 360 });
  await provider.goto(`${BASE}/our-information`);
  await expectAccessible(provider);
  await press(provider, 'Ask for a change', '/our-information/change');
  await expectAccessible(provider);
  await provider.type('#mailingStreet', 'PO Box 70');
  await provider.type('#reason', 'We moved.');
  await pressAndStay(provider, 'Check the request');
  await says(provider, 'Enter the ZIP code as five digits');
  await expectAccessible(provider);
  await provider.type('#mailingCity', 'Pablo');
  await provider.type('#mailingZip', '59855');
  await pressAndStay(provider, 'Check the request');
  await says(provider, 'Nothing is sent yet.');
  await expectAccessible(provider);
  await press(provider, 'Send request', REQUEST);
  const requestId = numberOf(provider);
  await provider.goto(`${BASE}/our-information/change`);
  await says(provider, 'already asked for a change');

  const staff = await browser.signedIn('rstaff', { width: 360 });
  await staff.goto(`${BASE}/admin/requests/${requestId}`);
  await says(staff, 'PO Box 70');
  await expectAccessible(staff);
  await press(staff, 'Approve and change the record', '/admin/requests');
  await provider.goto(`${BASE}/our-information`);
  await says(provider, 'Pablo, MT 59855');
});

test('without JavaScript, both are asked for, and one is declined', async () => {
  await db.execute(sql`update requests set status = 'withdrawn', waiting_since = null, decided_at = now()
    where kind = 'provider_data' and status in ('open', 'waiting')`);
  const provider = await browser.signedIn(manager, { javaScript: false });
  await provider.goto(`${BASE}/our-information/change`);
  const website = `https://${crypto.randomUUID().slice(0, 8)}.example.org`;
  await provider.$eval('#website', (box) => (box as HTMLInputElement).select());
  await provider.type('#website', website);
  await provider.type('#reason', 'It is new.');
  await pressAndStay(provider, 'Check the request');
  await says(provider, 'Nothing is sent yet.');
  await press(provider, 'Send request', REQUEST);
  const requestId = numberOf(provider);
  await chooseFile(provider, givenFile('letter.pdf', PDF));
  await pressAndStay(provider, 'Add file');
  await says(provider, 'The file was added.');
  await provider.goto(`${BASE}/users/ask`);
  await pressAndStay(provider, 'Send request');
  await says(provider, 'Enter the name.');
  const staff = await browser.signedIn('rstaff', { javaScript: false });
  await staff.goto(`${BASE}/admin/requests/${requestId}`);
  await staff.click('input[name="ground"][value="other"]');
  await staff.type('#sentence', 'The website does not open.');
  await press(staff, 'Decline', '/admin/requests');
  await provider.goto(`${BASE}/requests/${requestId}`);
  await says(provider, 'The website does not open.');
  await provider.goto(`${BASE}/our-information`);
  expect(await textOfPage(provider)).not.toContain(website);
});
