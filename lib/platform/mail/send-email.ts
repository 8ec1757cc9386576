import type { Queryable } from '@/db/client';
import { insertMail, NOBODY } from '@/db/queries/mails';
import { supportAddress } from '../env';
import { addJob, DELIVER_BULK_MAIL, DELIVER_MAIL } from '../job-kinds';
import { tidyLine } from '../text';
import type { Visit } from '../visit';
import type { Email } from './email';
import { emailHtml } from './email-html';
import { emailText } from './email-text';
import { checkedMailAddress } from './mail-settings';

/**
 * Sends an email with the current transaction: it goes out when that commits, and never when it rolls back.
 * @param tx the transaction that causes the email
 */
export async function sendEmail(tx: Queryable, visit: Pick<Visit, 'clock'>, email: Email): Promise<void> {
  await writeEmail(tx, visit, email);
}

/** Does the same as `sendEmail`, for callers that follow the email's progress. Returns its id. */
export async function writeEmail(tx: Queryable, visit: Pick<Visit, 'clock'>, email: Email): Promise<number> {
  const now = visit.clock.now();
  const mailId = await insertMail(tx, {
    kind: email.kind,
    toAddress: email.to === null ? NOBODY : checkedMailAddress(email.to),
    ...contentsOf(email),
    createdAt: now,
    expiresAt: email.expiresAt ?? null,
    certificateId: email.certificateId ?? null,
    messageKey: email.messageKey ?? null,
    unsubscribeUrl: email.unsubscribe?.href ?? null,
  });
  const { delaySeconds } = email;
  await addJob(
    tx,
    email.bulk ? DELIVER_BULK_MAIL : DELIVER_MAIL,
    { mailId },
    {
      at: delaySeconds === undefined ? undefined : new Date(now.getTime() + delaySeconds * 1_000),
      // A room full of people may ask for their certificates at once, and a code must not wait for them.
      priority: email.certificateId === undefined ? 0 : 1,
    },
  );
  return mailId;
}

/** Returns what an email says, in its final form. */
export function contentsOf(email: Email): { subject: string; text: string; html: string } {
  // The subject must be one line, because a second line would be a separate header.
  const tidied = { ...email, subject: tidyLine(email.subject.replaceAll(/\p{Cc}/gu, ' ')) };
  const support = supportAddress();
  return { subject: tidied.subject, text: emailText(tidied, support), html: emailHtml(tidied, support) };
}
