import type { Database } from '@/db/client';
import { checkSignature } from '@/lib/platform/pdf/signing/check-signature';
import { knownSigners } from '@/lib/platform/pdf/signing/current-signer';
import { addPerson, givenSecretEvent } from '../access/people';
import { BASE, press, testBrowser } from '../support/browser';
import { productDatabase } from '../support/product-database';
import { readSignature } from '../support/read-signature';

const browser = testBrowser();
let db: Database;

beforeAll(async () => {
  db = await productDatabase();
});
afterAll(() => db.$client.end());

test('a sheet that a provider signed and printed is signed with the key that the start has made (M12)', async () => {
  const { username } = await addPerson(db);
  const event = await givenSecretEvent(db);
  const page = await browser.signedIn(username);
  await page.goto(`${BASE}/account/signature?event=${event.id}`);
  await page.locator('#typedText').fill('Z. Ñandú');
  await page.locator('#printedName').fill('Zoë Ñandú');
  await page.locator('#title').fill('Director');
  await press(page, 'Save signature', `/events/${event.id}/sign`);
  await page.locator('#verified').click();
  await press(page, 'Sign the certificates', `/events/${event.id}`);

  const base64 = await page.evaluate(async (url) => {
    const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer());
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  }, `/events/${event.id}/certificate`);
  const file = Buffer.from(base64, 'base64');
  expect((await readSignature(file)).verified).toBe(true);
  expect(checkSignature(file, await knownSigners(db))).toMatchObject({
    state: 'valid',
    coversWholeFile: true,
    knownSigner: true,
  });
});
