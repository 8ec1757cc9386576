import { listDemoUsernames } from '../../db/queries/users';
import { systemClock } from '../../lib/platform/clock';
import { database } from '../../lib/platform/database';
import { patiently } from '../../lib/platform/patience';
import { warmReaders } from '../../lib/platform/untrusted/read-in-worker';
import { followSettings } from '../../lib/settings/follow-settings';
import { requireBuild } from './build';
import { type Command, endShared, endWith, runCommand } from './command';
import { requirePreparedDatabase } from './database';
import { applySettings, readEnvironment, requireSettings } from './environment';
import { listen } from './listen';
import { claimPort } from './port';
import { startBrowser } from './printing';
import { launchers } from './processes';
import { keepSigningCertificate, prepareSigning } from './signing';
import { warmUp } from './warm-up';

/** Runs `npm run web`: one of several servers, which answers requests and leaves the jobs to `npm run worker`. */
export function runWeb(args: string[]): Promise<void> {
  return runCommand((command) => startWeb(args, command));
}

async function startWeb(args: string[], { shutdown, say }: Command): Promise<void> {
  const settings = await readEnvironment(args);
  requireSettings('web', ['DATABASE_URL', 'SESSION_SECRET', 'APP_URL']);
  requireBuild(settings.root);
  endWith(launchers());
  const port = await claimPort(settings.port, settings.host);
  await applySettings(settings, `http://localhost:${port}`);
  const signingNotices = await prepareSigning(process.env, settings);
  await requirePreparedDatabase(settings, 'pooled');
  delete process.env.DATABASE_OWNER_URL;

  endShared(shutdown);
  // One after the other: loading the browser's code would delay a connection beyond its timeout.
  const demoUsernames = await patiently(() => listDemoUsernames(database()));
  await startBrowser();
  await patiently(keepSigningCertificate);
  await patiently(() => followSettings({ db: database(), clock: systemClock }));
  const address = await listen({ settings, port, demoUsernames, shutdown, drain: settings.drainSeconds * 1000 });
  warmReaders();
  await warmUp(address);
  if (shutdown.begun) return;
  say(`PDUPS answers at ${address}`);
  for (const notice of signingNotices) console.warn(notice);
}
