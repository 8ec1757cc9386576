import { AppError } from '../errors';
import { log } from '../log';
import { sharedInProcess } from '../shared';
import { onShutdown } from '../shutdown';
import { withinLimit } from '../within-limit';
import { accessible } from './files/accessible';
import { type PrintJob, PrintQueue } from './rendering/print-queue';
import { PrintingBrowser } from './rendering/printing-browser';

export { isPrintPlaceRefused, type PrintVisit, requesterOf } from './rendering/print-queue';
export { PRINT_SETTINGS } from './rendering/printing-browser';

/** No legitimate page takes this long; a browser that does is stuck and is killed. */
const TIME_LIMIT_MS = 15_000;
/** A browser is replaced after this many prints, so that its memory leaks stay small. */
const PRINTS_PER_BROWSER = 400;

const FAILED = 'The document could not be printed. Try again in a minute.';

type Renderer = {
  browser: Promise<PrintingBrowser> | null;
  /** Resolves when the browser that will replace the current one has started. */
  successor: Promise<void> | null;
  queue: PrintQueue;
  registered: boolean;
  /** What pages print before they wait; undefined for a plain page. */
  warmUp: string | undefined;
};

// Next's bundles and the server script load separate copies of this module, but there is only one browser.
const renderer = sharedInProcess<Renderer>('pdf.renderer', () => ({
  browser: null,
  successor: null,
  queue: new PrintQueue(),
  registered: false,
  warmUp: undefined,
}));

/**
 * Prints a self-contained page as a PDF that follows PDF/UA-1: fonts and pictures are embedded, no script runs, and no
 * address is ever opened.
 * @throws AppError `too_many` when the visitor has too many prints waiting; `unavailable` when everybody together does, or
 * when the browser failed twice
 */
export function renderPdf(html: string, job: PrintJob): Promise<Buffer> {
  return renderer.queue.print(job, async () => madeAccessible(await printOrRetry(html)));
}

/** After this many runs, the code that makes prints accessible is compiled and fast. */
const RUNS_UNTIL_FAST = 6;

/**
 * Prints a page like those that will be printed, and does what follows a print several times, so that the first person does
 * not wait for code that runs for the first time.
 * @throws like `renderPdf`
 */
export async function rehearsePrint(html: string, job: PrintJob): Promise<void> {
  await renderer.queue.print(job, async () => {
    const printed = await printOrRetry(html);
    const made = await madeAccessible(printed);
    for (let run = 1; run < RUNS_UNTIL_FAST && made !== printed; run++) await accessible(printed);
    return made;
  });
}

async function madeAccessible(printed: Buffer): Promise<Buffer> {
  try {
    return await accessible(printed);
  } catch (error) {
    // Another browser may write its PDFs differently; the unchanged print is still better than none.
    log.error({ reason: reasonOf(error) }, 'A print is not made accessible');
    return printed;
  }
}

async function printOrRetry(html: string): Promise<Buffer> {
  try {
    // A killed, crashed or stuck browser says nothing about this page, so try once more, on a new one.
    return await printOnce(html).catch((error: unknown) => {
      log.warn({ reason: reasonOf(error) }, 'A print failed and is tried again');
      return printOnce(html);
    });
  } catch (error) {
    log.error({ reason: reasonOf(error) }, 'A print failed twice');
    throw new AppError('unavailable', FAILED, { cause: error });
  }
}

/**
 * Starts the browser ahead of the first print. Resolves when it runs; its pages, now and later, get ready in the background
 * by printing a page similar to those that will be printed.
 * @throws BrowserUnusable with the sentence for the operator when no browser can be started
 */
export async function warmRenderer(likePage: string): Promise<void> {
  renderer.warmUp = likePage;
  await currentBrowser();
}

/** Resolves once the running browser has all its pages ready. */
export async function allPagesReady(): Promise<void> {
  await (await currentBrowser()).allReady();
}

/** Checks the queue of prints for the health check. Rejects while it is full. */
export async function checkPrintQueue(): Promise<void> {
  if (renderer.queue.full) throw new Error('the print queue is full');
}

/**
 * Starts the browser if necessary and checks that it responds, for the health check. Like a print, it does not fail because
 * of a browser that died or is stuck, but tries a new one. Rejects when that one cannot print either.
 */
export async function checkRenderer(): Promise<void> {
  await askOnce().catch(askOnce);
}

async function askOnce(): Promise<void> {
  const browser = await currentBrowser();
  try {
    await browser.ready();
    await withinLimit(browser.ping(), 5_000);
  } catch (error) {
    await drop(browser);
    throw error;
  }
}

/** Ends the browser; the next print starts another. */
export async function closeRenderer(): Promise<void> {
  const { browser, successor } = renderer;
  renderer.browser = null;
  await successor?.catch(() => {});
  await browser?.then((running) => running.kill()).catch(() => {});
}

async function printOnce(html: string): Promise<Buffer> {
  const browser = await currentBrowser();
  try {
    await browser.ready();
    const pdf = await withinLimit(browser.print(html), TIME_LIMIT_MS);
    if (browser.prints >= PRINTS_PER_BROWSER) replace(browser);
    return pdf;
  } catch (error) {
    await drop(browser);
    throw error;
  }
}

async function currentBrowser(): Promise<PrintingBrowser> {
  const present = renderer.browser;
  if (present) {
    const browser = await present;
    if (browser.alive) return browser;
    await drop(browser);
    if (renderer.browser !== present && renderer.browser) return currentBrowser();
  }
  if (!renderer.registered) {
    renderer.registered = true;
    onShutdown('PDF renderer', closeRenderer);
  }
  const starting = PrintingBrowser.start(renderer.warmUp);
  renderer.browser = starting;
  starting.catch(() => {
    if (renderer.browser === starting) renderer.browser = null;
  });
  return starting;
}

/** Forgets a browser that failed, unless another one has already replaced it, and makes sure that it ends. */
async function drop(browser: PrintingBrowser): Promise<void> {
  const present = await renderer.browser?.catch(() => null);
  if (present === browser) renderer.browser = null;
  await browser.kill();
}

/** Starts the next browser alongside the current one; callers keep printing and switch when it is ready. */
function replace(old: PrintingBrowser): void {
  renderer.successor ??= PrintingBrowser.start(renderer.warmUp)
    .then(async (next) => {
      await next.ready();
      const present = await renderer.browser?.catch(() => null);
      if (present !== old) return next.kill();
      renderer.browser = Promise.resolve(next);
      old.retire();
    })
    .catch((error: unknown) => log.warn({ reason: reasonOf(error) }, 'The next browser did not start'))
    .finally(() => {
      renderer.successor = null;
    });
}

/** Returns the reason, never the page itself, because it contains names. */
function reasonOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 300) : 'unknown';
}
