import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { tellsTheQuery } from '../../db/errors';
import { startJobs } from '../../lib/platform/jobs/start-jobs';
import { closeAll } from '../../lib/platform/shutdown';
import { buildIfChanged } from './build';
import { Children } from './children';
import { prepareDatabase } from './database';
import { Ending, endOnSignals } from './ending';
import { acquireLock } from './lock';
import { openDoors } from './open-doors';
import { claimPort } from './port';
import { isRunning, launchers } from './processes';
import { sessionSecret } from './secret';
import { errorCode, StartProblem, whyNotWritable, writing } from './sentences';
import { loadEnvFile, readSettings, type Settings } from './settings';
import { keepSigningCertificate, prepareSigning } from './signing';

const say = (line: string) => console.log(line);

/** `npm start`: from nothing to a served product, and back to nothing when it ends. */
export async function run(args: string[]): Promise<void> {
  // A closed terminal must not keep the rest from ending.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  const ending = new Ending((name, error) => console.error(`The ${name} did not end cleanly:`, reasonOf(error)));
  endOnSignals(ending, say, (code) => process.exit(code));

  const fail = async (error: unknown) => {
    if (ending.begun) return;
    const ended = ending.all();
    console.error(`\n${sentenceFor(error)}`);
    await ended;
    process.exit(1);
  };
  process.on('uncaughtException', (error) => void fail(error));
  process.on('unhandledRejection', (reason) => console.error('A promise was rejected:', reasonOf(reason)));
  try {
    await startEverything(args, ending, fail);
  } catch (error) {
    await fail(error);
  }
}

async function startEverything(args: string[], ending: Ending, fail: (error: unknown) => void): Promise<void> {
  const root = path.resolve(__dirname, '../..');
  loadEnvFile(root);
  const settings = readSettings(process.env, root, args);
  const { dataDir, dev } = settings;
  Object.assign(process.env, { NODE_ENV: dev ? 'development' : 'production', NEXT_TELEMETRY_DISABLED: '1' });

  // Others may pass through it, since as root PostgreSQL runs as another account; nothing in it is open to them.
  await writing(dataDir, () => mkdirSync(dataDir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 }));
  const launchedBy = launchers();
  const lock = await writing(dataDir, () => acquireLock(path.join(dataDir, 'start.json'), launchedBy));
  ending.add(
    'lock',
    () => lock.release(),
    () => lock.release(),
  );
  endWith(launchedBy);

  const port = await claimPort(settings.port, '127.0.0.1');
  await claimPort(port, settings.host);
  const secret = await writing(dataDir, () => sessionSecret(process.env, path.join(dataDir, 'secret')));
  process.env.SESSION_SECRET = secret;
  process.env.NEXTAUTH_SECRET = secret;
  process.env.APP_URL = settings.appUrl?.origin ?? `http://localhost:${port}`;
  process.env.NEXTAUTH_URL = process.env.APP_URL;
  process.env.DATA_DIR = dataDir;
  const signingNotices = await prepareSigning(process.env, settings);

  const aborted = new AbortController();
  const children = new Children();
  const database = prepareDatabase({ settings, children, say, ending, onLost: fail, signal: aborted.signal });
  ending.add('pool and browser', () =>
    closeAll((name, error) => console.error(`The ${name} did not end:`, reasonOf(error))),
  );
  ending.add(
    'helper programs',
    () => {
      aborted.abort();
      return children.end();
    },
    () => children.force(),
  );

  const built = dev
    ? Promise.resolve()
    : buildIfChanged({ root, children, say, onStart: (build) => lock.note({ build }) });
  const [demoUsernames] = await Promise.all([database, built, checkBrowser()]);
  if (ending.begun) return;
  await keepSigningCertificate();

  const address = await openDoors({ settings, port, demoUsernames, ending, log: reasonOf });
  await startJobs();
  if (ending.begun) return;
  lock.note({ address, build: undefined });
  announce(address, settings, demoUsernames);
  for (const notice of signingNotices) console.warn(notice);
}

/** Certificates are what the product is for: without a browser to print them it does not start. */
async function checkBrowser(): Promise<void> {
  const { whyNoBrowser } = await import('../../lib/platform/pdf/browser');
  const sentence = await whyNoBrowser();
  if (sentence) throw new StartProblem(sentence);
}

/** Ends when npm was ended in a way that it could not pass on (kill -9). */
function endWith(launchedBy: ReturnType<typeof launchers>): void {
  if (launchedBy.length === 0) return;
  setInterval(() => {
    if (launchedBy.some((one) => !isRunning(one))) process.emit('SIGTERM');
  }, 1_000).unref();
}

function announce(address: string, settings: Settings, demoUsernames: string[]): void {
  const lines = ['', `PDUPS is ready at ${settings.appUrl?.origin ?? address}`];
  if (demoUsernames.length > 0) {
    lines.push('', `  Demo sign-ins: ${demoUsernames.join(', ')}`, '  Password of each: Montana2026', '');
    lines.push(
      settings.host === undefined
        ? 'Because of the demo sign-ins only this machine can reach it; to let others in, set HOST=0.0.0.0.'
        : `It listens on HOST=${settings.host}. Whoever can reach it can use the demo sign-ins.`,
    );
  }
  if (settings.mailbox) lines.push(`Mail lands at ${address}/mailbox`);
  lines.push('Press Ctrl-C to stop.');
  say(lines.join('\n'));
}

function sentenceFor(error: unknown): string {
  if (error instanceof StartProblem) return error.sentence;
  return (
    (errorCode(error) === 'ENOENT' ? null : whyNotWritable(error, 'the data folder')) ??
    `PDUPS could not go on because of an error that nobody foresaw. Please report these lines:\n${reasonOf(error)}`
  );
}

/** An error without what people typed: a query's message and its parameters stay out. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const places = error.stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? [];
  const message = tellsTheQuery(error) ? '' : error.message;
  return [`${error.name} ${'code' in error ? String(error.code) : ''} ${message}`.trim(), ...places.slice(0, 8)].join(
    '\n',
  );
}
