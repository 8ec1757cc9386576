import path from 'node:path';
import { findMail } from '../../db/queries/mails';
import { runJobs } from '../../lib/jobs/run-jobs';
import { systemClock } from '../../lib/platform/clock';
import { database, refusalOf } from '../../lib/platform/database';
import { formatMoment } from '../../lib/platform/days';
import { env } from '../../lib/platform/env';
import { log } from '../../lib/platform/log';
import { currentMailSettings } from '../../lib/platform/mail/current-mail-settings';
import { closeAll } from '../../lib/platform/shutdown';
import { createUser } from '../../lib/users/create-user';
import type { GivenSignIn } from '../../lib/users/give-sign-in';
import { type NewUser, newUserSchema } from '../../lib/users/new-user';
import { loadEnvFile, readSettings } from '../start/settings';
import { Shutdown } from '../start/shutdown';
import { StartError, whyNotWritable } from '../start/start-errors';
import { type Answers, askForMissing, readOptions } from './answers';
import { reachDatabase } from './product';

/** How long the command watches the delivery of the email; after that the product keeps trying on its own. */
const EMAIL_WAIT_MS = 30_000;

/** Runs `npm run user:create`: creates a person's sign-in. Returns the exit code; each failure is one sentence. */
export async function createUserAtTerminal(args: string[]): Promise<number> {
  const shutdown = new Shutdown((name) => console.error(`The ${name} did not end cleanly.`));
  let interrupted = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      interrupted = true;
      void shutdown.all().then(() => process.exit(130));
    });
  }
  try {
    await createFrom(args, shutdown);
    return 0;
  } catch (error) {
    if (!interrupted) console.error(sentenceFor(error));
    return 1;
  } finally {
    await shutdown.all();
  }
}

async function createFrom(args: string[], shutdown: Shutdown): Promise<void> {
  const root = path.resolve(__dirname, '../..');
  loadEnvFile(root);
  const settings = readSettings(process.env, root);
  const user = checked(await askForMissing(readOptions(args)));

  log.level = 'silent';
  process.env.DATA_DIR = settings.dataDir;
  const address = await reachDatabase(settings, shutdown);
  shutdown.add('connections', () => closeAll(() => {}));
  const appUrl = settings.appUrl?.origin ?? address ?? `http://localhost:${settings.port || 3000}`;
  process.env.APP_URL = appUrl;

  const byMail = currentMailSettings().smtpUrl !== null;
  const ctx = {
    db: database(),
    clock: systemClock,
    requestId: crypto.randomUUID(),
    address: '',
    actor: { kind: 'command_line', command: 'npm run user:create' },
  } as const;
  const { access, known, name } = await createUser(ctx, user, { appUrl, byMail });
  console.log(`${name} has the username ${user.username}.`);
  if (known) console.log('They already had a sign-in and can now use it for this provider.');
  if ('mailId' in access) {
    // Without a mail server here, the email waits for the product, which may have one.
    console.log(
      byMail ? await watchEmail(access.mailId, user.email, known) : 'No mail server is set up, so tell them yourself.',
    );
  } else console.log(linkLines(access, appUrl, address !== undefined));
}

function checked(answers: Answers): NewUser {
  const { username, name, email, provider, phone, role, staff } = answers;
  const place =
    staff === undefined
      ? { kind: 'provider', provider: answers['new-provider'] ?? provider, role, newProviderPhone: phone }
      : { kind: 'staff', staffRole: staff };
  const result = newUserSchema.safeParse({ username, name, email, place });
  if (result.success) return result.data;
  throw new StartError(result.error.issues.map((issue) => issue.message).join('\n'));
}

/** Delivers the email, whether or not the product runs, and reports the outcome. */
async function watchEmail(mailId: number, email: string, known: boolean): Promise<string> {
  const db = database();
  const deps = { db, clock: systemClock, settings: currentMailSettings() };
  const jobs = await runJobs(env().DATABASE_URL, deps, { queues: ['urgent mail'] });
  const deadline = performance.now() + EMAIL_WAIT_MS;
  let state = 'waiting';
  while (performance.now() < deadline) {
    state = (await findMail(db, mailId))?.state ?? 'refused';
    if (state !== 'waiting' && state !== 'sending') break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await jobs.stop();
  if (state === 'sent' && known) return `An email about it was sent to ${email}.`;
  if (state === 'sent') return `An email about setting a first password was sent to ${email}.`;
  if (state === 'waiting') {
    return `The email to ${email} could not be sent yet. The product keeps trying while it runs; check SMTP_URL.`;
  }
  return known
    ? `The mail server refused the email to ${email}. Check the address.`
    : `The mail server refused the email to ${email}. Check the address, and ask the person to use Reset password.`;
}

function linkLines(
  { path: way, expiresAt }: Extract<GivenSignIn['access'], { path: string }>,
  appUrl: string,
  running: boolean,
) {
  return [
    'No mail server is set up, so pass this link on. It works once, until',
    `${formatMoment(expiresAt)}${running ? '' : ', while the product runs'}:`,
    '',
    `  ${appUrl}${way}`,
    '',
  ].join('\n');
}

function sentenceFor(error: unknown): string {
  if (error instanceof StartError) return error.sentence;
  const sentence = refusalOf(error)?.sentence ?? whyNotWritable(error, 'the data folder');
  if (sentence) return sentence;
  // The message of a database error contains what was typed; such errors have specific names.
  const reason = error instanceof Error ? (error.name === 'Error' ? error.message : error.name) : 'no reason given';
  return `The user could not be created because of an unexpected error (${reason}).`;
}
