import { BASE, eventually, expectAccessible, press, pressAndStay, testBrowser, textOfPage } from '../support/browser';
import { tabAndEnter, tabAndType, tabTo } from '../support/keyboard';
import { outOfReach } from '../support/layout';
import { latestEmailTo } from '../support/mailbox';
import { givenNewPerson } from '../support/new-person';
import { keepPicture } from '../support/pictures';

const browser = testBrowser();
const NEW_PASSWORD = 'Larch trees turn gold in 10 days';

test('from a username alone to a printed certificate, on a phone and with the keyboard alone', async () => {
  const person = await givenNewPerson();
  const page = await browser.guest({ width: 360 });
  const at = (path: string | RegExp) =>
    eventually(async () => {
      const { pathname } = new URL(page.url());
      const arrived = typeof path === 'string' ? pathname === path : path.test(pathname);
      return arrived && (await page.evaluate(() => document.readyState)) === 'complete';
    }, `the page is ${path}, not ${page.url()}`);

  await page.goto(`${BASE}/sign-in`);
  await tabAndEnter(page, 'Reset password');
  await at('/password-reset');
  await tabAndType(page, 'Username', `OPI\\${person.username}`);
  await tabAndEnter(page, 'I can’t see the letters');
  await at('/password-reset/email');
  await tabAndType(page, 'Your email address', person.email);
  await page.keyboard.press('Enter');
  await at('/password-reset/code');
  const code = /\b(\d{4})\s?(\d{4})\b/.exec(await latestEmailTo(person.email))!;
  await tabAndType(page, 'Code from the email', `${code[1]} ${code[2]}`);
  await page.keyboard.press('Enter');
  await at('/password-reset/new-password');
  await tabAndType(page, 'New password', NEW_PASSWORD);
  await page.keyboard.press('Enter');
  await at('/password-reset/done');
  await tabAndEnter(page, 'Log In');
  await at('/sign-in');
  await tabAndType(page, 'Username', person.username);
  await tabAndType(page, 'Password', NEW_PASSWORD);
  await page.keyboard.press('Enter');
  await at('/portal');
  await tabAndEnter(page, /^Open PDUPS/);
  await at('/events');
  await tabAndType(page, 'Search', 'science notebooks');
  await page.keyboard.press('Enter');
  await eventually(async () => page.url().includes('q=science'), 'the list is searched');
  await tabAndEnter(page, 'Science notebooks in the elementary grades');
  await at(/^\/events\/\d+$/);
  await tabTo(page, 'Print to PDF');
  const printed = await page.evaluate(async () => {
    const response = await fetch((document.activeElement as HTMLAnchorElement).href);
    return [response.headers.get('content-type'), (await response.text()).slice(0, 5)];
  });
  expect(printed).toEqual(['application/pdf', '%PDF-']);
});

test('each step of the reset is accessible and fits on every screen, and its pictures are up to date', async () => {
  const person = await givenNewPerson();
  const page = await browser.guest({ width: 640 });
  await page.goto(`${BASE}/sign-in`);
  await keepPicture(page, 'sign-in');
  await press(page, 'Reset password', '/password-reset');
  await expectAccessible(page);
  await page.type('#username', `OPI\\${person.username}`);
  await keepPicture(page, 'reset-username');
  await pressAndStay(page, 'I can’t see the letters');
  await eventually(async () => page.url().endsWith('/password-reset/email'), 'the sum is worked out');
  await expectAccessible(page);
  await keepPicture(page, 'reset-email', [person.username, /\S+•\S+/g]);
  expect(await outOfReach(page)).toEqual([]);
  await page.type('#email', person.email);
  await press(page, 'Continue', '/password-reset/code');
  await expectAccessible(page);
  await keepPicture(page, 'reset-code', [person.username, /\S+•\S+/g]);
  expect(await outOfReach(page)).toEqual([]);
  const [, one, two] = /\b(\d{4})\s?(\d{4})\b/.exec(await latestEmailTo(person.email))!;
  await page.type('#code', `${one}${two}`);
  await press(page, 'Continue', '/password-reset/new-password');
  await expectAccessible(page);
  await keepPicture(page, 'reset-password', [person.username]);
  expect(await outOfReach(page)).toEqual([]);
});

test('a password typed in a second tab, after the first one set it, is reported as not saved', async () => {
  const person = await givenNewPerson();
  const page = await browser.guest();
  await page.goto(`${BASE}/password-reset`);
  await page.type('#username', person.username);
  await pressAndStay(page, 'I can’t see the letters');
  await eventually(async () => page.url().endsWith('/password-reset/email'), 'the sum is worked out');
  await page.type('#email', person.email);
  await press(page, 'Continue', '/password-reset/code');
  const [, one, two] = /\b(\d{4})\s?(\d{4})\b/.exec(await latestEmailTo(person.email))!;
  await page.type('#code', `${one}${two}`);
  await press(page, 'Continue', '/password-reset/new-password');
  const second = await page.browserContext().newPage();
  await second.goto(`${BASE}/password-reset/new-password`);
  await page.bringToFront();
  await page.type('#password', NEW_PASSWORD);
  await press(page, 'Set password', '/password-reset/done');
  expect(await textOfPage(page)).toContain('was changed');
  await second.bringToFront();
  await second.type('#password', `${NEW_PASSWORD} and more`);
  await press(second, 'Set password', '/password-reset/done');
  expect(await textOfPage(second)).toContain('the password you just typed was not saved');
  await expectAccessible(second);
  expect(await outOfReach(second)).toEqual([]);
});

test('the picture of the Secure Portal is up to date', async () => {
  const page = await browser.signedIn('apierre', { width: 640 });
  await page.goto(`${BASE}/portal`);
  await expectAccessible(page);
  // The dates of the demo data depend on the day of the run, and so do the yearly documents that are due; the sign-ins on
  // the other tests.
  const yearly = ['/our-information', '/annual-report'].map((path) => `.todo > li:has(a[href^="${path}"])`);
  await page.$$eval(['.notice', ...yearly].join(', '), (elements) => {
    for (const element of elements) element.remove();
  });
  await keepPicture(page, 'portal', [
    /\d+/g,
    /(January|February|March|April|May|June|July|August|September|October|November|December)/g,
  ]);
});

test('the frequently asked questions can be searched and have all of their pictures', async () => {
  const page = await browser.guest();
  await page.goto(`${BASE}/faq`);
  await expectAccessible(page);
  const broken = await page.$$eval('main img', async (pictures) => {
    const answers = await Promise.all(pictures.map((picture) => fetch((picture as HTMLImageElement).src)));
    return answers.filter(({ status }) => status !== 200).map(({ url }) => url);
  });
  expect(broken).toEqual([]);
  await page.goto(`${BASE}/faq?q=forgot`);
  expect(await textOfPage(page)).toContain('How do I reset my password');
  expect(await textOfPage(page)).not.toContain('Why was I signed out?');
  await page.goto(`${BASE}/faq?q=zebra`);
  expect(await textOfPage(page)).toContain('No question matches all of these words');
});
