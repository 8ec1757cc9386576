import { startJobs } from '../../lib/jobs/start-jobs';
import { systemClock } from '../../lib/platform/clock';
import { database } from '../../lib/platform/database';
import { patiently } from '../../lib/platform/patience';
import { followSettings } from '../../lib/settings/follow-settings';
import { type Command, endShared, endWith, runCommand } from './command';
import { connectDirectly, requirePreparedDatabase } from './database';
import { applySettings, readEnvironment, requireSettings } from './environment';
import { startBrowser } from './printing';
import { launchers } from './processes';
import { keepSigningCertificate, prepareSigning } from './signing';

/** Runs `npm run worker`: does the jobs that the servers leave in the database, alongside other workers. */
export function runWorker(args: string[]): Promise<void> {
  return runCommand((command) => startWorker(args, command));
}

async function startWorker(args: string[], { shutdown, say }: Command): Promise<void> {
  const settings = await readEnvironment(args);
  requireSettings('worker', ['DATABASE_URL', 'SESSION_SECRET', 'APP_URL']);
  endWith(launchers());
  await applySettings(settings, settings.appUrl!.origin);
  const signingNotices = await prepareSigning(process.env, settings);
  await requirePreparedDatabase(settings, 'direct');
  connectDirectly(process.env, settings);

  endShared(shutdown);
  await startBrowser();
  await patiently(keepSigningCertificate);
  await patiently(() => followSettings({ db: database(), clock: systemClock }));
  await patiently(startJobs);
  if (shutdown.begun) return;
  say('PDUPS does its jobs.');
  for (const notice of signingNotices) console.warn(notice);
}
