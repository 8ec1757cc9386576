import type { Browser, BrowserContext, CDPSession } from 'puppeteer';
import { withinLimit } from '../../within-limit';
import { type StartedBrowser, startBrowser } from './browser';

/** A blank page in a separate context: it shares no cookies, cache or history with any other print. */
type FreshPage = {
  context: BrowserContext;
  session: CDPSession;
  frameId: string;
  /** Rejects when the page's process ends (usually out of memory); the browser then does not answer calls about it. */
  crashed: Promise<never>;
};

/** The number of pages kept ready, so that a print does not wait for a renderer process to start. */
const SPARE_PAGES = 3;

/** How long the first page of a new browser may take; busy machines are slow, but none is that slow. */
const START_LIMIT_MS = 30_000;

/** A legitimate page has everything embedded and loads in milliseconds. */
const LOAD_LIMIT_MS = 2_000;

/** A used page is closed and replaced only after this delay, so that the requester has been answered by then. */
const TIDY_DELAY_MS = 150;

/** What each page prints before it waits, as long as nothing closer to the real prints is known. */
const PLAIN_WARM_UP = '<!doctype html><title>-</title><style>p{font:1em serif}</style><p>-</p>';

/** The settings of every print. The page specifies its own size. */
export const PRINT_SETTINGS = {
  paperWidth: 8.5,
  paperHeight: 11,
  printBackground: true,
  preferCSSPageSize: true,
  generateTaggedPDF: true,
  generateDocumentOutline: false,
} as const;

/**
 * A browser process and its ready-made pages. A page prints once and is discarded with its context. Uses the DevTools
 * protocol directly, because puppeteer's page setup costs more than the print itself.
 */
export class PrintingBrowser {
  /** The number of prints started so far; the renderer uses it to retire the browser. */
  prints = 0;
  private printing = 0;
  private retired = false;
  private ended = false;
  private readonly spares: Promise<FreshPage>[] = [];
  /** Rejects when the browser is gone, because anything that waits for one of its pages would wait forever. */
  private readonly gone: Promise<never>;
  private readonly firstPage: Promise<void>;

  private constructor(
    private readonly started: StartedBrowser,
    private readonly root: CDPSession,
    private readonly warmUp: string,
  ) {
    this.gone = new Promise((_resolve, reject) => {
      started.browser.once('disconnected', () => {
        this.ended = true;
        reject(new Error('the browser is gone'));
      });
    });
    this.gone.catch(() => {});
    this.refill();
    this.firstPage = withinLimit(Promise.race(this.spares), START_LIMIT_MS).then(() => {});
    this.firstPage.catch(() => void this.kill());
  }

  /**
   * Starts a browser; its pages get ready in the background, see `ready`. Each of them prints `warmUp` once before it waits:
   * a new renderer process loads fonts, text and drawing code with its first print, and the person who requests a
   * certificate should not have to wait for that.
   */
  static async start(warmUp = PLAIN_WARM_UP): Promise<PrintingBrowser> {
    const started = await startBrowser();
    try {
      const root = await started.browser.target().createCDPSession();
      return new PrintingBrowser(started, root, warmUp);
    } catch (error) {
      await started.kill();
      throw error;
    }
  }

  /** Resolves once a page is ready; rejects, and ends the browser, when none gets ready in time. */
  ready(): Promise<void> {
    return this.firstPage;
  }

  /** Resolves once all waiting pages are ready, or have failed. */
  async allReady(): Promise<void> {
    this.refill();
    await Promise.allSettled(this.spares);
  }

  /** False once the process has ended or the connection is gone. */
  get alive(): boolean {
    return !this.ended && this.browser.connected;
  }

  /** The id of the browser's main process; undefined for a remote one. */
  get pid(): number | undefined {
    return this.browser.process()?.pid;
  }

  private get browser(): Browser {
    return this.started.browser;
  }

