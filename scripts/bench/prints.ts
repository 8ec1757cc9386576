import type { Database } from '../../db/client';
import { findPrintState } from '../../db/queries/certificates';
import { certificateHtml } from '../../lib/certificates/certificate-html';
import { sharedFactsNow } from '../../lib/certificates/facts-of-event';
import { bareBrowser } from './bare-browser';
import type { Line } from './report';
import { medianTimes, type Requests } from './requests';
import { putStaticFile, STATIC_FILE } from './server';

/** First print over HTTP against a bare warm puppeteer page with the same HTML; reprint against a static file. */
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
      async () => {
        const state = await findPrintState(db, ids.next().value!, 'every-provider');
        const html = await certificateHtml(sharedFactsNow(state!), null);
        const begun = performance.now();
        await page.setContent(html);
        await page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true });
        return { ms: performance.now() - begun };
      },
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
