import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'puppeteer';
import type { Database } from '../../db/client';
import { findPrintState } from '../../db/queries/certificates';
import { systemClock } from '../../lib/platform/clock';
import { allPagesReady, closeRenderer, renderPdf, warmRenderer } from '../../lib/platform/pdf/renderer';
import { certificateHtml } from '../../lib/printing/certificate-html';
import { sampleCertificateHtml } from '../../lib/printing/check-printing';
import { sharedFactsNow } from '../../lib/printing/facts-of-event';
import { bareBrowser } from './bare-browser';
import type { Line } from './report';
import { median, medianTimes, type Requests } from './requests';
import { putStaticFile, STATIC_FILE } from './server';

/**
 * Compares the first print over HTTP with a bare warm puppeteer page with the same HTML, and a reprint with a static file.
 */
export async function measurePrints(
  root: string,
  requests: Requests,
  db: Database,
  eventIds: number[],
  rounds: number,
): Promise<Line[]> {
  const browser = await bareBrowser();
  try {
    const page = await browser.newPage();
    const ids = eventIds.values();
    const [first, bare] = await medianTimes(rounds, [
      () => requests.get('large', `/events/${ids.next().value}/certificate`),
      () => printBare(page, db, ids.next().value!),
    ]);
    const again = `/events/${eventIds[0]}/certificate`;
    putStaticFile(root, (await requests.get('large', again)).bytes);
    const [reprint, file] = await medianTimes(rounds * 5, [
      () => requests.get('large', again),
      () => requests.get(null, STATIC_FILE),
    ]);
    return [
      {
        what: 'First print over HTTP, everything stored, vs a bare warm puppeteer page',
        ratio: first! / bare!,
        limit: '≤ 2',
        raw: `${first!.toFixed(1)} ms vs ${bare!.toFixed(1)} ms`,
      },
      {
        what: 'Reprint vs a static file of the same size from the same server',
        ratio: reprint! / file!,
        limit: '≤ 3',
        raw: `${reprint!.toFixed(2)} ms vs ${file!.toFixed(2)} ms`,
      },
    ];
  } finally {
    await browser.close();
  }
}

/** Returns how many events `measureWaitingPrints` prints for this many server starts and waits. */
export const printsOf = ({ starts, waits }: { starts: number; waits: number }) => 4 * (starts + waits) + WARM_BARE;

/** A page is warm after this many prints. */
const WARM_BARE = 5;
/** Waits are random up to this limit, like people who print and unlike a program. */
const MAX_WAIT_MS = 6_000;

/**
 * Measures prints that find the product idle, each next to one on a bare warm page: the very first request after a server
 * start, and later ones that come after a pause.
 */
export async function measureWaitingPrints(
  start: () => Promise<{ requests: Requests; stop: () => Promise<void> }>,
  db: Database,
  eventIds: number[],
  { starts, waits }: { starts: number; waits: number },
): Promise<Line[]> {
  const browser = await bareBrowser();
  const ids = eventIds.values();
  const line = (what: string, limit: string, product: number[], bare: number[]): Line => ({
    what,
    ratio: median(product) / median(bare),
    limit,
    raw: `${median(product).toFixed(1)} ms vs ${median(bare).toFixed(1)} ms`,
  });
  try {
    const page = await browser.newPage();
    for (let n = 0; n < WARM_BARE; n++) await printBare(page, db, ids.next().value!);
    const [first, firstBare, later, laterBare] = [[], [], [], []] as number[][];
    for (let n = 1; n <= starts; n++) {
      const { requests, stop } = await start();
      try {
        first!.push((await requests.get('large', `/events/${ids.next().value}/certificate`)).ms);
        firstBare!.push((await printBare(page, db, ids.next().value!)).ms);
        for (let m = 0; n === starts && m < waits; m++) {
          await pause(Math.random() * MAX_WAIT_MS);
          later!.push((await requests.get('large', `/events/${ids.next().value}/certificate`)).ms);
          laterBare!.push((await printBare(page, db, ids.next().value!)).ms);
        }
      } finally {
        await stop();
      }
    }
    const [alone, aloneBare, aloneLater, aloneLaterBare] = [[], [], [], []] as number[][];
    for (let n = 1; n <= starts; n++) {
      await warmRenderer(await sampleCertificateHtml());
      await allPagesReady();
      try {
        alone!.push((await printAlone(db, ids.next().value!)).ms);
        aloneBare!.push((await printBare(page, db, ids.next().value!)).ms);
        for (let m = 0; n === starts && m < waits; m++) {
          await pause(Math.random() * MAX_WAIT_MS);
          aloneLater!.push((await printAlone(db, ids.next().value!)).ms);
          aloneLaterBare!.push((await printBare(page, db, ids.next().value!)).ms);
        }
      } finally {
        await closeRenderer();
      }
    }
    return [
      line('The print itself, first of a started browser, vs a bare warm puppeteer page', '≤ 1.3', alone!, aloneBare!),
      line(
        'The print itself, after a while without any, vs a bare warm puppeteer page',
        '≤ 1.3',
        aloneLater!,
        aloneLaterBare!,
      ),
      line('First print over HTTP, right after the start, vs a bare warm puppeteer page', '≤ 3', first!, firstBare!),
      line(
        'First print over HTTP, after a while without any, vs a bare warm puppeteer page',
        '≤ 2',
        later!,
        laterBare!,
      ),
    ];
  } finally {
    await browser.close();
  }
}

/** Does what the product does to print the page, without the reading, checking and storing around it. */
async function printAlone(db: Database, eventId: number): Promise<{ ms: number }> {
  const state = await findPrintState(db, eventId, 'every-provider', systemClock.today());
  const html = await certificateHtml(sharedFactsNow(state!), null);
  const begun = performance.now();
  await renderPdf(html, { visit: { address: 'bench' }, kind: 'certificate' });
  return { ms: performance.now() - begun };
}

async function printBare(page: Page, db: Database, eventId: number): Promise<{ ms: number }> {
  const state = await findPrintState(db, eventId, 'every-provider', systemClock.today());
  const html = await certificateHtml(sharedFactsNow(state!), null);
  const begun = performance.now();
  await page.setContent(html);
  await page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true });
  return { ms: performance.now() - begun };
}
