import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Account } from './account';
import type { Binaries } from './binaries';
import { type Children, outputOf } from './children';
import { endLeftovers } from './leftovers';
import { writePrivately } from './secret';
import { StartError, whyNotWritable } from './start-errors';

/** Returns the locations below the data folder. */
export function clusterPlaces(dataDir: string) {
  const home = path.join(dataDir, 'postgres');
  return {
    home,
    data: path.join(home, 'data'),
    password: path.join(home, 'password'),
    log: path.join(home, 'server.log'),
    /** Exists until the demo data is loaded: created with the database, so the next start makes up for a kill in between. */
    demoPending: path.join(home, 'demo-pending'),
  };
}

/**
 * Makes a new database cluster, completely or not at all: it is built in a temporary folder and renamed at the end, so an
 * interrupted one never looks like a database.
 */
export async function makeCluster(dataDir: string, bin: Binaries, account: Account, children: Children): Promise<void> {
  const prefix = 'postgres.making-';
  for (const name of readdirSync(dataDir)) {
    if (!name.startsWith(prefix)) continue;
    await endLeftovers(path.join(dataDir, name), account);
    rmSync(path.join(dataDir, name), { recursive: true, force: true });
  }
  const draft = path.join(dataDir, `${prefix}${process.pid}`);
  mkdirSync(draft, { mode: 0o700 });
  account.own(draft);
  const password = path.join(draft, 'password');
  writePrivately(password, randomBytes(24).toString('base64url'));
  account.own(password);

  // pg_trgm asks the C library what a letter is; without C.UTF-8 it would know only English letters.
  const failed = (await init('C.UTF-8')) && (await init('C'));
  if (failed) {
    rmSync(draft, { recursive: true, force: true });
    throw new StartError(whyNotMade(failed, dataDir, account));
  }
  writeFileSync(path.join(draft, 'demo-pending'), '', { mode: 0o600 });
  renameSync(draft, clusterPlaces(dataDir).home);

  async function init(ctype: string): Promise<string | null> {
    rmSync(path.join(draft, 'data'), { recursive: true, force: true });
    const args = [
      ...['--pgdata', path.join(draft, 'data'), '--username', 'postgres', '--pwfile', password],
      ...['--auth', 'scram-sha-256', '--encoding', 'UTF8', '--data-checksums'],
      // Sorting and letter case stay the same on every machine and after every system upgrade.
      ...['--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8', '--locale', 'C', '--lc-ctype', ctype],
    ];
    const child = children.track(
      account.spawn(bin.initdb, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true, env: serverEnvironment() }),
    );
    const { code, output } = await outputOf(child);
    if (code === 0) return null;
    return output || 'no reason given';
  }
}

/**
 * Returns the environment without PostgreSQL's own settings (PGDATA, PGOPTIONS) and language, which must not leak in from
 * the shell.
 */
export function serverEnvironment(): NodeJS.ProcessEnv {
  return { NODE_ENV: 'production', PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };
}

function whyNotMade(output: string, dataDir: string, account: Account): string {
  if (/No space left|Disk quota|wrote only \d+ of/i.test(output)) {
    return whyNotWritable(Object.assign(new Error(), { code: 'ENOSPC' }), dataDir)!;
  }
  if (/could not look up effective user ID/.test(output)) {
    return 'PostgreSQL needs an account with a name, and this one has only a number. Start as a named account, or set DATABASE_URL to a PostgreSQL of your own.';
  }
  if (/Permission denied/.test(output)) {
    return `PostgreSQL, running as ${account.name}, may not write to ${dataDir}. Set DATA_DIR to a folder it can reach, or set DATABASE_URL.`;
  }
  const line = output.split('\n').find((one) => /error|fatal/i.test(one)) ?? output.trim().split('\n').at(-1);
  return `The database could not be made in ${dataDir} (${line?.replace(/^initdb: /, '').trim()}). Put that right, or set DATABASE_URL to a PostgreSQL of your own.`;
}

/** Gives the account ownership of the files that root wrote into its folder. */
export function keepPrivate(place: string, account: Account): void {
  if (!existsSync(place)) return;
  chmodSync(place, 0o600);
  account.own(place);
}
