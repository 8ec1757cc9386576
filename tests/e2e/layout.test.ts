import type { Page } from 'puppeteer';
import { BASE, testBrowser } from '../support/browser';

jest.setTimeout(600_000);
const browser = testBrowser();

/** CSS pixels: a phone, a laptop of 1,280 pixels at 200 % zoom, a tablet, a small laptop, a laptop. */
const WIDTHS = [360, 640, 768, 1024, 1280];

/** Addresses that answer with a file, or end what the walk needs. */
const NO_PAGE =
  /\/(export|zip|print|file|posters?|program|pdf|badges|sign-in-sheet|certificate)(\/\d+)?$|\/conference$|^\/(api|mailbox|fonts)\b|^\/requests\/\d+\/files/;

/** Returns the addresses of the page's links, each kind of page once: `/events/7/edit` is of the kind `/events/#/edit`. */
async function linksOn(page: Page): Promise<string[]> {
  const links = await page.$$eval('a[href]:not([download]):not([target])', (all) =>
    all.map((link) => (link as HTMLAnchorElement).href),
  );
  return links.flatMap((href) => {
    const url = new URL(href);
    return url.origin === new URL(BASE).origin && !NO_PAGE.test(url.pathname) ? [url.pathname + url.search] : [];
  });
}

function kindOf(path: string): string {
  const { pathname, searchParams } = new URL(path, BASE);
  return `${pathname.replaceAll(/\d+/g, '#').replaceAll(/[0-9A-Z]{4}(-[0-9A-Z]{4}){2}/g, '#')}?${[...searchParams.keys()].filter((key) => key === 'from')}`;
}

/** Returns what cannot be reached on the open page at the current width: off the screen, or cut off by what is around it. */
function outOfReach(): string[] {
  const room = document.documentElement.clientWidth;
  const found: string[] = [];
  if (document.documentElement.scrollWidth > room) {
    found.push(`the page is ${document.documentElement.scrollWidth} wide`);
  }
  for (const element of document.querySelectorAll('a, button, input, select, textarea, summary, th, td, h1, h2, p')) {
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    if (style.visibility === 'hidden' || box.width === 0 || box.height === 0) continue;
    if (element.closest('.sr-only, .skip-link')) continue;
    // What is only read aloud is one clipped pixel.
    if (box.width <= 1 && box.height <= 1) continue;
    // A grid of fields is a sheet that moves sideways under its fields, which the keyboard reaches.
    if (element.closest('.grid-table')) continue;
    let [left, right] = [0, room];
    for (let around = element.parentElement; around; around = around.parentElement) {
      if (getComputedStyle(around).overflowX === 'visible') continue;
      const frame = around.getBoundingClientRect();
      // The headings of cards are read aloud only, too.
      if (frame.width <= 1 && frame.height <= 1) [left, right] = [box.left, box.right];
      if (frame.width <= 1 && frame.height <= 1) break;
      [left, right] = [Math.max(left, frame.left), Math.min(right, frame.right)];
    }
    // Half a pixel is rounding.
    if (box.right <= right + 1 && box.left >= left - 1) continue;
    const words = (element.textContent ?? '').trim().slice(0, 30);
    found.push(`${element.tagName.toLowerCase()} “${words}” from ${Math.round(box.left)} to ${Math.round(box.right)}`);
  }
  return found.slice(0, 5);
}

/** Walks through every kind of page that links lead to, and returns what is out of reach at any of the widths. */
async function walk(page: Page, starts: string[]): Promise<{ problems: string[]; seen: number }> {
  const waiting = [...starts];
  const seen = new Set<string>();
  const problems: string[] = [];
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const kind = kindOf(path);
    if (seen.has(kind)) continue;
    seen.add(kind);
    const response = await page.goto(BASE + path, { waitUntil: 'load' }).catch(() => null);
    if (!response?.headers()['content-type']?.includes('text/html')) continue;
    for (const width of WIDTHS) {
      await page.setViewport({ width, height: 800 });
      for (const problem of await page.evaluate(outOfReach)) problems.push(`${path} at ${width}: ${problem}`);
    }
    waiting.push(...(await linksOn(page)));
  }
  return { problems, seen: seen.size };
}

test('nothing on a provider’s pages is out of reach, from a phone to a laptop and at 200 % zoom', async () => {
  const { problems, seen } = await walk(await browser.signedIn('jdoe'), ['/events', '/portal', '/events/new']);
  expect(problems).toEqual([]);
  expect(seen).toBeGreaterThan(30);
});

test('nothing on the pages of agency staff is out of reach', async () => {
  const { problems, seen } = await walk(await browser.signedIn('rstaff'), ['/admin', '/portal', '/events']);
  expect(problems).toEqual([]);
  expect(seen).toBeGreaterThan(15);
});

test('nothing on the public pages is out of reach', async () => {
  const { problems, seen } = await walk(await browser.guest(), ['/sign-in', '/help', '/verify', '/providers']);
  expect(problems).toEqual([]);
  expect(seen).toBeGreaterThan(8);
});
