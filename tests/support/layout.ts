import type { Page } from 'puppeteer';

/** CSS pixels: a phone, a laptop of 1,280 pixels at 200 % zoom, a tablet, a small laptop, a laptop. */
const WIDTHS = [360, 640, 768, 1024, 1280];

type Looked = { problems: string[]; links: string[] };

/** Returns the page's links, and what cannot be reached at the current width: off the screen, or cut off by what is around. */
function look(): Looked {
  const room = document.documentElement.clientWidth;
  const problems: string[] = [];
  if (document.documentElement.scrollWidth > room) {
    const reach = (element: Element) => element.getBoundingClientRect().right;
    const widest = [...document.querySelectorAll('body *')].toSorted((a, b) => reach(b) - reach(a))[0]!;
    problems.push(`the page is ${document.documentElement.scrollWidth} wide, like ${widest.outerHTML.slice(0, 90)}`);
  }
  // From where to where an element's children can be seen; null where they are only read aloud.
  const seen = new Map<Element, [number, number] | null>();
  const within = (element: Element | null): [number, number] | null => {
    if (element === null) return [0, room];
    const known = seen.get(element);
    if (known !== undefined) return known;
    let place = within(element.parentElement);
    if (place && getComputedStyle(element).overflowX !== 'visible') {
      const { left, right, width, height } = element.getBoundingClientRect();
      // What is only read aloud is one clipped pixel, like the headings of cards.
      place = width <= 1 && height <= 1 ? null : [Math.max(place[0], left), Math.min(place[1], right)];
    }
    seen.set(element, place);
    return place;
  };
  for (const element of document.querySelectorAll('a, button, input, select, textarea, summary, th, td, h1, h2, p')) {
    const box = element.getBoundingClientRect();
    if (box.width <= 1 && box.height <= 1) continue;
    const place = within(element.parentElement);
    // Half a pixel is rounding.
    if (!place || box.width === 0 || (box.right <= place[1] + 1 && box.left >= place[0] - 1)) continue;
    if (getComputedStyle(element).visibility === 'hidden' || element.closest('.sr-only, .skip-link')) continue;
    // A grid of fields is a sheet that moves sideways under its fields, which the keyboard reaches.
    if (element.closest('.grid-table')) continue;
    const words = (element.textContent ?? '').trim().slice(0, 30);
    problems.push(
      `${element.tagName.toLowerCase()} “${words}” from ${Math.round(box.left)} to ${Math.round(box.right)}`,
    );
  }
  const links = [...document.querySelectorAll<HTMLAnchorElement>('a[href]:not([download]):not([target])')];
  return { problems: problems.slice(0, 5), links: links.map(({ href }) => href) };
}

/** Returns the page's links, and what cannot be reached at any of the widths, with the width. */
export async function lookAtWidths(page: Page): Promise<Looked> {
  const before = page.viewport();
  const problems: string[] = [];
  const links: string[] = [];
  for (const width of WIDTHS) {
    await page.setViewport({ ...before, width, height: 800 });
    const looked = await page.evaluate(look);
    problems.push(...looked.problems.map((problem) => `at ${width}: ${problem}`));
    links.push(...looked.links);
  }
  await page.setViewport(before);
  return { problems, links };
}

/** Returns what cannot be reached on the open page at any of the widths. */
export async function outOfReach(page: Page): Promise<string[]> {
  return (await lookAtWidths(page)).problems;
}