  /** Prints the page as a tagged PDF. Rejects when the browser ends in the meantime; the caller sets the time limit. */
  async print(html: string): Promise<Buffer> {
    this.prints++;
    this.printing++;
    try {
      const page = await (this.spares.shift() ?? this.freshPage());
      try {
        return await Promise.race([printOn(page, html), page.crashed]);
      } finally {
        setTimeout(() => this.discard(page), TIDY_DELAY_MS).unref();
      }
    } finally {
      this.printing--;
      if (this.retired && this.printing === 0) void this.kill();
      else if (this.spares.length === 0) this.refill();
      else setTimeout(() => this.refill(), TIDY_DELAY_MS).unref();
    }
  }

  /** Ends the process now, whatever it is doing. */
  async kill(): Promise<void> {
    this.ended = true;
    await this.started.kill().catch(() => {});
  }

  /** Accepts no new print and ends when the running ones are done. */
  retire(): void {
    this.retired = true;
    if (this.printing === 0) void this.kill();
  }

  /** Makes a round trip through the browser process, to prove that it still responds. */
  async ping(): Promise<void> {
    await this.root.send('Browser.getVersion');
  }

  private refill(): void {
    while (!this.retired && this.alive && this.spares.length < SPARE_PAGES) {
      const spare = this.freshPage();
      const takeOff = () => {
        const index = this.spares.indexOf(spare);
        if (index >= 0) this.spares.splice(index, 1);
        return index >= 0;
      };
      // The caller that uses it sees the failure; an unused one must not end the process as an unhandled rejection.
      spare.then((page) => page.crashed.catch(() => takeOff() && this.discard(page)), takeOff);
      this.spares.push(spare);
    }
  }

  private async freshPage(): Promise<FreshPage> {
    const context = await this.browser.createBrowserContext();
    const [target] = await Promise.all([
      // Without puppeteer's own timeout, whose timer keeps running when the browser is gone, and keeps the process from
      // ending.
      Promise.race([context.waitForTarget((candidate) => candidate.type() === 'page', { timeout: 0 }), this.gone]),
      this.root.send('Target.createTarget', { url: 'about:blank', browserContextId: context.id }),
    ]);
    const session = await target.createCDPSession();
    const crashed = new Promise<never>((_resolve, reject) => {
      session.once('Inspector.targetCrashed', () => reject(new Error('the page crashed')));
    });
    crashed.catch(() => {});
    // Without a process, the browser answers none of these calls.
    try {
      return await Promise.race([this.setUp({ context, session, crashed }), crashed]);
    } catch (error) {
      // A browser that is gone would leave the timer of this call behind.
      if (this.alive) this.discard({ context });
      throw error;
    }
  }

  private async setUp(parts: Omit<FreshPage, 'frameId'>): Promise<FreshPage> {
    const { session } = parts;
    const [{ frameTree }] = await Promise.all([
      session.send('Page.getFrameTree'),
      session.send('Emulation.setScriptExecutionDisabled', { value: true }),
      session.send('Page.enable'),
    ]);
    const page = { ...parts, frameId: frameTree.frame.id };
    await printOn(page, this.warmUp);
    return page;
  }

  private discard({ context }: Pick<FreshPage, 'context'>): void {
    // Not awaited, because the caller has its PDF. The next print detects a browser that cannot close a context.
    context.close().catch(() => {});
  }
}

async function printOn({ session, frameId }: FreshPage, html: string): Promise<Buffer> {
  const loaded = new Promise<void>((resolve) => session.once('Page.loadEventFired', () => resolve()));
  await session.send('Page.setDocumentContent', { frameId, html });
  // A part that can never be fetched may delay the load event forever; after the limit, what is there is printed.
  await Promise.race([loaded, new Promise((resolve) => setTimeout(resolve, LOAD_LIMIT_MS).unref())]);
  // Embedded fonts are decoded off the main thread; without this, the first print may lack their characters.
  await session.send('Runtime.evaluate', { expression: 'document.fonts.ready.then(() => 0)', awaitPromise: true });
  const { data } = await session.send('Page.printToPDF', { ...PRINT_SETTINGS, transferMode: 'ReturnAsBase64' });
  return Buffer.from(data, 'base64');
}
