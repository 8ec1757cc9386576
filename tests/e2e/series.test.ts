import type { Page } from 'puppeteer';
import { addPerson } from '../access/people';
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
import { tabAndEnter, tabAndType, tabTo } from '../support/keyboard';
import { productDatabase } from '../support/product-database';

const browser = testBrowser();

const EVENT = 'Reading fluency: small groups that work';

async function openEvent(page: Page): Promise<string> {
  await page.goto(`${BASE}/events?q=${encodeURIComponent(EVENT)}`);
  await press(page, EVENT, /^\/events\/\d+$/);
  return new URL(page.url()).pathname;
}

const says = (page: Page, words: string) =>
  eventually(async () => (await textOfPage(page)).includes(words), `the page says “${words}”`);

test('an event is copied to the second Tuesday of three months with the keyboard alone', async () => {
  const page = await browser.signedIn('jdoe');
  const path = await openEvent(page);
  await tabAndEnter(page, 'Copy to other dates');
  await says(page, 'Which dates?');
  await expectAccessible(page);
  await tabTo(page, 'Dates that you list');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await tabAndType(page, 'Which of the month', 'Second');
  await tabAndType(page, 'Weekday', 'Tuesday');
  await tabAndEnter(page, 'Continue');
  await says(page, 'There is a problem');
  await says(page, 'Enter the last day or the number of events.');
  await expectAccessible(page);

  await tabAndType(page, 'First day', '09012031');
  await tabAndType(page, 'Number of events', '3');
  await tabAndEnter(page, 'Continue');
  await says(page, 'Tuesday, September 9, 2031');
  const summary = await textOfPage(page);
  for (const words of ['Tuesday, October 14, 2031', 'Tuesday, November 11, 2031', 'Not copied', EVENT]) {
    expect(summary).toContain(words);
  }
  await expectAccessible(page);
  await tabTo(page, 'Tuesday, October 14, 2031');
  await page.keyboard.press('Space');
  await tabAndEnter(page, 'Add the checked events');
  await says(page, 'Confirm that this event earns units.');
  await tabTo(page, /^This is planned, structured/);
  await page.keyboard.press('Space');
  await tabAndEnter(page, 'Add the checked events');
  await says(page, '2 events were added.');
  await expectAccessible(page);
  const list = await textOfPage(page);
  expect(list).toContain('Tuesday, September 9, 2031');
  expect(list).not.toContain('October 14, 2031');
  await tabAndEnter(page, /^Edit event \d+$/);
  await eventually(async () => /^\/events\/\d+\/edit$/.test(new URL(page.url()).pathname), 'the form is open');
  expect(new URL(page.url()).pathname).not.toContain(`${path}/`);
});

test('without a script an event is copied to listed dates, and a second time its copies are pointed out', async () => {
  const page = await browser.signedIn('jdoe', { javaScript: false });
  const path = await openEvent(page);
  await press(page, 'Copy to other dates', `${path}/copies`);
  await page.type('[id="dates"]', 'March 4, 2031\n3/11/2031\n1/7/2020');
  await pressAndStay(page, 'Continue');
  await says(page, 'This date has passed.');
  const address = page.url();
  await pressAndStay(page, 'Add the checked events');
  await says(page, 'Confirm that this event earns units.');
  await page.click('[id="attested"]');
  await press(page, 'Add the checked events', `${path}/copies/added`);
  await says(page, '2 events were added.');
  const added = page.url();
  await page.goto(address);
  await says(page, 'You already have an event with this title, dates and location');
  await page.click('[id="attested"]');
  await pressAndStay(page, 'Add the checked events');
  await says(page, 'Check at least one date.');
  await page.goto(added);
  await says(page, 'Tuesday, March 4, 2031');

  await pressAndStay(page, 'Copy to other dates');
  await eventually(async () => (await page.$('[id="dates"]')) !== null, 'the form is open again');
});

test('a viewer sees no link to copy an event', async () => {
  const db = await productDatabase();
  const { username } = await addPerson(db, { role: 'viewer' }).finally(() => db.$client.end());
  const page = await browser.guest();
  await signIn(page, username);
  await openEvent(page);
  const text = await textOfPage(page);
  expect(text).toContain(EVENT);
  expect(text).not.toContain('Copy to other dates');
});
