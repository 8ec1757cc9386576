import path from 'node:path';
import { loadDemoData } from '../lib/demo/load-demo-data';
import { systemClock } from '../lib/platform/clock';
import { database } from '../lib/platform/database';
import { closeAll } from '../lib/platform/shutdown';
import { Ending, endOnSignals } from './start/ending';
import { errorCode, StartProblem, whyNotWritable } from './start/sentences';
import { loadEnvFile, readSettings } from './start/settings';
import { reachDatabase } from './user-create/product';

/** `npm run demo`: loads the demo data into the database that `npm start` would use, running or not. */
async function loadDemo(ending: Ending): Promise<void> {
  const root = path.resolve(__dirname, '..');
  loadEnvFile(root);
  await reachDatabase(readSettings(process.env, root), ending);
  ending.add('connections', () => closeAll(() => {}));
  await loadDemoData(database(), systemClock);
  console.log('The demo data is loaded. Sign in as jdoe, mlopez, apierre or rstaff with the password Montana2026.');
  console.log('Everyone knows that password: restart the product, and it answers on this machine only.');
}

function sentenceFor(error: unknown): string {
  if (error instanceof StartProblem) return error.sentence;
  const code = errorCode(error);
  if (code === '53100') return whyNotWritable(error, 'the database')!;
  return `The demo data could not be loaded (${code ?? 'no code'}). Nothing of it was kept; try again.`;
}

const ending = new Ending((name) => console.error(`The ${name} did not end cleanly.`));
endOnSignals(ending, console.log, () => process.exit(130));
loadDemo(ending)
  .catch((error: unknown) => {
    if (!ending.begun) console.error(sentenceFor(error));
    process.exitCode = 1;
  })
  .finally(() => ending.all());
