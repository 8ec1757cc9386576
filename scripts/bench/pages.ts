import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import type postgres from 'postgres';
import { chooseBrowser } from '../../lib/platform/pdf/rendering/browser';
import { hashLinkToken } from '../../lib/share-links/token';
import type { BenchProvider } from './load-events';
import { section } from './report';
import { median } from './requests';

/** Downloaded when it is asked for, because nothing else needs it and its 40 packages. */
const LIGHTHOUSE = 'lighthouse@13.5.0';
const RUNS = 5;
/** The first run finds nothing compiled and stored. */
const WARM_RUNS = 1;

type Way = 'desktop' | 'phone';

/** What each way asks for, from 0 to 100. */
const ASKED: Record<Way, number> = { desktop: 90, phone: 75 };

const WAYS: Record<Way, readonly string[]> = {
  // As fast as this machine is.
  desktop: ['--preset=desktop', '--throttling-method=provided'],
  // Lighthouse's own phone: a slow connection, and a processor a quarter as fast.
  phone: [],
};

/** Medians of one page in one way: the score, the layout shift, and what was downloaded in KB. */
export type PageLine = { page: string; way: Way; score: number; shift: number; scriptKb: number; totalKb: number };

type Place = { origin: string; sql: postgres.Sql; provider: BenchProvider; cookie: string; folder: string };

/** Measures what a browser makes of the pages that people use every day, with Lighthouse: medians of five. */
export async function measurePages({ origin, sql, provider, cookie, folder }: Place): Promise<PageLine[]> {
  const choice = await chooseBrowser();
  if (!('executablePath' in choice)) throw new Error('The bench needs a browser on this machine.');
  const libraries = 'libraries' in choice ? choice.libraries : undefined;
  const env = {
    ...process.env,
    CHROME_PATH: choice.executablePath,
    ...(libraries ? { LD_LIBRARY_PATH: libraries } : {}),
  };
  const headers = path.join(folder, 'headers.json');
  writeFileSync(headers, JSON.stringify({ Cookie: cookie }));
  const pages: [page: string, address: string, signedIn: boolean][] = [
    ['List Events', '/events', true],
    ['Add Event', '/events/new', true],
    ['Secure Portal', '/portal', true],
    ['A share link', await shareLink(sql, provider), false],
  ];
  const lines: PageLine[] = [];
  for (const [page, address, signedIn] of pages) {
    for (const way of ['desktop', 'phone'] as const) {
      const measured: Omit<PageLine, 'page' | 'way'>[] = [];
      for (let run = 0; run < WARM_RUNS + RUNS; run++) {
        const found = await lighthouse(origin + address, way, { env, headers: signedIn ? headers : null, folder });
        if (run >= WARM_RUNS) measured.push(found);
      }
      const of = (name: keyof (typeof measured)[number]) => median(measured.map((each) => each[name]));
      lines.push({
        page,
        way,
        score: of('score'),
        shift: of('shift'),
        scriptKb: of('scriptKb'),
        totalKb: of('totalKb'),
      });
    }
  }
  return lines;
}

type Running = { env: NodeJS.ProcessEnv; headers: string | null; folder: string };

async function lighthouse(url: string, way: Way, { env, headers, folder }: Running) {
  const output = path.join(folder, 'lighthouse.json');
  const given = [
    ...['exec', '--yes', '--', LIGHTHOUSE, url],
    ...['--quiet', '--only-categories=performance', '--output=json', `--output-path=${output}`],
    `--chrome-flags=--headless=new${process.getuid?.() === 0 ? ' --no-sandbox' : ''}`,
    ...(headers ? [`--extra-headers=${headers}`] : []),
    ...WAYS[way],
  ];
  await promisify(execFile)('npm', given, { env, cwd: folder, maxBuffer: 1 << 24 });
  const { categories, audits, finalDisplayedUrl } = JSON.parse(readFileSync(output, 'utf8'));
  if (finalDisplayedUrl !== url) throw new Error(`${url} led to ${finalDisplayedUrl}.`);
  const items = audits['network-requests'].details.items as { resourceType: string; transferSize: number }[];
  const kb = (of: typeof items) => of.reduce((sum, { transferSize }) => sum + transferSize, 0) / 1024;
  return {
    score: categories.performance.score * 100,
    shift: audits['cumulative-layout-shift'].numericValue as number,
    scriptKb: kb(items.filter(({ resourceType }) => resourceType === 'Script')),
    totalKb: kb(items),
  };
}

async function shareLink(sql: postgres.Sql, { userId, providerId }: BenchProvider): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await sql`
    with event as (
      update events set starts_on = current_date - 3, ends_on = current_date - 2
      where id = (select min(id) from events where provider_id = ${providerId}) returning id
    )
    insert into share_links (event_id, label, access, token_hash, sealed_token, created_by, created_at)
    select id, 'Bench', 'open', ${hashLinkToken(token)}, '', ${userId}, now() from event`;
  return `/certificate/${token}`;
}

/** Returns the section of the page about performance. */
export function pagesSection(lines: readonly PageLine[]): string {
  return section('pages', [
    `Measured by \`npm run bench -- --pages --write\` with ${LIGHTHOUSE}, medians of ${RUNS} runs. Desktop: not slowed down. Phone: Lighthouse's own slow connection and slow processor. Asked for: at least ${ASKED.desktop} on a desktop and ${ASKED.phone} on a phone, and a layout shift of at most 0.05.`,
    '',
    '| page | on | performance, of 100 | layout shift | scripts KB | all KB |',
    '|---|---|---|---|---|---|',
    ...lines.map(
      ({ page, way, score, shift, scriptKb, totalKb }) =>
        `| ${page} | ${way} | ${score.toFixed(0)} | ${shift.toFixed(3)} | ${scriptKb.toFixed(0)} | ${totalKb.toFixed(0)} |`,
    ),
  ]);
}
