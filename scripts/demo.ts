import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { migrate } from '../db/migrate';
import { loadDemoData } from '../lib/demo/load-demo-data';
import { systemClock } from '../lib/platform/clock';
import { database } from '../lib/platform/database';
import { closeAll } from '../lib/platform/shutdown';
import { startEmbeddedPostgres } from './start/postgres';
import { sessionSecret } from './start/secret';
import { errorCode, StartProblem, writing } from './start/sentences';
import { readSettings } from './start/settings';

/** `npm run demo`: loads the demo data into the database that `npm start` would use, running or not. */
async function loadDemo(): Promise<void> {
  const root = path.resolve(__dirname, '..');
  const { dataDir, databaseUrl } = readSettings(process.env, root);
  await writing(dataDir, () => mkdirSync(dataDir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 }));
  const embedded = databaseUrl ? null : await startEmbeddedPostgres({ dataDir, root });
  try {
    process.env.DATABASE_URL = databaseUrl ?? embedded!.url;
    process.env.SESSION_SECRET = sessionSecret(process.env, path.join(dataDir, 'secret'));
    await migrate(process.env.DATABASE_URL, path.join(root, 'drizzle'));
    await loadDemoData(database(), systemClock);
    console.log('The demo data is loaded. Sign in as jdoe, mlopez or rstaff with the password Montana2026.');
    console.log('Everyone knows that password: restart the product, and it answers on this machine only.');
  } finally {
    await closeAll(() => {});
    // One that was running belongs to the product.
    if (embedded && !embedded.adopted) await embedded.stop();
  }
}

loadDemo().catch((error: unknown) => {
  const code = errorCode(error) ?? 'no code';
  console.error(
    error instanceof StartProblem
      ? error.sentence
      : `The demo data could not be loaded (${code}). Check the database, then try again.`,
  );
  process.exitCode = 1;
});
