import type { Page } from 'puppeteer';
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

const browser = testBrowser();

/** Fills in fields the way a person leaves them, including dates, whose boxes differ from browser to browser. */
async function fill(page: Page, fields: Record<string, string>): Promise<void> {
  for (const [id, value] of Object.entries(fields)) {
    await page.$eval(
      `[id="${id}"]`,
      (box, text) => {
        // The page must notice this like typing, but React ignores a value that a script sets on the element itself.
        Object.getOwnPropertyDescriptor(Object.getPrototypeOf(box), 'value')!.set!.call(box, text);
        box.dispatchEvent(new Event('input', { bubbles: true }));
      },
      value,
    );
  }
}

async function choose(page: Page, ...ids: string[]): Promise<void> {
  for (const id of ids) await page.click(`[id="${id}"]`);
}

async function fillEvent(page: Page, title: string): Promise<void> {
  await fill(page, {
    title,
    instructor: 'Zoë Ñandú',
    description: 'How to teach fractions.',
    startsOn: '2031-05-03',
    endsOn: '2031-05-03',
    hours: '6.25',
  });
  await choose(page, 'categoryIds-2', 'locationKind-in_person', 'attested');
  await fill(page, { city: 'Helena', zip: '59601' });
}

const typedIn = (page: Page, id: string) => page.$eval(`[id="${id}"]`, (box) => (box as HTMLInputElement).value);

const says = (page: Page, words: string) =>
  eventually(async () => (await textOfPage(page)).includes(words), `the page says “${words}”`);

/** Returns what the certificate next to the form shows. */
const previewOf = (page: Page) =>
  page.$eval('main details [role="img"]', (frame) => frame.shadowRoot?.textContent ?? '');

test('the preview next to the form is the certificate, and follows the typing', async () => {
  const page = await browser.signedIn('jdoe');
  await page.goto(`${BASE}/events/new`);
  await eventually(async () => (await previewOf(page)).includes('Title of the event'), 'the preview is drawn');
  await fillEvent(page, 'Fractions <b>& more');
  await eventually(async () => {
    const text = await previewOf(page);
    return ['Fractions <b>& more', 'May 3, 2031', 'Helena, MT', '6.25', 'Big Sky School District'].every((part) =>
      text.includes(part),
    );
  }, 'the preview shows what was typed');
  // The content policy allows the template's stylesheet: the sheet has the proportions of its paper.
  const proportions = await page.$eval('main details [role="img"]', (frame) => frame.clientWidth / frame.clientHeight);
  expect(proportions).toBeCloseTo(11 / 8.5, 1);
  await expectAccessible(page);
});

test.each([true, false])('an event is added, copied and edited by two people; JavaScript: %s', async (javaScript) => {
  const page = await browser.signedIn('jdoe', { javaScript });
  const title = `Two people, ${javaScript ? 'with' : 'without'} a script`;
  await page.goto(`${BASE}/events/new`);
  await fillEvent(page, title);

  await pressAndStay(page, 'Add an agenda');
  await eventually(async () => (await page.$('[id="agenda.0.title"]')) !== null, 'there is a row');
  expect(await typedIn(page, 'title')).toBe(title);
  await fill(page, { 'agenda.0.title': 'Morning', 'agenda.0.startsAt': '09:00', 'agenda.0.endsAt': '12:00' });
  await pressAndStay(page, 'Add event');
  await says(page, 'less than the 6 hours 15 minutes of instruction');
  expect(await typedIn(page, 'agenda.0.startsAt')).toBe('09:00');
  await fill(page, { 'agenda.0.endsAt': '15:15' });
  await press(page, 'Add event', /^\/events\/\d+$/);
  const { pathname } = new URL(page.url());

  await page.goto(`${BASE}/events/new?from=${pathname.split('/').pop()}`);
  expect(await typedIn(page, 'startsOn')).toBe('2031-05-03');
  await choose(page, 'attested');
  await pressAndStay(page, 'Add event');
  await says(page, 'You already have an event with this title');
  await press(page, 'Save anyway', /^\/events\/\d+$/);
  expect(new URL(page.url()).pathname).not.toBe(pathname);

  await page.goto(`${BASE}${pathname}/edit`);
  const other = await browser.signedIn('jdoe', { javaScript });
  await other.goto(`${BASE}${pathname}/edit`);
  await fill(other, { title: `${title}, theirs` });
  await press(other, 'Save changes', pathname);

  await fill(page, { title: `${title}, mine` });
  await pressAndStay(page, 'Save changes');
  await says(page, 'This event was saved while you were editing it');
  expect(await textOfPage(page)).toContain(`${title}, theirs`);
  // axe itself is a script.
  if (javaScript) await expectAccessible(page);
  await press(page, 'Save my version', pathname);
  expect(await textOfPage(page)).toContain(`${title}, mine`);
});

