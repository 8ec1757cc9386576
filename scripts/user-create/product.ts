import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Children } from '../start/children';
import { clusterPlaces } from '../start/cluster';
import { prepareDatabase } from '../start/database';
import type { Ending } from '../start/ending';
import { acquireLock, type LockRecord } from '../start/lock';
import { openOwnDatabase } from '../start/own-database';
import { isRunning } from '../start/processes';
import { sessionSecret } from '../start/secret';
import { StartProblem, writing } from '../start/sentences';
import type { Settings } from '../start/settings';

/**
 * Sets DATABASE_URL and SESSION_SECRET as the product has them. The database is the one that was named, the running product's own, or its own while it
 * stands still, which is then held like a start holds it, so that none begins meanwhile.
 * @returns where the product can be reached, if it runs from this folder
 */
export async function reachDatabase(settings: Settings, ending: Ending): Promise<string | undefined> {
  const { dataDir } = settings;
  await writing(dataDir, () => mkdirSync(dataDir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 }));
  const running = runningProduct(dataDir);
  if (!running && !settings.databaseUrl) {
    const lock = await writing(dataDir, () => acquireLock(path.join(dataDir, 'start.json')));
    ending.add('lock', () => lock.release());
  }
  process.env.SESSION_SECRET = await writing(dataDir, () => sessionSecret(process.env, path.join(dataDir, 'secret')));
  if (running && !settings.databaseUrl) process.env.DATABASE_URL = await runningDatabase(dataDir);
  else await prepareDatabase({ settings, ending, ...quiet() });
  return running?.address;
}

function quiet() {
  return {
    children: new Children(),
    say: () => {},
    onLost: (problem: StartProblem) => console.error(problem.sentence),
    signal: new AbortController().signal,
  };
}

function runningProduct(dataDir: string): LockRecord | null {
  try {
    const record = JSON.parse(readFileSync(path.join(dataDir, 'start.json'), 'utf8')) as LockRecord;
    return isRunning(record.owner) ? record : null;
  } catch {
    return null;
  }
}

async function runningDatabase(dataDir: string): Promise<string> {
  const places = clusterPlaces(dataDir);
  const file = path.join(places.data, 'postmaster.pid');
  // The fourth line of PostgreSQL's own file is its port, the eighth says whether it takes connections.
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  if (lines[7]?.trim() !== 'ready') {
    throw new StartProblem('PDUPS is just being started or stopped. Wait a moment, then try again.');
  }
  return openOwnDatabase(Number(lines[3]), readFileSync(places.password, 'utf8').trim());
}
