import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import postgres from 'postgres';
import { migrate } from '../db/migrate';
import { runBench } from './bench/clean-up';
import { FULL, loadStaffData } from './bench/data/load-staff-data';
import { logLength, logPlans, longestPlanSince } from './bench/data/plans-of-pages';
import { staffPages } from './bench/data/staff-pages';
import { medianTimes, Requests } from './bench/requests';
import { buildBench, serve } from './bench/server';
import { openSession } from './bench/session';
import { startEmbeddedPostgres } from './start/postgres';

const HELP = `npm run bench:data -- [options]
  --share=<n>    the part of the full data in the larger database, such as 0.1; the smaller one has a hundredth of it
  --rounds=<n>   how often each page is asked for
  --plans        prints the plan of the longest statement of every page, not only of those that are too slow`;

/** A page of the larger database may take this many times as long as the same page of the smaller one, and this long. */
const MAX_RATIO = 2;
const MAX_MS = 150;

const say = (line: string) => console.error(line);
const undo: (() => Promise<unknown> | unknown)[] = [];

/** A database with a share of the full data, and the product on it. */
async function startWith(root: string, share: number) {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'pdups-bench-data-'));
  undo.push(() => rmSync(dataDir, { recursive: true, force: true }));
  const database = await startEmbeddedPostgres({ dataDir, root, say });
  undo.push(() => database.stop());
  // Opening a session reads the settings of the product, which must be complete.
  process.env.DATABASE_URL ??= database.url;
  await migrate(database.ownerUrl, { folder: path.join(root, 'drizzle'), app: new URL(database.url).username });
  const sql = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
  undo.push(() => sql.end());
  const begun = performance.now();
  const data = await loadStaffData(sql, share);
  const loadSeconds = (performance.now() - begun) / 1000;
  const served = async () => {
    const places = mkdtempSync(path.join(dataDir, 'served-'));
    const env = { DATA_DIR: places, DATABASE_URL: database.url, DATABASE_OWNER_URL: database.ownerUrl };
    const server = await serve(root, { ...env, ALLOW_NO_CHECKSUMS: '1' });
    const requests = new Requests(server.origin, { staff: await openSession(sql, data.staffId, null) });
    const stop = async () => {
      requests.end();
      await server.stop();
    };
    undo.push(stop);
    return { requests, stop };
  };
  return { dataDir, port: database.port, pages: staffPages(data), loadSeconds, served };
}

/**
 * Measures every page and search of the staff on the data of many years and on a hundredth of it, and prints the ratios with
 * the plans of what is too slow. It asserts nothing and leaves nothing behind.
 */
async function benchData(): Promise<void> {
  const { values: options } = parseArgs({
    options: {
      share: { type: 'string', default: '1' },
      rounds: { type: 'string', default: '15' },
      plans: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (options.help) return console.log(HELP);
  const root = path.resolve(import.meta.dirname, '..');
  const share = Number(options.share);
  Object.assign(process.env, { SESSION_SECRET: randomBytes(32).toString('base64'), APP_URL: 'http://127.0.0.1' });
  await buildBench(root, say);
  say('Loading the smaller database…');
  const small = await startWith(root, share / 100);
  say('Loading the larger database; this takes some minutes…');
  const large = await startWith(root, share);
  const [onSmall, onLarge] = [await small.served(), await large.served()];
  const measured: { what: string; smallMs: number; largeMs: number }[] = [];
  for (const [at, [what, address]] of large.pages.entries()) {
    const [smallMs, largeMs] = await medianTimes(Number(options.rounds), [
      () => onSmall.requests.get('staff', small.pages[at]![1]),
      () => onLarge.requests.get('staff', address),
    ]);
    measured.push({ what, smallMs: smallMs!, largeMs: largeMs! });
  }
  await onLarge.stop();
  await logPlans(large.dataDir, large.port);
  const explained = await large.served();
  for (const [at, [what, address]] of large.pages.entries()) {
    const { smallMs, largeMs } = measured[at]!;
    if (!options.plans && largeMs <= MAX_MS && largeMs <= MAX_RATIO * smallMs) continue;
    const position = logLength(large.dataDir);
    await explained.requests.get('staff', address);
    console.log(`\n## ${what}\n${longestPlanSince(large.dataDir, position) ?? 'No statement.'}`);
  }
  console.log(table(measured, share, large.loadSeconds));
}

function table(measured: { what: string; smallMs: number; largeMs: number }[], share: number, loadSeconds: number) {
  const amounts = Object.entries(FULL).map(
    ([what, count]) => `${Math.ceil(count * share).toLocaleString('en-US')} ${what}`,
  );
  const worst = Math.max(...measured.map(({ smallMs, largeMs }) => largeMs / smallMs));
  const slowest = Math.max(...measured.map(({ largeMs }) => largeMs));
  return [
    '',
    `${amounts.join(', ')}; loaded in ${loadSeconds.toFixed(0)} s. Beside it the same pages on a hundredth of that.`,
    `The worst ratio is ${worst.toFixed(2)} (asked for: ≤ ${MAX_RATIO}); the slowest page takes ${slowest.toFixed(0)} ms (≤ ${MAX_MS}).`,
    '',
    '| page | ratio | measured |',
    '|---|---|---|',
    ...measured.map(({ what, smallMs, largeMs }) => {
      const ratio = (largeMs / smallMs).toFixed(2);
      return `| ${what} | ${ratio} | ${largeMs.toFixed(1)} ms vs ${smallMs.toFixed(1)} ms |`;
    }),
  ].join('\n');
}

runBench(benchData, undo);