test.each([true, false])('an event that is already over leads to a question; JavaScript: %s', async (javaScript) => {
  const page = await browser.signedIn('jdoe', { javaScript });
  await page.goto(`${BASE}/events/new`);
  const title = `Long over, ${javaScript ? 'with' : 'without'} a script`;
  await fillEvent(page, title);
  await fill(page, { startsOn: '2020-05-03', endsOn: '2020-05-03' });
  await pressAndStay(page, 'Add event');
  await says(page, 'This event is already over');
  await says(page, 'It ended on May 3, 2020. Once you save it, only staff can change it.');
  expect(await typedIn(page, 'title')).toBe(title);
  if (javaScript) await expectAccessible(page);
  await fill(page, { startsOn: '2021-05-03', endsOn: '2021-05-03' });
  await pressAndStay(page, 'Save anyway');
  await says(page, 'It ended on May 3, 2021.');
  await press(page, 'Save anyway', /^\/events\/\d+$/);
  expect(await textOfPage(page)).toContain('May 3, 2021');
});

test('an event opens for editing with its attestation checked, and cannot be saved once that is unchecked', async () => {
  const page = await browser.signedIn('jdoe');
  await page.goto(`${BASE}/events/new`);
  await fillEvent(page, 'Attested once');
  await press(page, 'Add event', /^\/events\/\d+$/);
  await page.goto(`${page.url().split('?')[0]}/edit`);
  await choose(page, 'attested');
  await pressAndStay(page, 'Save changes');
  await says(page, 'There is a problem');
  expect(await page.$eval('#attested', (box) => (box as HTMLInputElement).checked)).toBe(false);
});

test.each([1280, 360])('a refused form at %i pixels: all problems shown, nothing lost', async (width) => {
  const page = await browser.signedIn('jdoe', { width });
  await page.goto(`${BASE}/events/new`);
  await fill(page, { title: 'Kept', hours: '0.1' });
  await pressAndStay(page, 'Add event');
  await says(page, 'Enter the hours of instruction in quarter hours');
  expect(await page.evaluate(() => document.activeElement?.className)).toContain('error-summary');
  expect(await typedIn(page, 'title')).toBe('Kept');
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(
    0,
  );
  await page.click('.error-summary a[href="#categoryIds"]');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('categoryIds');
  await expectAccessible(page);
});

test('an asynchronous course without an end date ends one year after its start, even without JavaScript', async () => {
  const page = await browser.signedIn('mlopez', { javaScript: false });
  await page.goto(`${BASE}/events/new`);
  await fillEvent(page, 'Always open');
  await fill(page, { endsOn: '' });
  await choose(page, 'asynchronous', 'locationKind');
  await press(page, 'Add event', /^\/events\/\d+$/);
  expect(await textOfPage(page)).toContain('May 3, 2032');
});

test('an event that has ended says why it is closed and what people can do', async () => {
  const page = await browser.signedIn('jdoe');
  await page.goto(`${BASE}/events?state=count-due`);
  const href = await page.$eval('main a[href$="/report"]', (link) => link.getAttribute('href')!);
  const response = await page.goto(`${BASE}${href.replace('/report', '/edit')}`);
  expect(response!.status()).toBe(200);
  expect(await textOfPage(page)).toContain('This event ended on');
  expect(await page.$$('main a[href$="/request"], main a[href$="/request/cancellation"]')).toHaveLength(2);
  await expectAccessible(page);
});

