import { simpleParser } from 'mailparser';
import { env } from '../env';
import { AppError } from '../errors';
import { requestScope } from '../request-scope';
import { currentMailSettings } from './current-mail-settings';
import { listEmls, readEml } from './mail-folder';
import { whyNoMailbox } from './why-no-mailbox';

export type SavedEmail = { name: string; subject: string; to: string; at: Date | null };
export type OpenedEmail = SavedEmail & { text: string };

/** The page is for trying things out; older emails still exist as files in the folder. */
const SHOWN = 50;

/** Returns whether the current request may see the mailbox; see `whyNoMailbox`. */
export function mayOpenMailbox(host: string | null): boolean {
  const scope = requestScope();
  const refused = whyNoMailbox({
    smtpUrl: currentMailSettings().smtpUrl,
    appUrl: env().APP_URL,
    address: scope?.address ?? '',
    host,
    viaProxy: scope?.viaProxy !== false,
  });
  return refused === null;
}

/** Lists the emails that were saved here, newest first. */
export async function listSavedEmails(host: string | null): Promise<SavedEmail[]> {
  requireMailbox(host);
  const { folder } = currentMailSettings();
  const names = (await listEmls(folder)).slice(0, SHOWN);
  const emails = await Promise.all(names.map((name) => readEmail(folder, name)));
  return emails.filter((email) => email !== null).map(({ text, ...email }) => email);
}

/** @throws AppError `not_found` for a name that is not an email's */
export async function openSavedEmail(host: string | null, name: string): Promise<OpenedEmail> {
  requireMailbox(host);
  const email = await readEmail(currentMailSettings().folder, name);
  if (!email) throw new AppError('not_found', 'That email is no longer here. Go back to the mailbox.');
  return email;
}

function requireMailbox(host: string | null): void {
  if (!mayOpenMailbox(host)) throw new AppError('not_found', 'There is nothing at this address.');
}

/** Reads an email; one that was tampered with is shown as far as it can be read. */
async function readEmail(folder: string, name: string): Promise<OpenedEmail | null> {
  const bytes = await readEml(folder, name);
  if (!bytes) return null;
  try {
    const mail = await simpleParser(bytes);
    const [to] = [mail.to ?? []].flat();
    const at = mail.date && !Number.isNaN(mail.date.getTime()) ? mail.date : null;
    return { name, subject: mail.subject ?? '(no subject)', to: to?.text ?? '', at, text: mail.text ?? '' };
  } catch {
    return { name, subject: 'This email can’t be read', to: '', at: null, text: '' };
  }
}
