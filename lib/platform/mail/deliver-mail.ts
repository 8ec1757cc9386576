import type { Queryable } from '@/db/client';
import { claimMail, closeMail, findMail, type Mail, NOBODY, putMailBack } from '@/db/queries/mails';
import type { Clock } from '../clock';
import { JobFailed } from '../jobs/job-failed';
import { log } from '../log';
import { type HandedOver, handOver } from './hand-over';
import { emlName, writeEml } from './mail-folder';
import type { MailSettings } from './mail-settings';
import { type Attachment, mailMessage } from './message';

type Room = {
  db: Queryable;
  clock: Clock;
  settings: MailSettings;
  /** The file that goes with a letter about a named certificate; null when it does not hold any more. */
  attachment?: (certificateId: number) => Promise<Attachment | null>;
};

/**
 * Carries one letter. It is never sent twice: `sending` is saved before the letter is handed over, and whoever finds a
 * letter in that state leaves it there.
 * @param lastTry whether no further try will follow
 * @throws JobFailed when the letter waits again
 */
export async function deliverMail(room: Room, mailId: number, lastTry = false): Promise<void> {
  const { db, clock } = room;
  const mail = await claimMail(db, mailId, clock.now());
  if (!mail) return explainUnclaimed(room, mailId);

  const about = { mailId, kind: mail.kind };
  if (mail.toAddress === NOBODY) {
    await mailMessage({ ...mail, toAddress: room.settings.from.address }, room.settings);
    await closeMail(db, mailId, 'sending', { state: 'expired' });
    log.info(about, 'a letter to nobody was put away');
    return;
  }
  const result = await carry(room, mail);
  switch (result.outcome) {
    case 'taken':
      await closeMail(db, mailId, 'sending', { state: 'sent', sentAt: clock.now() });
      log.info(about, 'a letter was sent');
      return;
    case 'never':
      await closeMail(db, mailId, 'sending', { state: 'refused' });
      log.error({ ...about, reason: result.reason }, 'a letter was refused by the mail server and is given up');
      return;
    case 'void':
      await closeMail(db, mailId, 'sending', { state: 'expired' });
      log.warn(about, 'a letter was put away: its certificate does not hold any more');
      return;
    case 'unclear':
      log.error({ ...about, reason: result.reason }, UNCLEAR);
      return;
    case 'later':
      if (lastTry) {
        await closeMail(db, mailId, 'sending', { state: 'refused' });
        log.error({ ...about, reason: result.reason }, 'a letter could not be sent for days and is given up');
        return;
      }
      await putMailBack(db, mailId);
      throw new JobFailed(`the letter was not taken (${result.reason})`);
  }
}

const UNCLEAR = 'nobody knows whether a letter went out: it was cut off while it was handed over; it is not sent again';

/** Sent already, or expired, or left behind by a server that died while it handed the letter over. */
async function explainUnclaimed({ db }: Room, mailId: number): Promise<void> {
  const mail = await findMail(db, mailId);
  const about = { mailId, kind: mail?.kind };
  if (mail?.state === 'waiting') {
    await closeMail(db, mailId, 'waiting', { state: 'expired' });
    log.warn(about, 'a letter expired before it could be sent');
  } else if (mail?.state === 'sending') {
    log.error(about, UNCLEAR);
  }
}

/** What became of a letter; `void`: there is no reason any more to send it. */
type Carried = HandedOver | { outcome: 'void' };

async function carry({ settings, attachment }: Room, mail: Mail): Promise<Carried> {
  const attached = await fetchAttachment(mail, attachment);
  if ('outcome' in attached) return attached;
  let message: Awaited<ReturnType<typeof mailMessage>>;
  try {
    message = await mailMessage(mail, settings, attached.file);
  } catch (error) {
    return { outcome: 'never', reason: error instanceof Error ? error.name : 'no message' };
  }
  if (settings.smtpUrl) return handOver(settings.smtpUrl, message.envelope, message.bytes);
  try {
    await writeEml(settings.folder, emlName(mail), message.bytes);
    return { outcome: 'taken' };
  } catch (error) {
    return { outcome: 'later', reason: (error as NodeJS.ErrnoException).code ?? 'not written' };
  }
}

/** Nothing has left yet: a file that cannot be read now is asked for again later, and no letter goes without it. */
async function fetchAttachment(
  { certificateId }: Mail,
  attachment: Room['attachment'],
): Promise<{ file: Attachment | null } | Carried> {
  if (certificateId === null) return { file: null };
  try {
    if (!attachment) throw new Error('nobody knows how to fetch the certificate');
    const file = await attachment(certificateId);
    return file ? { file } : { outcome: 'void' };
  } catch (error) {
    return { outcome: 'later', reason: error instanceof Error ? error.name : 'no attachment' };
  }
}
