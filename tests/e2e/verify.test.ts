import '../support/settings';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ElementHandle, Page } from 'puppeteer';
import type { Database } from '@/db/client';
import { certificateEndings } from '@/db/schema';
import { issueCertificates } from '@/lib/certificates/issue/issue-certificates';
import { namedFile } from '@/lib/certificates/issue/named-file';
import { makeSerial } from '@/lib/certificates/serial';
import { closeRenderer } from '@/lib/platform/pdf/renderer';
import { forgiveThisAddress } from '../access/people';
import { givenAttendee } from '../support/attendees';
import { BASE, eventually, expectAccessible, press, pressAndStay, testBrowser, textOfPage } from '../support/browser';
import { givenEvent } from '../support/events';
import { providerContext } from '../support/people';
import { productDatabase } from '../support/product-database';

const browser = testBrowser();
const folder = mkdtempSync(path.join(tmpdir(), 'verify-'));
let db: Database;
beforeAll(async () => {
  db = await productDatabase();
});
beforeEach(() => forgiveThisAddress(db));
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await closeRenderer();
  await db.$client.end();
});

/** Issues a certificate to Zoë Ñandú, and saves its file on disk. */
async function issued() {
  const ctx = await providerContext(db, { today: '2026-05-04' });
  const eventId = await givenEvent(ctx, { title: `Reading the sky ${crypto.randomUUID().slice(0, 8)}` });
  const attendeeId = await givenAttendee(ctx, eventId);
  const { issued } = await issueCertificates(ctx, { eventId, attendeeIds: [attendeeId] });
  const { id, serial } = issued[0]!;
  const bytes = await namedFile(db, id);
  const file = path.join(folder, `${serial}.pdf`);
  writeFileSync(file, bytes);
  return { id, serial, bytes, file };
}

async function upload(page: Page, file: string): Promise<void> {
  const input = (await page.$('#file')) as ElementHandle<HTMLInputElement>;
  await input.uploadFile(file);
  await pressAndStay(page, 'Check the file');
}

const says = (page: Page, words: string) =>
  eventually(async () => (await textOfPage(page)).includes(words), `the page says “${words}”`);

test('an employer types a serial, sees what the certificate says, and compares the name', async () => {
  const { serial } = await issued();
  const page = await browser.guest();
  await page.goto(BASE);
  await press(page, 'Check a certificate', '/verify', 'footer');
  await expectAccessible(page);
  await page.locator('#serial').fill(`${serial.slice(0, -1)}${serial.endsWith('7') ? '8' : '7'}`);
  await pressAndStay(page, 'Check serial number');
  await says(page, 'Check the characters');
  await expectAccessible(page);
  await page.locator('#serial').fill(serial.toLowerCase().replaceAll('-', ''));
  await press(page, 'Check serial number', `/verify/${serial}`);
  const text = await textOfPage(page);
  expect(text).toMatch(/Valid[\s\S]*Z••• Ñ•••[\s\S]*Reading the sky/);
  expect(text).not.toContain('Ñandú');
  await expectAccessible(page);

  await page.locator('#name').fill('Zoe Nandu');
  await pressAndStay(page, 'Compare the name');
  await says(page, 'The same name');
  await page.locator('#name').fill('Somebody Else');
  await pressAndStay(page, 'Compare the name');
  await says(page, 'Not the same name');
  expect(await page.content()).not.toContain('Ñandú');
  await expectAccessible(page);
});

test('a revoked certificate says so, and a serial that was never issued is unknown', async () => {
  const { id, serial } = await issued();
  await db.insert(certificateEndings).values({
    certificateId: id,
    kind: 'revoked',
    reason: 'Left before lunch.',
    endedAt: new Date('2026-05-06T18:00:00Z'),
  });
  const page = await browser.guest({ width: 360 });
  await page.goto(`${BASE}/verify/${serial}`);
  expect(await textOfPage(page)).toContain('Revoked on May 6, 2026');
  expect(await page.content()).not.toContain('lunch');
  await expectAccessible(page);
  const unknown = makeSerial();
  await page.goto(`${BASE}/verify/${unknown}`);
  expect(await textOfPage(page)).toContain(`No certificate has the serial number ${unknown}`);
  await expectAccessible(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
});

test('the issued file is distinguished from a changed one and from any other', async () => {
  const { serial, bytes, file } = await issued();
  const changed = path.join(folder, 'changed.pdf');
  writeFileSync(changed, Buffer.concat([bytes, Buffer.from('\n% more\n')]));
  const other = path.join(folder, 'other.pdf');
  writeFileSync(other, '%PDF-1.4\n%%EOF\n');
  for (const width of [1280, 360]) {
    const page = await browser.guest({ width });
    await page.goto(`${BASE}/verify`);
    await upload(page, file);
    await says(page, 'exactly the file that was issued');
    expect(await textOfPage(page)).toContain(serial);
    await expectAccessible(page);
    await upload(page, changed);
    await says(page, 'Changed after it was issued');
    await expectAccessible(page);
    await upload(page, other);
    await says(page, 'Not one of ours');
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  }
});

test('a file above 1 MB is accepted, and one above 5 MB is refused with a sentence', async () => {
  const page = await browser.guest();
  await page.goto(`${BASE}/verify`);
  const file = path.join(folder, 'large.pdf');
  writeFileSync(file, Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(4_900_000)]));
  await upload(page, file);
  await says(page, 'Not one of ours');
  writeFileSync(file, Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(5_000_001)]));
  await upload(page, file);
  await says(page, 'larger than 5 MB');
  await expectAccessible(page);
});

test('everything works without JavaScript', async () => {
  const { serial, file } = await issued();
  const page = await browser.guest({ javaScript: false, width: 360 });
  await page.goto(`${BASE}/verify`);
  await upload(page, file);
  await says(page, 'exactly the file that was issued');
  await (await page.$('#serial'))!.type(serial);
  await press(page, 'Check serial number', `/verify/${serial}`);
  await (await page.$('#name'))!.type('zoë ñandú');
  await pressAndStay(page, 'Compare the name');
  await says(page, 'The same name');
});
