import {
  BASE,
  expectAccessible,
  openProgram,
  press,
  pressAndStay,
  signIn,
  testBrowser,
  textOfPage,
} from '../support/browser';
import { givenNewPerson } from '../support/new-person';

const browser = testBrowser();

test('the health check reports that database and renderer work', async () => {
  const response = await fetch(`${BASE}/api/health`);
  expect([response.status, await response.json()]).toEqual([200, { status: 'ok' }]);
});

test('a provider signs in, lands at the Secure Portal with its program, and signs out', async () => {
  const page = await browser.guest();
  await page.goto(BASE);
  expect(page.url()).toContain('/sign-in');
  // A person who comes for the first time has not been away too long.
  expect(await textOfPage(page)).not.toContain('session has ended');
  await expectAccessible(page);
  await signIn(page, 'jdoe');
  expect(new URL(page.url()).pathname).toBe('/portal');
  await expectAccessible(page);
  await openProgram(page);
  expect(new URL(page.url()).pathname).toBe('/events');
  const cookies = await page.browserContext().cookies();
  expect(cookies.map(({ httpOnly, sameSite }) => [httpOnly, sameSite])).toContainEqual([true, 'Lax']);
  await press(page, 'Sign out', '/sign-in', 'header');
  expect(await textOfPage(page)).toContain('You are signed out.');
  // A copy of the cookie no longer works.
  await page.browserContext().setCookie(...cookies);
  await page.goto(`${BASE}/events`);
  expect(new URL(page.url()).pathname).toBe('/sign-in');
  expect(await textOfPage(page)).toContain('Your session has ended. Sign in again.');
});

test('a person who was sent to the sign-in comes back to the page they asked for, and never to another site', async () => {
  const page = await browser.guest();
  await page.goto(`${BASE}/events?state=count-due&sort=end`);
  expect(new URL(page.url()).pathname).toBe('/sign-in');
  const signInHere = async (path: string) => {
    await page.type('#username', 'jdoe');
    await page.type('#password', 'Montana2026');
    await press(page, 'Sign in', path);
  };
  await signInHere('/events');
  expect(page.url()).toBe(`${BASE}/events?state=count-due&sort=end`);
  await press(page, 'Sign out', '/sign-in', 'header');
  await page.goto(`${BASE}/sign-in?to=${encodeURIComponent('//evil.example/events')}`);
  await signInHere('/portal');
  expect(new URL(page.url()).search).toBe('');
});

test('a wrong password gets a sentence, and the username remains', async () => {
  // The demo people sign in so often here that a wrong try of theirs would be one too many.
  const { username } = await givenNewPerson();
  const page = await browser.guest({ width: 360 });
  await page.goto(`${BASE}/sign-in`);
  await page.type('#username', `OPI\\${username}`);
  await page.type('#password', 'Nebraska2026');
  await pressAndStay(page, 'Sign in');
  await page.waitForSelector('.error-summary');
  expect(await textOfPage(page)).toContain('The username or password is incorrect.');
  expect(await page.$('.error-summary a')).toBeNull();
  expect(await page.evaluate(() => document.activeElement?.className)).toContain('error-summary');
  expect(await page.$eval('#username', (box) => (box as HTMLInputElement).value)).toBe(`OPI\\${username}`);
  await expectAccessible(page);
});

test('signing in works without JavaScript, with the domain in front of the username', async () => {
  const page = await browser.guest({ javaScript: false });
  await signIn(page, 'OPI\\mlopez');
  await openProgram(page);
  expect(new URL(page.url()).pathname).toBe('/events');
});

test('staff open their program at the counts due and never at a provider’s forms', async () => {
  const page = await browser.signedIn('rstaff');
  expect(new URL(page.url()).pathname).toBe('/admin');
  expect(await textOfPage(page)).toContain('Big Sky School District');
  await expectAccessible(page);
  const response = await page.goto(`${BASE}/events`);
  expect(response!.status()).toBe(403);
  await expectAccessible(page);
});

test('a provider cannot reach the pages of staff', async () => {
  const page = await browser.signedIn('jdoe');
  const response = await page.goto(`${BASE}/admin`);
  expect(response!.status()).toBe(403);
  expect(await textOfPage(page)).not.toContain('Treasure State');
});

test.each(['/help', '/rules', '/accessibility', '/no-such-page'])('%s is accessible', async (path) => {
  const page = await browser.guest({ width: 360 });
  await page.goto(`${BASE}${path}`);
  await expectAccessible(page);
});