test('another provider’s event is like a missing one, to edit and to copy', async () => {
  const page = await browser.signedIn('mlopez');
  const seen = await Promise.all(
    ['/events/1/edit', '/events/999999999/edit', '/events/new?from=1', '/events/new?from=x'].map(async (path) => {
      const one = await page.browserContext().newPage();
      const response = await one.goto(`${BASE}${path}`);
      return [response!.status(), await textOfPage(one)];
    }),
  );
  for (const answer of seen) expect(answer[0]).toBe(404);
  expect(seen[0]![1]).toBe(seen[1]![1]);
});

test.each([true, false])(
  'a session that ends while a person types loses nothing; JavaScript: %s',
  async (javaScript) => {
    const page = await browser.signedIn('jdoe', { javaScript });
    const title = `Typed for an hour, ${javaScript ? 'with' : 'without'} a script`;
    await page.goto(`${BASE}/events/new`);
    await fillEvent(page, title);
    await choose(page, 'categoryIds-3');
    await page.browserContext().deleteCookie(...(await page.browserContext().cookies()));

    await pressAndStay(page, 'Add event');
    await says(page, 'Your session has ended');
    if (javaScript) expect(await typedIn(page, 'title')).toBe(title);
    const link = await page.$eval('main a[href="/sign-in"]', (element) => element.getAttribute('target'));
    expect(link).toBe('_blank');

    const tab = await page.browserContext().newPage();
    await tab.setJavaScriptEnabled(javaScript);
    await signIn(tab, 'jdoe');
    await tab.close();
    await press(page, 'Add event', /^\/events\/\d+$/);
    expect(await textOfPage(page)).toContain(title);
    expect(await textOfPage(page)).toMatch(/Mathematics.+Science|Science.+Mathematics/);
  },
);

test('text typed by a signed-out person is back in the form when there is more to decide', async () => {
  const page = await browser.signedIn('jdoe', { javaScript: false });
  await page.goto(`${BASE}/events/new`);
  await fill(page, { title: 'Half a form', hours: '6' });
  await page.browserContext().deleteCookie(...(await page.browserContext().cookies()));
  await pressAndStay(page, 'Add event');
  await says(page, 'Your session has ended');

  const tab = await page.browserContext().newPage();
  await tab.setJavaScriptEnabled(false);
  await signIn(tab, 'jdoe');
  await tab.close();
  await pressAndStay(page, 'Add event');
  await says(page, 'Enter the instructor’s name.');
  expect(await typedIn(page, 'title')).toBe('Half a form');
});

test('after leaving in the middle of the form and coming back, everything typed is still there', async () => {
  const page = await browser.signedIn('jdoe');
  await page.goto(`${BASE}/events/new`);
  await fillEvent(page, 'Half way through');
  await press(page, 'Portal', '/portal', 'header');
  await page.goBack();
  await eventually(async () => (await typedIn(page, 'title')) === 'Half way through', 'the title is back');
  expect(await typedIn(page, 'instructor')).toBe('Zoë Ñandú');
  expect(await typedIn(page, 'city')).toBe('Helena');
  expect(await typedIn(page, 'startsOn')).toBe('2031-05-03');
  await says(page, 'hours = 6.25 PDUs');
});

test('an endless word widens no page, and pushes no column of the list out of sight', async () => {
  const page = await browser.signedIn('mlopez');
  await page.goto(`${BASE}/events/new`);
  await fillEvent(page, 'T'.repeat(200));
  await fill(page, { instructor: 'W'.repeat(120), city: 'M'.repeat(80) });
  await press(page, 'Add event', /^\/events\/\d+$/);
  const widening = () =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(await widening()).toBe(0);
  await press(page, 'Edit', /^\/events\/\d+\/edit$/);
  expect(await widening()).toBe(0);
  await page.goto(`${BASE}/events`);
  expect(await page.$eval('.table-frame', (frame) => frame.scrollWidth - frame.clientWidth)).toBe(0);
});

test('a connection that fails while saving does not change the form, and nothing is saved twice', async () => {
  const page = await browser.signedIn('jdoe');
  await page.goto(`${BASE}/events/new`);
  await fillEvent(page, 'Typed on a train');
  await page.setOfflineMode(true);
  await pressAndStay(page, 'Add event');
  await says(page, 'The system did not respond.');
  expect(await typedIn(page, 'title')).toBe('Typed on a train');
  await page.setOfflineMode(false);
  await press(page, 'Add event', /^\/events\/\d+$/);
  expect(await textOfPage(page)).toContain('Typed on a train');
});
