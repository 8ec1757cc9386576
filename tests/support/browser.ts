import { AxePuppeteer } from '@axe-core/puppeteer';
import puppeteer, { type Browser, type BrowserContext, type Page } from 'puppeteer';
import { chooseBrowser } from '@/lib/platform/pdf/rendering/browser';
import { Visitor } from './visitor';

export const BASE = process.env.E2E_URL!;

/** axe sets a timer on each page and never stops it; jest kills a worker whose last timer is still running. */
const AXE_CLOCK_MS = 1_000;
let axeClockEndsAt = 0;

/**
 * Starts a real browser for this test file and ends it after; each person gets a context with their own cookies.
 * @param flags additional flags for the start, such as a simulated camera
 */
export function testBrowser(flags: readonly string[] = []) {
  let browser: Browser | undefined;
  const contexts: BrowserContext[] = [];

  beforeAll(async () => {
    browser = await launch(flags);
  });
  afterEach(async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()));
  });
  afterAll(async () => {
    await browser?.close();
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, axeClockEndsAt - performance.now())));
  });

  return {
    async guest({ width = 1280, javaScript = true, touch = false } = {}): Promise<Page> {
      const context = await browser!.createBrowserContext();
      contexts.push(context);
      const page = await context.newPage();
      await page.setViewport({ width, height: 900, hasTouch: touch, isMobile: touch });
      await page.setJavaScriptEnabled(javaScript);
      page.setDefaultTimeout(20_000);
      return page;
    },
    async signedIn(
      username: string,
      options: { width?: number; javaScript?: boolean; touch?: boolean } = {},
    ): Promise<Page> {
      const page = await this.guest(options);
      // Tests of the sign-in page fill it in; all others only need a person who is signed in.
      const { cookies } = await Visitor.signedIn(username);
      await page
        .browserContext()
        .setCookie(...cookies.map((cookie) => ({ ...cookie, domain: new URL(BASE).hostname })));
      const answer = await page.goto(`${BASE}/events`);
      if (answer?.status() === 403) await page.goto(`${BASE}/admin`);
      return page;
    },
  };
}

async function launch(flags: readonly string[]): Promise<Browser> {
  const choice = await chooseBrowser();
  if ('wsEndpoint' in choice) return puppeteer.connect({ browserWSEndpoint: choice.wsEndpoint });
  return puppeteer.launch({
    executablePath: choice.executablePath,
    pipe: true,
    env: choice.libraries ? { ...process.env, LD_LIBRARY_PATH: choice.libraries } : process.env,
    args: [
      '--disable-gpu',
      '--disable-background-networking',
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ...flags,
    ],
  });
}

export async function signIn(page: Page, username: string, password = 'Montana2026'): Promise<void> {
  await page.goto(`${BASE}/sign-in`);
  await page.type('#username', username);
  await page.type('#password', password);
  await press(page, 'Sign in', '/portal');
}

/** Goes from the Secure Portal to the program: PDUPS for a provider's user, its administration for staff. */
export async function openProgram(page: Page): Promise<void> {
  const [link] = await page.$$('.program a.button');
  const words = await link!.evaluate((element) => element.textContent);
  await press(page, words, /^\/(events|admin)$/);
}

type Place = 'body' | 'main' | 'header' | 'footer';

/**
 * Presses a button or follows a link by its text and waits for the page at `path`.
 * @throws when that page is already open, because the old page could be mistaken for the new one; use `pressAndStay`
 */
export async function press(page: Page, words: string, path: string | RegExp, place: Place = 'main'): Promise<void> {
  const isThere = () => {
    const { pathname } = new URL(page.url());
    return typeof path === 'string' ? pathname === path : path.test(pathname);
  };
  if (isThere()) throw new Error(`“${words}” is pressed on a page at ${path}: use pressAndStay.`);
  await pressAndStay(page, words, place);
  await eventually(
    async () => isThere() && (await page.evaluate(() => document.readyState)) === 'complete',
    `${words} leads to ${path}, not to ${page.url()}`,
  );
}

/** Presses a button whose answer appears on the same page. */
export async function pressAndStay(page: Page, words: string, place: Place = 'main'): Promise<void> {
  const spoken = JSON.stringify(words);
  const selector = `::-p-xpath(//${place}//*[self::a or self::button][normalize-space()=${spoken}])`;
  await eventually(async () => (await page.$(selector)) !== null, `“${words}” is on the page`);
  await (await page.$(selector))!.click();
}

/** Checks again and again from outside the page, where time passes even when its scripts are turned off. */
export async function eventually(holds: () => Promise<boolean>, what: string): Promise<void> {
  const deadline = Date.now() + 20_000;
  // A page that is just being left cannot be queried; the next one can.
  while (!(await holds().catch(() => false))) {
    if (Date.now() > deadline) throw new Error(`It did not come true that ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** Returns the visible text of the page. */
export async function textOfPage(page: Page): Promise<string> {
  // biome-ignore lint/performance/useDomNodeTextContent: hidden text should be left out.
  return page.$eval('main', (main) => (main as HTMLElement).innerText);
}

/** axe gives a page one second to get ready, and a busy machine may take longer. */
async function patiently<Result>(analyze: () => Promise<Result>): Promise<Result> {
  for (let tries = 1; ; tries++) {
    try {
      return await analyze();
    } catch (error) {
      if (tries === 5 || !(error as Error).message.includes('not ready')) throw error;
    }
  }
}

/** Runs every axe rule of WCAG 2.1 A and AA, in light and dark mode. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const scheme of ['light', 'dark']) {
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    // People do not read colors in the middle of a transition from one scheme to the other. One that is given up is over, too.
    await page.evaluate(async () => {
      await new Promise(requestAnimationFrame);
      await Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => null)));
    });
    const axe = new AxePuppeteer(page);
    // Only colors differ in the second scheme.
    if (scheme === 'dark') axe.withRules(['color-contrast', 'link-in-text-block']);
    else axe.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice']);
    const { violations } = await patiently(() => axe.analyze());
    axeClockEndsAt = performance.now() + AXE_CLOCK_MS;
    const found = violations.map(({ id, nodes }) => `${scheme}: ${id} at ${nodes.map((n) => n.target).join(', ')}`);
    expect(found).toEqual([]);
  }
}
