import path from 'node:path';
import { findMail } from '../../db/queries/mails';
import { systemClock } from '../../lib/platform/clock';
import { database, refusalOf } from '../../lib/platform/database';
import { formatMoment } from '../../lib/platform/days';
import { env } from '../../lib/platform/env';
import { runJobs } from '../../lib/platform/jobs/run-jobs';
import { log } from '../../lib/platform/log';
import { currentMailSettings } from '../../lib/platform/mail/current-mail-settings';
import { closeAll } from '../../lib/platform/shutdown';
import { type CreatedUser, createUser } from '../../lib/users/create-user';
import { type NewUser, newUserSchema } from '../../lib/users/new-user';
import { Ending } from '../start/ending';
import { StartProblem, whyNotWritable } from '../start/sentences';
import { loadEnvFile, readSettings } from '../start/settings';
import { type Answers, askForMissing, readOptions } from './answers';
import { reachDatabase } from './product';

/** How long the command watches over the letter; after that the product goes on trying by itself. */
const LETTER_MS = 30_000;

/** `npm run user:create`: makes a person's sign-in. Returns the exit code; each failure is one sentence. */
export async function createUserAtTerminal(args: string[]): Promise<number> {
  const ending = new Ending((name) => console.error(`The ${name} did not end cleanly.`));
  let interrupted = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      interrupted = true;
      void ending.all().then(() => process.exit(130));
    });
  }
  try {
    await createFrom(args, ending);
    return 0;
  } catch (error) {
    if (!interrupted) console.error(sentenceFor(error));
    return 1;
  } finally {
    await ending.all();
  }
}

async function createFrom(args: string[], ending: Ending): Promise<void> {
  const root = path.resolve(__dirname, '../..');
  loadEnvFile(root);
  const settings = readSettings(process.env, root);
  const user = checked(await askForMissing(readOptions(args)));

  log.level = 'silent';
  process.env.DATA_DIR = settings.dataDir;
  const address = await reachDatabase(settings, ending);
  ending.add('connections', () => closeAll(() => {}));
  const appUrl = settings.appUrl?.origin ?? address ?? `http://localhost:${settings.port || 3000}`;
  process.env.APP_URL = appUrl;

  const byMail = currentMailSettings().smtpUrl !== null;
  const { access, known, name } = await createUser({ db: database(), clock: systemClock }, user, { appUrl, byMail });
  console.log(`${name} has the username ${user.username}.`);
  if (known) console.log('They had a sign-in already and work for this provider with it from now on.');
  if ('mailId' in access) console.log(await watchLetter(access.mailId, user.email, known));
  else console.log(linkLines(access, appUrl, address !== undefined));
}

function checked(answers: Answers): NewUser {
  const { username, name, email, provider, phone, role, staff } = answers;
  const place =
    staff === undefined
      ? { kind: 'provider', provider: answers['new-provider'] ?? provider, role, newProviderPhone: phone }
      : { kind: 'staff', staffRole: staff };
  const result = newUserSchema.safeParse({ username, name, email, place });
  if (result.success) return result.data;
  throw new StartProblem(result.error.issues.map((issue) => issue.message).join('\n'));
}

/** Carries the letter along, whether or not the product runs, and says what became of it. */
async function watchLetter(mailId: number, email: string, known: boolean): Promise<string> {
  const db = database();
  const jobs = await runJobs(env().DATABASE_URL, { db, clock: systemClock, settings: currentMailSettings() });
  const deadline = performance.now() + LETTER_MS;
  let state = 'waiting';
  while (performance.now() < deadline) {
    state = (await findMail(db, mailId))?.state ?? 'refused';
    if (state !== 'waiting' && state !== 'sending') break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await jobs.stop();
  if (state === 'sent' && known) return `A letter about it was sent to ${email}.`;
  if (state === 'sent') return `A letter with the way to a first password was sent to ${email}.`;
  if (state === 'waiting') {
    return `The letter to ${email} could not be sent yet. The product goes on trying while it runs; check SMTP_URL.`;
  }
  return known
    ? `The mail server refused the letter to ${email}. Check the address.`
    : `The mail server refused the letter to ${email}. Check the address, and tell the person to use Reset password.`;
}

function linkLines(
  { path: way, expiresAt }: Extract<CreatedUser['access'], { path: string }>,
  appUrl: string,
  running: boolean,
) {
  return [
    'No mail server is set, so pass this link on. It works once, until',
    `${formatMoment(expiresAt)}${running ? '' : ', while the product runs'}:`,
    '',
    `  ${appUrl}${way}`,
    '',
  ].join('\n');
}

function sentenceFor(error: unknown): string {
  if (error instanceof StartProblem) return error.sentence;
  const sentence = refusalOf(error)?.sentence ?? whyNotWritable(error, 'the data folder');
  if (sentence) return sentence;
  // The message of a database error holds what was typed; those have names of their own.
  const reason = error instanceof Error ? (error.name === 'Error' ? error.message : error.name) : 'no reason given';
  return `The user could not be made because of an error that nobody foresaw (${reason}).`;
}
