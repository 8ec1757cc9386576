import { sql } from 'drizzle-orm';
import type { Page } from 'puppeteer';
import type { Database } from '@/db/client';
import { addPerson, givenProvider } from '../access/people';
import { BASE, eventually, expectAccessible, press, pressAndStay, testBrowser, textOfPage } from '../support/browser';
import { productDatabase } from '../support/product-database';

jest.setTimeout(120_000);

const browser = testBrowser();
let db: Database;

beforeAll(async () => {
  db = await productDatabase();
});
afterAll(() => db.$client.end());

const says = (page: Page, words: string) =>
  eventually(async () => (await textOfPage(page)).includes(words), `the page says “${words}”`);

/** Adds a provider with a manager, and two members of staff. */
async function given() {
  const providerId = await givenProvider(db);
  const manager = await addPerson(db, {});
  await db.execute(sql`update memberships set provider_id = ${providerId} where user_id = ${manager.id}`);
  const [first, second] = [
    await addPerson(db, { staffRole: 'staff', demo: true }),
    await addPerson(db, { staffRole: 'staff', demo: true }),
  ];
  return { providerId, manager, first, second };
}

test('a suspension: one person proposes it, another confirms it, and the provider reads why', async () => {
  const { providerId, manager, first, second } = await given();
  const proposer = await browser.signedIn(first.username, { width: 360 });
  await proposer.goto(`${BASE}/admin/providers/${providerId}`);
  await expectAccessible(proposer);
  await press(proposer, 'Change the standing', `/admin/providers/${providerId}/standing`);
  await expectAccessible(proposer);
  await pressAndStay(proposer, 'Change the standing');
  await says(proposer, 'Choose the standing.');
  await expectAccessible(proposer);
  await proposer.click('input[value="suspended"]');
  await proposer.$eval('#reviewOn', (box) => {
    (box as HTMLInputElement).value = '2099-01-01';
  });
  await proposer.type('#reason', 'No reports for two years.');
  await press(proposer, 'Change the standing', `/admin/providers/${providerId}`);
  await says(proposer, 'Your proposal waits for a second person.');
  await expectAccessible(proposer);
  await press(proposer, 'Change the standing to “suspended”', /\/proposals\/\d+$/);
  await says(proposer, 'You proposed this yourself');
  await expectAccessible(proposer);

  const confirmer = await browser.signedIn(second.username);
  await confirmer.goto(`${BASE}/admin/providers`);
  await says(confirmer, 'waits for a second person');
  await expectAccessible(confirmer);
  await confirmer.goto(proposer.url());
  await press(confirmer, 'Confirm the proposal', `/admin/providers/${providerId}`);
  await says(confirmer, 'Suspended: it offers no events and gives out no certificates');

  const provider = await browser.signedIn(manager.username, { width: 360 });
  await provider.goto(`${BASE}/portal`);
  for (const words of ['suspended since', 'No reports for two years.', 'January 1, 2099', 'To appeal, email']) {
    await says(provider, words);
  }
  await expectAccessible(provider);
  await provider.goto(`${BASE}/events/new`);
  await says(provider, 'is suspended, so no events can be added for it.');

  const anyone = await browser.guest();
  await anyone.goto(`${BASE}/providers/${providerId}`);
  await says(anyone, 'Suspended: it offers no events and gives out no certificates');
  expect(await textOfPage(anyone)).not.toContain('No reports for two years.');
  await expectAccessible(anyone);
});
