import path from 'node:path';
import { loadDemoData } from '../lib/demo/load-demo-data';
import { systemClock } from '../lib/platform/clock';
import { database } from '../lib/platform/database';
import { closeAll } from '../lib/platform/shutdown';
import { loadEnvFile, readSettings } from './start/settings';
import { endOnSignals, Shutdown } from './start/shutdown';
import { errorCode, StartError, whyNotWritable } from './start/start-errors';
import { reachDatabase } from './user-create/product';

/** Runs `npm run demo`: loads the demo data into the database that `npm start` would use, whether or not it is running. */
async function loadDemo(shutdown: Shutdown): Promise<void> {
  const root = path.resolve(__dirname, '..');
  loadEnvFile(root);
  await reachDatabase(readSettings(process.env, root), shutdown);
  shutdown.add('connections', () => closeAll(() => {}));
  await loadDemoData(database(), systemClock);
  console.log(
    'The demo data is loaded. Sign in as jdoe, mlopez, apierre, rstaff or cadmin with the password Montana2026.',
  );
  console.log('That password is public, so restart the product; it will then answer only on this machine.');
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
