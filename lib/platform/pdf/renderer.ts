import { AppError } from '../errors';
import { log } from '../log';
import { sharedInProcess } from '../shared';
import { onShutdown } from '../shutdown';
import { withinLimit } from '../within-limit';
import { PrintingBrowser } from './printing-browser';

/** Prints at the same time; more than the cores only makes each one slower. */
const CONCURRENCY = 3;
/** Prints that may wait. Beyond it the answer is "try again", at once, rather than a reply after minutes. */
const QUEUE = 60;
/** No honest page takes this long; a browser that does is stuck and is killed. */
const TIME_LIMIT_MS = 15_000;
/** A browser is replaced after this many prints, so that whatever it leaks stays small. */
const PRINTS_PER_BROWSER = 400;

const OVERLOADED = 'Many certificates are being printed at the moment. Please try again in a minute.';
const FAILED = 'The certificate could not be printed just now. Please try again in a minute.';

type Renderer = {
  browser: Promise<PrintingBrowser> | null;
  /** Being started to take over from the present one. */
  successor: Promise<void> | null;
  running: number;
  waiting: (() => void)[];
  registered: boolean;
};

// Next's bundles and the server script load separate copies of this module; the browser is one.
const renderer = sharedInProcess<Renderer>('pdf.renderer', () => ({
  browser: null,
  successor: null,
  running: 0,
  waiting: [],
  registered: false,
}));

/**
 * The PDF of a self-contained page: fonts and pictures inlined, no script run, no address ever opened.
 * Throws AppError('unavailable') when too many wait, or when the browser failed twice.
 */
export async function renderPdf(html: string): Promise<Buffer> {
  await takeTurn();
  try {
    try {
      return await printOnce(html);
    } catch (error) {
      // A killed, crashed or stuck browser says nothing about this page: once more, on a new one.
      log.warn({ reason: reasonOf(error) }, 'A print failed and is tried again');
      return await printOnce(html);
    }
  } catch (error) {
    log.error({ reason: reasonOf(error) }, 'A print failed twice');
    throw new AppError('unavailable', FAILED, { cause: error });
  } finally {
    endTurn();
  }
}

/**
 * For the health check: starts the browser if need be and asks it for an answer. Like a print, it does not give up over
 * a browser that died or is stuck, but asks a new one. Rejects when that cannot print either.
 */
export async function checkRenderer(): Promise<void> {
  await askOnce().catch(askOnce);
}

async function askOnce(): Promise<void> {
  const browser = await currentBrowser();
  try {
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
  const starting = PrintingBrowser.start();
  renderer.browser = starting;
  starting.catch(() => {
    if (renderer.browser === starting) renderer.browser = null;
  });
  return starting;
}

/** Forgets a browser that failed, unless another has taken its place already, and makes sure that it ends. */
async function drop(browser: PrintingBrowser): Promise<void> {
  const present = await renderer.browser?.catch(() => null);
  if (present === browser) renderer.browser = null;
  await browser.kill();
}

/** Starts the next browser beside the present one; callers go on printing and change over when it is ready. */
function replace(old: PrintingBrowser): void {
  renderer.successor ??= PrintingBrowser.start()
    .then(async (next) => {
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

async function takeTurn(): Promise<void> {
  if (renderer.running < CONCURRENCY) {
    renderer.running++;
    return;
  }
  if (renderer.waiting.length >= QUEUE) throw new AppError('unavailable', OVERLOADED);
  // The one that ends hands its turn over, so that `running` stays as it is.
  await new Promise<void>((resolve) => renderer.waiting.push(resolve));
}

function endTurn(): void {
  const next = renderer.waiting.shift();
  if (next) next();
  else renderer.running--;
}

/** Never the page itself: it holds names. */
function reasonOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 300) : 'unknown';
}
