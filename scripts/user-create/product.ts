import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Children } from '../start/children';
import { clusterPlaces } from '../start/cluster';
import { connectDirectly, prepareDatabase, requirePreparedDatabase } from '../start/database';
import { acquireLock, type LockRecord } from '../start/lock';
import { ownDatabase } from '../start/own-database';
import { isRunning } from '../start/processes';
import { sessionSecret } from '../start/secret';
import type { Settings } from '../start/settings';
import type { Shutdown } from '../start/shutdown';
import { StartError, writing } from '../start/start-errors';

/**
 * Sets DATABASE_URL and SESSION_SECRET to the product's values. The database is the one in the settings, which is not changed
 * and must be prepared for this version; the running product's own; or the product's own while it is stopped, which is then
 * locked like during a start, so that no start begins in the meantime.
 * @param loadsDemo whether a new database of the product's own gets its demo data on the way
 * @returns where the product can be reached, if it runs from this folder
 */
export async function reachDatabase(
  settings: Settings,
  shutdown: Shutdown,
  { loadsDemo = true }: { loadsDemo?: boolean } = {},
): Promise<string | undefined> {
  const { dataDir } = settings;
  await writing(dataDir, () => mkdirSync(dataDir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 }));
  const running = runningProduct(dataDir);
  if (!running && !settings.databaseUrl) {
    const lock = await writing(dataDir, () => acquireLock(path.join(dataDir, 'start.json')));
    shutdown.add('lock', () => lock.release());
  }
  process.env.SESSION_SECRET = await writing(dataDir, () => sessionSecret(process.env, path.join(dataDir, 'secret')));
  if (settings.databaseUrl) {
    await requirePreparedDatabase(settings, 'direct');
    connectDirectly(process.env, settings);
  } else if (running) process.env.DATABASE_URL = runningDatabase(dataDir);
  else await prepareDatabase({ settings, shutdown, loadsDemo, ...quiet() });
  return running?.address;
}

function quiet() {
  return {
    children: new Children(),
    say: () => {},
    onLost: (problem: StartError) => console.error(problem.sentence),
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

function runningDatabase(dataDir: string): string {
  const places = clusterPlaces(dataDir);
  const file = path.join(places.data, 'postmaster.pid');
  // The fourth line of PostgreSQL's own file is its port; the eighth says whether it accepts connections.
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  if (lines[7]?.trim() !== 'ready') {
    throw new StartError('PDUPS is starting or stopping. Wait a moment, then try again.');
  }
  return ownDatabase(Number(lines[3]), readFileSync(places.password, 'utf8').trim()).url;
}
