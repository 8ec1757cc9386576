import path from 'node:path';
import type { Readable } from 'node:stream';
import { systemClock } from '../../lib/platform/clock';
import { database } from '../../lib/platform/database';
import { log } from '../../lib/platform/log';
import { acceptReport, MAX_REPORT_BYTES } from '../../lib/platform/mail/bounces/accept-report';
import { closeAll } from '../../lib/platform/shutdown';
import { sessionSecret } from '../start/secret';
import { loadEnvFile, readSettings } from '../start/settings';
import { Shutdown } from '../start/shutdown';
import { StartError } from '../start/start-errors';
import { reachDatabase } from '../user-create/product';

const HELP = `npm run --silent mail:report < message
Reads one message from the mailbox for delivery reports. If it reports that an email of PDUPS did not arrive, that is
recorded; anything else is ignored. A mail server can call it for each message (docs/operations.md, "Email").
Exit codes: 0 the message was read, 75 try again later.`;

/** A mail server tries again later after this code (sysexits.h, EX_TEMPFAIL), and returns the message after others. */
const TRY_AGAIN = 75;

/** A message that arrives more slowly than this is not waited for. */
const READ_MS = 60_000;

/** Runs `npm run mail:report`: takes one message from standard input. Returns the exit code. */
export async function acceptFromPipe(args: string[]): Promise<number> {
  if (args.length > 0) {
    console.log(HELP);
    return args[0] === '--help' ? 0 : TRY_AGAIN;
  }
  const shutdown = new Shutdown((name) => console.error(`The ${name} did not end cleanly.`));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => void shutdown.all().then(() => process.exit(TRY_AGAIN)));
  }
  try {
    const message = await readMessage(process.stdin);
    if (!message) {
      console.log('The message is too large for a delivery report: ignored.');
      return 0;
    }
    console.log(WORDS[await accept(message, shutdown)]);
    return 0;
  } catch (error) {
    console.error(error instanceof StartError ? error.sentence : `The message could not be read (${nameOf(error)}).`);
    return TRY_AGAIN;
  } finally {
    await shutdown.all();
  }
}

const WORDS = {
  recorded: 'An email came back: recorded.',
  known: 'An email came back: known already.',
  ignored: 'Not a delivery report of a failure: ignored.',
  unknown: 'A delivery report about an email that PDUPS did not send: ignored.',
};

async function accept(message: Buffer, shutdown: Shutdown) {
  const root = path.resolve(__dirname, '../..');
  loadEnvFile(root);
  const settings = readSettings(process.env, root);
  log.level = 'silent';
  process.env.DATA_DIR = settings.dataDir;
  // A database of one's own is there while the product runs; nothing is checked or migrated for each message.
  if (settings.databaseUrl)
    process.env.SESSION_SECRET = sessionSecret(process.env, path.join(settings.dataDir, 'secret'));
  else await reachDatabase(settings, shutdown);
  shutdown.add('connections', () => closeAll(() => {}));
  const visit = { db: database(), clock: systemClock, requestId: crypto.randomUUID(), address: '127.0.0.1' };
  return acceptReport(visit, message);
}

/** Reads a message up to the limit; null for a longer one, of which the rest is read and thrown away. */
async function readMessage(input: Readable): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  const late = setTimeout(() => input.destroy(new StartError('The message did not end in time.')), READ_MS);
  try {
    for await (const chunk of input as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length <= MAX_REPORT_BYTES) chunks.push(chunk);
      else chunks.length = 0;
    }
  } finally {
    clearTimeout(late);
  }
  return length > MAX_REPORT_BYTES ? null : Buffer.concat(chunks);
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'no reason given';
}
