import type { Page } from 'puppeteer';
import { BASE, testBrowser } from '../support/browser';

jest.setTimeout(180_000);
const browser = testBrowser();

/** Makes the page look as it does where people choose all colors themselves, such as in Windows' contrast themes. */
async function forceColors(page: Page): Promise<void> {
  const session = await page.createCDPSession();
  await session.send('Emulation.setEmulatedMedia', { features: [{ name: 'forced-colors', value: 'active' }] });
}

/** Returns what cannot be told from its background once all colors are the system's. */
function unseen(): string[] {
  if (!matchMedia('(forced-colors: active)').matches) return ['the colors are not forced'];
  const SIDES = ['Top', 'Right', 'Bottom', 'Left'] as const;
  const canvas = getComputedStyle(document.body).backgroundColor;
  const hasEdge = (style: CSSStyleDeclaration, sides: readonly (typeof SIDES)[number][] = SIDES) =>
    sides.every((side) => {
      const [width, line, color] = [
        style[`border${side}Width`],
        style[`border${side}Style`],
        style[`border${side}Color`],
      ];
      return Number.parseFloat(width) > 0 && line !== 'none' && color !== canvas;
    });
  const isShown = (element: Element) => {
    const { width, height } = element.getBoundingClientRect();
    return width > 1 && height > 1 && !element.closest('.sr-only, .skip-link, dialog:not([open])');
  };
  const all = (selector: string) => [...document.querySelectorAll(selector)].filter(isShown);
  const problems: string[] = [];
  const note = (why: string, element: Element) => problems.push(`${why}: ${element.outerHTML.slice(0, 100)}`);

  const typed = 'input:not([type="hidden"], [type="checkbox"], [type="radio"], [type="file"]), select, textarea';
  for (const box of all(typed)) if (!hasEdge(getComputedStyle(box))) note('no edge', box);
  for (const button of all('main :is(button, .button):not(.button-quiet)')) {
    if (!hasEdge(getComputedStyle(button)) && getComputedStyle(button).textDecorationLine === 'none')
      note('no edge', button);
  }
  for (const choice of all('input:is([type="checkbox"], [type="radio"])')) {
    const own = getComputedStyle(choice);
    const mark = getComputedStyle(choice, '::before');
    if (own.appearance !== 'none') continue;
    if (!hasEdge(own)) note('no edge', choice);
    const isFilled = mark.backgroundColor !== canvas && mark.backgroundColor !== 'rgba(0, 0, 0, 0)';
    if ((choice as HTMLInputElement).checked && !isFilled && !hasEdge(mark, ['Bottom', 'Right']))
      note('no mark', choice);
  }
  // What is no link is told from the links around it.
  for (const here of all('a[aria-current]')) {
    const style = getComputedStyle(here);
    const isMarked = hasEdge(style, ['Bottom']) || hasEdge(style, ['Left']) || Number(style.fontWeight) >= 600;
    if (!isMarked) note('not told from the others', here);
  }
  for (const shape of all('main svg :is(rect, path)')) {
    const { fill, stroke } = getComputedStyle(shape);
    const isDrawn = [fill, stroke].some((paint) => paint !== 'none' && paint !== canvas);
    if (!isDrawn) note('not drawn', shape);
  }
  return problems;
}

/** Returns the pages on which the focus cannot be seen at one of the first places that Tab reaches. */
async function withoutFocus(page: Page): Promise<string[]> {
  const problems: string[] = [];
  for (let stop = 0; stop < 12; stop++) {
    await page.keyboard.press('Tab');
    const lost = await page.evaluate(() => {
      const at = document.activeElement;
      if (!at || at === document.body) return null;
      const { outlineStyle, outlineWidth } = getComputedStyle(at);
      return outlineStyle === 'none' || Number.parseFloat(outlineWidth) < 2 ? at.outerHTML.slice(0, 100) : null;
    });
    if (lost) problems.push(`no focus seen: ${lost}`);
  }
  return problems;
}

async function problemsOn(page: Page, paths: readonly string[]): Promise<string[]> {
  await forceColors(page);
  const problems: string[] = [];
  for (const path of paths) {
    const answer = await page.goto(BASE + path, { waitUntil: 'load' });
    if (answer?.status() !== 200) problems.push(`${path}: answers ${answer?.status()}`);
    const here = [...(await page.evaluate(unseen)), ...(await withoutFocus(page))];
    problems.push(...here.map((problem) => `${path}: ${problem}`));
  }
  return problems;
}

test.each([
  ['provider', 'jdoe', ['/events', '/events/new', '/events/counts', '/numbers', '/portal', '/account/notices']],
  ['staff', 'rstaff', ['/admin', '/admin/requests', '/admin/providers', '/admin/events']],
])('a %s sees every control, choice and mark with forced colors', async (_who, username, paths) => {
  expect(await problemsOn(await browser.signedIn(username), paths)).toEqual([]);
});

test('a guest sees every control with forced colors', async () => {
  expect(await problemsOn(await browser.guest(), ['/sign-in', '/verify', '/providers', '/help'])).toEqual([]);
});
