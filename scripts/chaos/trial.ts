import { databaseRestarts } from './database-restarts';
import { hostileUploads } from './hostile-uploads';
import { killedProcesses } from './killed-processes';
import { Ledger } from './ledger';
import { lostBackends } from './lost-backends';
import { Product } from './product';
import type { Trial, Trouble } from './trouble';
import { startWriters } from './writers';

type Options = {
  root: string;
  /** An empty folder, which the caller removes. */
  dataDir: string;
  minutes: number;
  /** The maximum for each kind; all of them end when the time is up. */
  times: { connections: number; restarts: number; files: number; rounds: number };
  env?: Record<string, string>;
  say(line: string): void;
};

export type Outcome = { lines: string[]; failures: string[]; acknowledged: number; lost: number; doubled: number };

/**
 * Starts the product, lets people write, makes one kind of trouble after another, and compares what the writers were
 * promised with what is in the database. Each kind has a share of the time; a new kind is a new file next to this one.
 */
export async function runTrial({ root, dataDir, minutes, times, env, say }: Options): Promise<Outcome> {
  const plan: { trouble: Trouble; times: number; share: number }[] = [
    { trouble: lostBackends, times: times.connections, share: 0.2 },
    { trouble: databaseRestarts, times: times.restarts, share: 0.3 },
    { trouble: hostileUploads, times: times.files, share: 0.05 },
    { trouble: killedProcesses, times: times.rounds, share: 0.45 },
  ];
  const failures: string[] = [];
  const lines: string[] = [];
  const product = await Product.at(root, dataDir, env);
  const ledger = new Ledger();
  const trial: Trial = { product, ledger, say, fail: (what) => failures.push(what) };
  const endsAt = performance.now() + minutes * 60_000;
  try {
    say('Starting the product…');
    product.launch();
    const said = await product.ready();
    if (said !== null) throw new Error(said);
    // The first start, which may include a build, does not count as an outage.
    ledger.watch(true);
    const writers = await startWriters(trial);
    try {
      for (const [at, { trouble, times, share }] of plan.entries()) {
        const shares = plan.slice(at).reduce((sum, one) => sum + one.share, 0);
        const now = performance.now();
        say(`${trouble.name}…`);
        lines.push(
          `${trouble.name}: ${await trouble.make(trial, { times, until: now + (endsAt - now) * (share / shares) })}`,
        );
        say(`  ${ledger.size} writes acknowledged so far`);
      }
    } finally {
      await writers.end();
    }
    const sql = product.asAdministrator();
    const { acknowledged, lost, doubled } = await ledger.compare(sql).finally(() => sql.end({ timeout: 1 }));
    if (acknowledged === 0) trial.fail('Nothing was written.');
    if (lost.length > 0) trial.fail(`Lost: ${lost.join(', ')}`);
    if (doubled.length > 0) trial.fail(`Doubled: ${doubled.join(', ')}`);
    lines.push(
      `acknowledged: ${acknowledged}`,
      `lost: ${lost.length}`,
      `doubled: ${doubled.length}`,
      `longest outage: ${ledger.longestOutage.toFixed(1)} s`,
      `answers: ${[...ledger.statuses].map(([status, n]) => `${n} × ${status}`).join(', ')}`,
    );
    return { lines, failures, acknowledged, lost: lost.length, doubled: doubled.length };
  } finally {
    await product.stop();
  }
}
