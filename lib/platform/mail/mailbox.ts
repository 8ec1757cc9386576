import { simpleParser } from 'mailparser';
import { env } from '../env';
import { AppError } from '../errors';
import { requestScope } from '../request-scope';
import { currentMailSettings } from './current-mail-settings';
import { listEmls, readEml } from './mail-folder';
import { whyNoMailbox } from './why-no-mailbox';

export type LandedLetter = { name: string; subject: string; to: string; at: Date | null };
export type OpenLetter = LandedLetter & { text: string };

/** The page is for trying things out; older letters are still files in the folder. */
const SHOWN = 50;

/** Whether the request in hand may see the mailbox; see `whyNoMailbox`. */
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

/** The letters that landed here, newest first. */
export async function listLandedLetters(host: string | null): Promise<LandedLetter[]> {
  requireMailbox(host);
  const { folder } = currentMailSettings();
  const names = (await listEmls(folder)).slice(0, SHOWN);
  const letters = await Promise.all(names.map((name) => readLetter(folder, name)));
  return letters.filter((letter) => letter !== null).map(({ text, ...letter }) => letter);
}

/** @throws AppError `not_found` for a name that is none of a letter */
export async function openLandedLetter(host: string | null, name: string): Promise<OpenLetter> {
  requireMailbox(host);
  const letter = await readLetter(currentMailSettings().folder, name);
  if (!letter) throw new AppError('not_found', 'There is no such letter any more. Go back to the mailbox.');
  return letter;
}

function requireMailbox(host: string | null): void {
  if (!mayOpenMailbox(host)) throw new AppError('not_found', 'There is nothing at this address.');
}

/** A file that was tampered with is shown as far as it can be read. */
async function readLetter(folder: string, name: string): Promise<OpenLetter | null> {
  const bytes = await readEml(folder, name);
  if (!bytes) return null;
  try {
    const mail = await simpleParser(bytes);
    const [to] = [mail.to ?? []].flat();
    const at = mail.date && !Number.isNaN(mail.date.getTime()) ? mail.date : null;
    return { name, subject: mail.subject ?? '(no subject)', to: to?.text ?? '', at, text: mail.text ?? '' };
  } catch {
    return { name, subject: 'This letter cannot be read', to: '', at: null, text: '' };
  }
}
