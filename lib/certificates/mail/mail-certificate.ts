import { z } from 'zod';
import type { Transaction } from '@/db/client';
import { lockAttendees } from '@/db/queries/attendees';
import { insertCertificateMail, listCurrentForMailing } from '@/db/queries/certificate-list';
import { record } from '@/lib/audit/record';
import { authoriseEventChange } from '@/lib/events/policy';
import { formatMoment } from '@/lib/platform/days';
import { AppError } from '@/lib/platform/errors';
import { writeLetter } from '@/lib/platform/mail/send-letter';
import type { Context } from '@/lib/platform/visit';
import { recordId } from '@/lib/users/record-id';
import { getCertificate } from '../change/get-certificate';
import type { NamedFacts } from '../facts';
import { certificateLetter } from './letter';

export const mailSchema = z.object({
  /** The letter that the person saw was sent last, and wants to send again after; absent: none was. */
  after: recordId.optional(),
});

type Input = z.output<typeof mailSchema> & { eventId: number; certificateId: number };

/**
 * Mails a certificate to its attendee: once, and again only when that is asked for with the last letter in sight. A
 * form sent twice sends one letter.
 * @throws AppError `not_found`, `forbidden`, `invalid` without an address, or `conflict`
 */
export async function mailCertificate(ctx: Context, { eventId, certificateId, after }: Input): Promise<void> {
  const { actor } = ctx;
  await ctx.db.transaction(async (tx) => {
    const certificate = await getCertificate({ actor, db: tx }, eventId, certificateId);
    authoriseEventChange(actor);
    const [person] = await holdForMailing(tx, eventId, [certificate.attendee.id]);
    if (person?.certificateId !== certificateId) {
      throw new AppError('conflict', 'This certificate does not hold any more, so it is not mailed.');
    }
    if (!person.email)
      throw new AppError('invalid', 'The attendee has no e-mail address. Add one on the roster first.');
    const { mailed } = person;
    if (mailed && mailed.mailId !== after) {
      // The same form a second time: the letter that it asked for is the last one.
      if (after && mailed.mailId > after) return;
      throw new AppError(
        'conflict',
        `This certificate was mailed on ${formatMoment(mailed.createdAt)}. Open the page again and press “Send again” if it has to go once more.`,
      );
    }
    const mailId = await mailTo(tx, ctx, { ...person, email: person.email });
    await record(tx, ctx, {
      action: 'certificate.mailed',
      subject: `event:${eventId}`,
      details: { serial: person.serial, mail: mailId, again: mailed !== null },
    });
  });
}

type Mailable = {
  attendeeId: number;
  certificateId: number;
  serial: string;
  facts: NamedFacts;
  email: string | null;
  /** The last letter with this certificate. */
  mailed: { mailId: number; createdAt: Date } | null;
};

/** Holds these attendees until the transaction ends; of those who have a certificate now, what mailing it needs. */
export async function holdForMailing(
  tx: Transaction,
  eventId: number,
  attendeeIds: readonly number[],
): Promise<Mailable[]> {
  await lockAttendees(tx, attendeeIds);
  const rows = await listCurrentForMailing(tx, eventId, attendeeIds);
  return rows.map((row) => ({ ...row, facts: row.facts as NamedFacts }));
}

/** Writes the letter, and that it was written, with the transaction in hand. Returns the letter's number. */
export async function mailTo(
  tx: Transaction,
  ctx: Pick<Context, 'clock' | 'actor'>,
  { certificateId, facts, email }: Mailable & { email: string },
  { bulk = false } = {},
): Promise<number> {
  const mailId = await writeLetter(tx, ctx, { ...certificateLetter(facts), to: email, certificateId, bulk });
  await insertCertificateMail(tx, {
    mailId,
    certificateId,
    sentBy: ctx.actor.userId,
    createdAt: ctx.clock.now(),
  });
  return mailId;
}
