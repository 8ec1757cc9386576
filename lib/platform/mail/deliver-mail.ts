import type { Queryable } from '@/db/client';
import { databaseFault } from '@/db/errors';
import { claimMail, closeMail, findMail, insertBounce, type Mail, NOBODY, putMailBack } from '@/db/queries/mails';
import type { Clock } from '../clock';
import { JobFailed } from '../job-failed';
import { log } from '../log';
import { patiently } from '../patience';
import { type BounceStatus, EXPIRED_STATUS } from './bounces/rules';
import { type Delivery, deliver } from './deliver';
import { emlName, writeEml } from './mail-folder';
import type { MailSettings } from './mail-settings';
import { type Attachment, mailMessage } from './message';

type Deps = {
  db: Queryable;
  clock: Clock;
  settings: MailSettings;
  /** Returns the attachments of an email with certificates; none when no certificate is valid any longer. */
  attachments?: (mailId: number) => Promise<Attachment[]>;
  /** Returns what an email about things that change says now; null when there is no longer a reason to send it. */
  current?: (mail: Mail) => Promise<Contents | null>;
  /** Aborted when this process ends: an email that has not begun to leave is then put back. */
  stopping?: AbortSignal;
};

/** How long the outcome of a delivery waits for a database that is away; `maxSeconds` of the job relies on it. */
const SAVE_MS = 120_000;

/** Saves what is known about an email. The database may be back in a moment, and nothing else knows it. */
const save = (work: () => Promise<void>) => patiently(work, SAVE_MS);

type Contents = Pick<Mail, 'subject' | 'text' | 'html'>;

/**
 * Delivers one email. It is never sent twice: `sending` is saved before the email is passed to the mail server, and code
 * that finds an email in that state leaves it there.
 * @param lastTry whether no further try will follow
 * @throws JobFailed when the email is waiting again
 */
export async function deliverMail(deps: Deps, mailId: number, lastTry = false): Promise<void> {
  const { db, clock } = deps;
  const claimedAt = clock.now();
  const mail = await claimOrPutBack(db, mailId, claimedAt);
  if (!mail) return explainUnclaimed(deps, mailId);

  const about = { mailId, kind: mail.kind };
  if (mail.toAddress === NOBODY) {
    await mailMessage({ ...mail, toAddress: deps.settings.from.address }, deps.settings);
    await save(() => closeMail(db, mailId, 'sending', { state: 'expired' }));
    log.info(about, 'an email without a recipient was discarded');
    return;
  }
  const result = await carry(deps, mail);
  switch (result.outcome) {
    case 'accepted': {
      const sentAt = clock.now();
      await save(() => closeMail(db, mailId, 'sending', { state: 'sent', sentAt }));
      log.info(about, 'an email was sent');
      return;
    }
    case 'rejected':
      await refuse(deps, mail, result.status);
      log.error({ ...about, reason: result.reason }, 'an email was rejected by the mail server');
      return;
    case 'void':
      await save(() => closeMail(db, mailId, 'sending', { state: 'expired' }));
      log.warn(about, 'an email was discarded: there is no longer a reason to send it');
      return;
    case 'unknown':
      log.error({ ...about, reason: result.reason }, UNCLEAR);
      return;
    case 'deferred':
      if (lastTry) {
        await refuse(deps, mail, EXPIRED_STATUS);
        log.error({ ...about, reason: result.reason }, 'an email could not be sent for days and was given up');
        return;
      }
      await save(() => putMailBack(db, mailId, claimedAt));
      throw new JobFailed(`the email was not accepted (${result.reason})`, { othersToo: result.serverAway });
  }
}

/** Claims the email. When it is not known whether that was saved, the email is put back: nothing of it was sent. */
async function claimOrPutBack(db: Queryable, mailId: number, claimedAt: Date): Promise<Mail | null> {
  try {
    return await claimMail(db, mailId, claimedAt);
  } catch (error) {
    if (databaseFault(error)?.kind === 'unavailable') await save(() => putMailBack(db, mailId, claimedAt));
    throw error;
  }
}

/** Records, before the email is closed, that its recipient did not get it. */
async function refuse({ db, clock }: Deps, { id, createdAt }: Mail, status: BounceStatus | undefined): Promise<void> {
  const at = clock.now();
  await save(async () => {
    if (status) await insertBounce(db, { id, createdAt }, { how: 'refused', status, at });
    await closeMail(db, id, 'sending', { state: 'refused' });
  });
}

const UNCLEAR =
  'an email may or may not have been sent: the connection was lost during delivery; it will not be sent again';

/** Explains an email that was already sent, has expired, or was left behind by a server that died while sending it. */
async function explainUnclaimed({ db }: Deps, mailId: number): Promise<void> {
  const mail = await findMail(db, mailId);
  const about = { mailId, kind: mail?.kind };
  if (mail?.state === 'waiting') {
    await closeMail(db, mailId, 'waiting', { state: 'expired' });
    log.warn(about, 'an email expired before it could be sent');
  } else if (mail?.state === 'sending') {
    log.error(about, UNCLEAR);
  }
}

/** The outcome of an email; `void`: there is no longer a reason to send it. */
type Carried = Delivery | { outcome: 'void' };

async function carry({ settings, attachments, current, stopping }: Deps, mail: Mail): Promise<Carried> {
  const attached = await fetchAttachments(mail, attachments);
  if ('outcome' in attached) return attached;
  const contents = await readCurrent(mail, current);
  if ('outcome' in contents) return contents;
  if (contents.text === '') return { outcome: 'rejected', reason: 'it has no text' };
  let message: Awaited<ReturnType<typeof mailMessage>>;
  try {
    message = await mailMessage({ ...mail, ...contents }, settings, attached.files);
  } catch (error) {
    return { outcome: 'rejected', reason: error instanceof Error ? error.name : 'no message' };
  }
  if (settings.smtpUrl) return deliver(settings.smtpUrl, message.envelope, message.bytes, stopping);
  try {
    await writeEml(settings.folder, emlName(mail), message.bytes);
    return { outcome: 'accepted' };
  } catch (error) {
    return { outcome: 'deferred', reason: (error as NodeJS.ErrnoException).code ?? 'not written' };
  }
}

/** Reads what the email says now. Nothing has been sent yet, so it can be tried again later. */
async function readCurrent(mail: Mail, current: Deps['current']): Promise<Contents | Carried> {
  try {
    return (current ? await current(mail) : mail) ?? { outcome: 'void' };
  } catch (error) {
    return { outcome: 'deferred', reason: error instanceof Error ? error.name : 'not read' };
  }
}

/**
 * Fetches the attachments. Nothing has been sent yet: a file that cannot be read now is requested again later, and no email
 * is sent without it.
 */
async function fetchAttachments(
  { id, certificateId }: Mail,
  attachments: Deps['attachments'],
): Promise<{ files: Attachment[] } | Carried> {
  if (certificateId === null) return { files: [] };
  try {
    if (!attachments) throw new Error('no way to get the certificates');
    const files = await attachments(id);
    return files.length > 0 ? { files } : { outcome: 'void' };
  } catch (error) {
    return { outcome: 'deferred', reason: error instanceof Error ? error.name : 'no attachment' };
  }
}
