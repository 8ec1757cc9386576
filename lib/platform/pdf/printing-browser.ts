import type { Browser, BrowserContext, CDPSession } from 'puppeteer';
import { withinLimit } from '../within-limit';
import { type StartedBrowser, startBrowser } from './browser';

/** A blank page in a context of its own: no cookie, cache or history is shared with any other print. */
type FreshPage = {
  context: BrowserContext;
  session: CDPSession;
  frameId: string;
  /** Rejects when the page's process ends (memory ran out, as a rule); the browser then answers nothing for it. */
  crashed: Promise<never>;
};

/** How many pages wait ready-made, so that a print does not wait for a renderer process to start. */
const SPARE_PAGES = 3;

/** How long the first page of a new browser may take; busy machines are slow, none is that slow. */
const START_LIMIT_MS = 30_000;

/** An honest page has everything inside and loads in milliseconds. */
const LOAD_LIMIT_MS = 2_000;

/**
 * Printed once on each page before it waits: a new renderer process loads its text and drawing code with its
 * first print, and the person who asks for a certificate should not wait for that.
 */
const WARM_UP = '<!doctype html><title>-</title><style>p{font:1em serif}</style><p>-</p>';

/**
 * One browser process and its ready-made pages. A page prints once and is thrown away with its context.
 * Speaks the DevTools protocol directly: puppeteer's own page set-up costs more than the print itself.
 */
export class PrintingBrowser {
  /** Prints begun so far; the renderer retires the browser by it. */
  prints = 0;
  private printing = 0;
  private retired = false;
  private ended = false;
  private readonly spares: Promise<FreshPage>[] = [];
  /** Rejects when the browser is gone: what waits for one of its pages would wait in vain. */
  private readonly gone: Promise<never>;

  private constructor(
    private readonly started: StartedBrowser,
    private readonly root: CDPSession,
  ) {
    this.gone = new Promise((_resolve, reject) => {
      started.browser.once('disconnected', () => {
        this.ended = true;
        reject(new Error('the browser is gone'));
      });
    });
    this.gone.catch(() => {});
  }

  static async start(): Promise<PrintingBrowser> {
    const started = await startBrowser();
    try {
      const root = await started.browser.target().createCDPSession();
      const printing = new PrintingBrowser(started, root);
      printing.refill();
      await withinLimit(Promise.race(printing.spares), START_LIMIT_MS);
      return printing;
    } catch (error) {
      await started.kill();
      throw error;
    }
  }

  /** False once the process has ended or the connection is gone. */
  get alive(): boolean {
    return !this.ended && this.browser.connected;
  }

  /** Of the browser's main process; undefined for a remote one. */
  get pid(): number | undefined {
    return this.browser.process()?.pid;
  }

  private get browser(): Browser {
    return this.started.browser;
  }

  /** The page as a tagged PDF. Rejects when the browser ends meanwhile; the time limit is the caller's. */
  async print(html: string): Promise<Buffer> {
    this.prints++;
    this.printing++;
    try {
      const page = await (this.spares.shift() ?? this.freshPage());
      try {
        return await Promise.race([printOn(page, html), page.crashed]);
      } finally {
        this.discard(page);
      }
    } finally {
      this.printing--;
      if (this.retired && this.printing === 0) void this.kill();
      else this.refill();
    }
  }

  /** Ends the process now, whatever it is doing. */
  async kill(): Promise<void> {
    this.ended = true;
    await this.started.kill().catch(() => {});
  }

  /** Takes no new print and ends when the running ones are done. */
  retire(): void {
    this.retired = true;
    if (this.printing === 0) void this.kill();
  }

  /** A round trip through the browser process: proof that it still listens. */
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
      // Who takes it sees the failure; one that nobody takes must not end the process as unhandled.
      spare.then((page) => page.crashed.catch(() => takeOff() && this.discard(page)), takeOff);
      this.spares.push(spare);
    }
  }

  private async freshPage(): Promise<FreshPage> {
    const context = await this.browser.createBrowserContext();
    const [target] = await Promise.all([
      // Without puppeteer's own limit: its clock goes on when the browser is gone, and keeps the process from ending.
      Promise.race([context.waitForTarget((candidate) => candidate.type() === 'page', { timeout: 0 }), this.gone]),
      this.root.send('Target.createTarget', { url: 'about:blank', browserContextId: context.id }),
    ]);
    const session = await target.createCDPSession();
    const crashed = new Promise<never>((_resolve, reject) => {
      session.once('Inspector.targetCrashed', () => reject(new Error('the page crashed')));
    });
    crashed.catch(() => {});
    const [{ frameTree }] = await Promise.all([
      session.send('Page.getFrameTree'),
      session.send('Emulation.setScriptExecutionDisabled', { value: true }),
      session.send('Page.enable'),
    ]);
    const page = { context, session, frameId: frameTree.frame.id, crashed };
    await Promise.race([printOn(page, WARM_UP), crashed]);
    return page;
  }

  private discard(page: FreshPage): void {
    // Not awaited: the caller has its PDF. A browser that cannot close a context is found out by its next print.
    page.context.close().catch(() => {});
  }
}

async function printOn({ session, frameId }: FreshPage, html: string): Promise<Buffer> {
  const loaded = new Promise<void>((resolve) => session.once('Page.loadEventFired', () => resolve()));
  await session.send('Page.setDocumentContent', { frameId, html });
  // A part that can never be fetched may hold the load back for ever; what is there is printed then.
  await Promise.race([loaded, new Promise((resolve) => setTimeout(resolve, LOAD_LIMIT_MS).unref())]);
  // Inlined fonts are decoded off the main thread; without this the first print may lack its letters.
  await session.send('Runtime.evaluate', { expression: 'document.fonts.ready.then(() => 0)', awaitPromise: true });
  const { data } = await session.send('Page.printToPDF', {
    paperWidth: 8.5,
    paperHeight: 11,
    printBackground: true,
    preferCSSPageSize: true,
    generateTaggedPDF: true,
    generateDocumentOutline: false,
    transferMode: 'ReturnAsBase64',
  });
  return Buffer.from(data, 'base64');
}
