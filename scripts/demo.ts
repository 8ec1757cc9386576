import path from 'node:path';
import { DEMO_PASSWORD, loadDemoData } from '../lib/demo/load-demo-data';
import { systemClock } from '../lib/platform/clock';
import { database } from '../lib/platform/database';
import { closeAll } from '../lib/platform/shutdown';
import { isLoopback, loadEnvFile, readSettings } from './start/settings';
import { endOnSignals, Shutdown } from './start/shutdown';
import { errorCode, StartError, whyNotWritable } from './start/start-errors';
import { reachDatabase } from './user-create/product';

/** Runs `npm run demo`: loads the demo data into the database that `npm start` would use, whether or not it is running. */
async function loadDemo(shutdown: Shutdown): Promise<void> {
  const root = path.resolve(__dirname, '..');
  loadEnvFile(root);
  const settings = readSettings(process.env, root);
  await reachDatabase(settings, shutdown, { loadsDemo: false });
  shutdown.add('connections', () => closeAll(() => {}));
  const outcome = await loadDemoData(database(), systemClock);
  if (outcome === 'in use') throw new StartError(IN_USE);
  console.log(LINES[outcome]);
  console.log(whoCanReachIt(settings.host));
}

const IN_USE =
  'This database has users of its own, so the demo data was not loaded among their records. Use an empty database: set DATA_DIR to a new folder, or DATABASE_URL to a new database.';

const LINES = {
  loaded: `The demo data is loaded. Sign in as jdoe, mlopez, apierre, rstaff or cadmin with the password ${DEMO_PASSWORD}.`,
  already: 'The demo data was loaded before. Nothing was changed.',
};

function whoCanReachIt(host: string | undefined): string {
  return host === undefined || isLoopback(host)
    ? 'The password of the demo sign-ins is public. If the product is running, restart it: it then answers only on this machine.'
    : `The password of the demo sign-ins is public, and with HOST=${host} the product answers other machines, too: anyone who can reach it can sign in. To change that, remove HOST and restart the product.`;
}

function sentenceFor(error: unknown): string {
  if (error instanceof StartError) return error.sentence;
  const code = errorCode(error);
  if (code === '53100') return whyNotWritable(error, 'the database')!;
  return `The demo data could not be loaded (${code ?? 'no code'}). Nothing of it was kept; try again.`;
}

const shutdown = new Shutdown((name) => console.error(`The ${name} did not end cleanly.`));
endOnSignals(shutdown, console.log, () => process.exit(130));
loadDemo(shutdown)
  .catch((error: unknown) => {
    if (!shutdown.begun) console.error(sentenceFor(error));
    process.exitCode = 1;
  })
  .finally(() => shutdown.all());
