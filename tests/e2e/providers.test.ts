import { sql } from 'drizzle-orm';
import type { Page } from 'puppeteer';
import type { Database } from '@/db/client';
import { addPerson, givenProvider, givenSecretEvent } from '../access/people';
import { makeLinkByHand } from '../access/share-by-hand';
import { BASE, eventually, expectAccessible, press, pressAndStay, testBrowser, textOfPage } from '../support/browser';
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
  await says(confirmer, 'for a second person');
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

test('closing: a second person confirms it, an export is made, and the people read that their access ended', async () => {
  const { providerId, manager, first, second } = await given();
  const provider = await browser.signedIn(manager.username);
  const proposer = await browser.signedIn(first.username);
  await proposer.goto(`${BASE}/admin/providers/${providerId}`);
  await press(proposer, 'Close this provider', `/admin/providers/${providerId}/close`);
  await expectAccessible(proposer);
  await proposer.type('#reason', 'It no longer exists.');
  await press(proposer, 'Propose to close the provider', `/admin/providers/${providerId}`);
  await press(proposer, 'Close the provider', /\/proposals\/\d+$/);

  const confirmer = await browser.signedIn(second.username, { javaScript: false, width: 360 });
  await confirmer.goto(proposer.url());
  await press(confirmer, 'Confirm the proposal', `/admin/providers/${providerId}`);
  expect(await textOfPage(confirmer)).toContain('Closed: it no longer offers events or gives out certificates');
  await eventually(async () => {
    await confirmer.reload();
    return (await textOfPage(confirmer)).includes('Download the export');
  }, 'the export is made');

  await provider.goto(`${BASE}/events`);
  await says(provider, 'Sign in');
  const anyone = await browser.guest();
  await anyone.goto(`${BASE}/providers/${providerId}`);
  await says(anyone, 'Closed: it no longer offers events');

  await press(confirmer, 'Reopen this provider', `/admin/providers/${providerId}/reopen`);
  await confirmer.type('#reason', 'It exists again.');
  await press(confirmer, 'Reopen the provider', `/admin/providers/${providerId}`);
  expect(await textOfPage(confirmer)).toContain('In good standing');
});

test('a merge: found by name, previewed, confirmed by a second person, and undone', async () => {
  const { providerId, first, second } = await given();
  const targetId = await givenProvider(db);
  const [target] = await db.execute<{ name: string }>(sql`select name from providers where id = ${targetId}`);
  const proposer = await browser.signedIn(first.username, { width: 360 });
  await proposer.goto(`${BASE}/admin/providers/${providerId}/merge`);
  await expectAccessible(proposer);
  await proposer.type('#q', target!.name);
  await proposer.keyboard.press('Enter');
  await says(proposer, `Provider ${targetId},`);
  await pressAndStay(proposer, target!.name);
  await says(proposer, 'What moves');
  await expectAccessible(proposer);
  await proposer.type('#reason', 'They are one organization now.');
  await press(proposer, 'Propose the merge', `/admin/providers/${providerId}`);
  await press(proposer, 'Merge the provider into another one', /\/proposals\/\d+$/);

  const confirmer = await browser.signedIn(second.username);
  await confirmer.goto(proposer.url());
  await says(confirmer, 'What moves');
  await expectAccessible(confirmer);
  await press(confirmer, 'Confirm the proposal', `/admin/providers/${providerId}`);
  await says(confirmer, 'Merged into');
  await expectAccessible(confirmer);
  const anyone = await browser.guest();
  await anyone.goto(`${BASE}/providers/${providerId}`);
  expect(new URL(anyone.url()).pathname).toBe(`/providers/${targetId}`);

  await press(confirmer, 'Undo the merge', `/admin/providers/${providerId}/merge/undo`);
  await expectAccessible(confirmer);
  await confirmer.type('#reason', 'They are two organizations.');
  await press(confirmer, 'Undo the merge', `/admin/providers/${providerId}`);
  await says(confirmer, 'The merge was undone.');
});

test('a share link of a closed provider says so, and whom to ask', async () => {
  const event = await givenSecretEvent(db);
  const maker = await addPerson(db);
  const { path } = await makeLinkByHand(await Visitor.signedIn(maker.username), event.id);
  const providerId = await givenProvider(db);
  await db.execute(sql`update providers set standing = 'closed' where id = ${providerId}`);
  await db.execute(sql`update events set provider_id = ${providerId} where id = ${event.id}`);
  const attendee = await browser.guest({ width: 360 });
  await attendee.goto(`${BASE}${path}`);
  await says(attendee, 'is closed and no longer gives out certificates.');
  await says(attendee, 'Did you complete the event? Email');
  await expectAccessible(attendee);
});
