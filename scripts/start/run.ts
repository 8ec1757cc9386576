import path from 'node:path';
import { startJobs } from '../../lib/jobs/start-jobs';
import { systemClock } from '../../lib/platform/clock';
import { database } from '../../lib/platform/database';
import { patiently } from '../../lib/platform/patience';
import { warmReaders } from '../../lib/platform/untrusted/read-in-worker';
import { followSettings } from '../../lib/settings/follow-settings';
import { buildIfChanged } from './build';
import { Children } from './children';
import { type Command, endHelpers, endShared, endWith, runCommand } from './command';
import { prepareDatabase } from './database';
import { applySettings, readEnvironment } from './environment';
import { listen } from './listen';
import { acquireLock } from './lock';
import { claimPort } from './port';
import { startBrowser } from './printing';
import { launchers } from './processes';
import type { Settings } from './settings';
import { keepSigningCertificate, prepareSigning } from './signing';
import { writing } from './start-errors';
import { warmUp } from './warm-up';

/** Runs `npm start`: everything from an empty folder to a served product, and shuts it all down at the end. */
export function run(args: string[]): Promise<void> {
  return runCommand((command) => startEverything(args, command));
}

async function startEverything(args: string[], { shutdown, say, fail }: Command): Promise<void> {
  const settings = await readEnvironment(args, { dev: true });
  const { root, dataDir, dev } = settings;
  const launchedBy = launchers();
  const lock = await writing(dataDir, () => acquireLock(path.join(dataDir, 'start.json'), launchedBy));
  shutdown.add(
    'lock',
    () => lock.release(),
    () => lock.release(),
  );
  endWith(launchedBy);

  const port = await claimPort(settings.port, '127.0.0.1');
  await claimPort(port, settings.host);
  await applySettings(settings, `http://localhost:${port}`);
  const signingNotices = await prepareSigning(process.env, settings);

  const aborted = new AbortController();
  const children = new Children();
  const prepared = prepareDatabase({ settings, children, say, shutdown, onLost: fail, signal: aborted.signal });
  endShared(shutdown);
  endHelpers(shutdown, children, aborted);
  const built = dev
    ? Promise.resolve()
    : buildIfChanged({ root, children, say, onStart: (build) => lock.note({ build }) });
  const [demoUsernames] = await Promise.all([prepared, built, startBrowser()]);
  if (shutdown.begun) return;
  await patiently(keepSigningCertificate);
  await patiently(() => followSettings({ db: database(), clock: systemClock }));

  const address = await listen({ settings, port, demoUsernames, shutdown });
  warmReaders();
  await Promise.all([patiently(startJobs), dev ? null : warmUp(address)]);
  if (shutdown.begun) return;
  lock.note({ address, build: undefined });
  say(announcement(address, settings, demoUsernames));
  for (const notice of signingNotices) console.warn(notice);
}

function announcement(address: string, settings: Settings, demoUsernames: string[]): string {
  const lines = ['', `PDUPS is ready at ${settings.appUrl?.origin ?? address}`];
  if (demoUsernames.length > 0) {
    lines.push('', `  Demo sign-ins: ${demoUsernames.join(', ')}`, '  Password of each: Montana2026', '');
    lines.push(
      settings.host === undefined
        ? 'Because of the demo sign-ins, only this machine can reach it. To let others in, set HOST=0.0.0.0.'
        : `It listens on HOST=${settings.host}. Anyone who can reach it can use the demo sign-ins.`,
    );
  }
  if (settings.mailbox) lines.push(`Email is saved at ${address}/mailbox`);
  lines.push('Press Ctrl-C to stop.');
  return lines.join('\n');
}
