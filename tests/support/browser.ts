import { AxePuppeteer } from '@axe-core/puppeteer';
import puppeteer, { type Browser, type BrowserContext, type Page } from 'puppeteer';
import { chooseBrowser } from '@/lib/platform/pdf/browser';

export const BASE = process.env.E2E_URL!;

/** axe sets a clock at each page that it never stops; jest ends a worker by force whose last clock still runs. */
const AXE_CLOCK_MS = 1_000;
let axeClockEndsAt = 0;

/** A real browser for this test file, ended after it; each person gets a context with cookies of their own. */
export function testBrowser() {
  let browser: Browser | undefined;
  const contexts: BrowserContext[] = [];

  beforeAll(async () => {
    browser = await launch();
  });
  afterEach(async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()));
  });
  afterAll(async () => {
    await browser?.close();
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, axeClockEndsAt - performance.now())));
  });

  return {
    async guest({ width = 1280, javaScript = true } = {}): Promise<Page> {
      const context = await browser!.createBrowserContext();
      contexts.push(context);
      const page = await context.newPage();
      await page.setViewport({ width, height: 900 });
      await page.setJavaScriptEnabled(javaScript);
      page.setDefaultTimeout(20_000);
      return page;
    },
    async signedIn(username: string, options: { width?: number; javaScript?: boolean } = {}): Promise<Page> {
      const page = await this.guest(options);
      await signIn(page, username);
      await openProgram(page);
      return page;
    },
  };
}

async function launch(): Promise<Browser> {
  const choice = await chooseBrowser();
  if ('wsEndpoint' in choice) return puppeteer.connect({ browserWSEndpoint: choice.wsEndpoint });
  return puppeteer.launch({
    executablePath: choice.executablePath,
    pipe: true,
    env: choice.libraries ? { ...process.env, LD_LIBRARY_PATH: choice.libraries } : process.env,
    args: ['--disable-gpu', '--disable-background-networking', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  });
}

export async function signIn(page: Page, username: string, password = 'Montana2026'): Promise<void> {
  await page.goto(`${BASE}/sign-in`);
  await page.type('#username', username);
  await page.type('#password', password);
  await press(page, 'Sign in', '/portal');
}

/** From the Secure Portal into the program: PDUPS for a provider's user, its administration for staff. */
export async function openProgram(page: Page): Promise<void> {
  const [link] = await page.$$('.program a.button');
  const words = await link!.evaluate((element) => element.textContent);
  await press(page, words, /^\/(events|admin)$/);
}

type Place = 'main' | 'header' | 'footer';

/** Presses a button or follows a link by its words; the page that comes is the one at `path`. */
export async function press(page: Page, words: string, path: string | RegExp, place: Place = 'main'): Promise<void> {
  await pressAndStay(page, words, place);
  await eventually(async () => {
    const { pathname } = new URL(page.url());
    const arrived = typeof path === 'string' ? pathname === path : path.test(pathname);
    return arrived && (await page.evaluate(() => document.readyState)) === 'complete';
  }, `${words} leads to ${path}, not to ${page.url()}`);
}

/** Presses a button whose answer comes on the same page. */
export async function pressAndStay(page: Page, words: string, place: Place = 'main'): Promise<void> {
  const spoken = JSON.stringify(words);
  const selector = `::-p-xpath(//${place}//*[self::a or self::button][normalize-space()=${spoken}])`;
  await eventually(async () => (await page.$(selector)) !== null, `“${words}” is on the page`);
  await (await page.$(selector))!.click();
}

/** Asks again and again from outside of the page, where time passes even when its scripts are switched off. */
export async function eventually(holds: () => Promise<boolean>, what: string): Promise<void> {
  const deadline = Date.now() + 20_000;
  // A page that is just being left cannot be asked; the next one can.
  while (!(await holds().catch(() => false))) {
    if (Date.now() > deadline) throw new Error(`It did not come true that ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** What the page says to people. */
export async function textOfPage(page: Page): Promise<string> {
  // biome-ignore lint/performance/useDomNodeTextContent: what is not shown is not said.
  return page.$eval('main', (main) => (main as HTMLElement).innerText);
}

/** Asks axe for every rule of WCAG 2.1 A and AA, in the light and in the dark. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const scheme of ['light', 'dark']) {
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    // Colours on their way from one scheme to the other are not what a person reads.
    await page.evaluate(async () => {
      await new Promise(requestAnimationFrame);
      await Promise.all(document.getAnimations().map((animation) => animation.finished));
    });
    const { violations } = await new AxePuppeteer(page)
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'])
      .analyze();
    axeClockEndsAt = performance.now() + AXE_CLOCK_MS;
    const found = violations.map(({ id, nodes }) => `${scheme}: ${id} at ${nodes.map((n) => n.target).join(', ')}`);
    expect(found).toEqual([]);
  }
}
