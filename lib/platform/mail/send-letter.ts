import type { Queryable } from '@/db/client';
import { addJob } from '@/db/queries/jobs';
import { insertMail, NOBODY } from '@/db/queries/mails';
import { supportAddress } from '../env';
import { DELIVER_MAIL } from '../jobs/job-names';
import { tidyLine } from '../text';
import type { Visit } from '../visit';
import type { Letter } from './letter';
import { letterHtml } from './letter-html';
import { letterText } from './letter-text';
import { checkedMailAddress } from './mail-settings';

/** With graphile-worker's growing pauses (seconds at first, six hours in the end) this is about three days. */
const TRIES = 20;
/** A code that somebody waits for must not stand in line behind two thousand certificates. */
const BULK_PRIORITY = 10;

/**
 * Sends a letter with the transaction in hand: it goes out when that commits, and never when it rolls back.
 * @param tx the transaction that causes the letter
 */
export async function sendLetter(tx: Queryable, visit: Pick<Visit, 'clock'>, letter: Letter): Promise<void> {
  await writeLetter(tx, visit, letter);
}

/** Like `sendLetter`, for who wants to know how the letter fares. Returns its number. */
export async function writeLetter(tx: Queryable, visit: Pick<Visit, 'clock'>, letter: Letter): Promise<number> {
  // A subject of one line: a second one would be a header of its own.
  const tidied = { ...letter, subject: tidyLine(letter.subject.replaceAll(/\p{Cc}/gu, ' ')) };
  const support = supportAddress();
  const mailId = await insertMail(tx, {
    kind: letter.kind,
    toAddress: letter.to === null ? NOBODY : checkedMailAddress(letter.to),
    subject: tidied.subject,
    text: letterText(tidied, support),
    html: letterHtml(tidied, support),
    createdAt: visit.clock.now(),
    expiresAt: letter.expiresAt ?? null,
    certificateId: letter.certificateId ?? null,
  });
  await addJob(
    tx,
    DELIVER_MAIL,
    { mailId },
    { maxAttempts: TRIES, priority: letter.bulk ? BULK_PRIORITY : 0, delaySeconds: letter.delaySeconds },
  );
  return mailId;
}
