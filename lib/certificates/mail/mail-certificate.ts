import { z } from 'zod';
import type { Transaction } from '@/db/client';
import { lockAttendees } from '@/db/queries/attendees';
import { insertCertificateMail, listCurrentForMailing } from '@/db/queries/certificate-list';
import { lockEvent } from '@/db/queries/events';
import { type Actor, userIdOf } from '@/lib/access/actor';
import { authorize } from '@/lib/access/authorize';
import { record } from '@/lib/audit/record';
import { refuseCanceled } from '@/lib/events/refuse-canceled';
import { sumOfUnits } from '@/lib/events/slots';
import { formatMoment } from '@/lib/platform/days';
import { AppError } from '@/lib/platform/errors';
import { isMailAddress } from '@/lib/platform/mail/mail-settings';
import { writeEmail } from '@/lib/platform/mail/send-email';
import type { Context, Visit } from '@/lib/platform/visit';
import type { NamedFacts } from '@/lib/printing/facts';
import { recordId } from '@/lib/users/record-id';
import { getCertificate } from '../change/get-certificate';
import { refuseUnsigned, unsigned } from '../unsigned';
import {
  certificateEmail,
  conferenceEmail,
  correctedCertificateEmail,
  revokedCertificateEmail,
} from './certificate-email';

export const mailSchema = z.object({
  /** The latest email that the person saw before choosing to send it again; absent when there was none. */
  after: recordId.optional(),
  unsigned,
});

type Input = Omit<z.output<typeof mailSchema>, 'unsigned'> & {
  eventId: number;
  certificateId: number;
  /** It may go out without a signature, as somebody chose. */
  unsigned?: boolean;
};

/**
 * Emails a certificate to its attendee once, and again only when the person saw the latest email and asks for it. A
 * form sent twice sends one email.
 * @throws AppError `not_found`, `forbidden`, `invalid` without an address, or `conflict`
 */
export async function mailCertificate(ctx: Context, input: Input): Promise<void> {
  const { eventId, certificateId, after } = input;
  const { actor } = ctx;
  await ctx.db.transaction(async (tx) => {
    const certificate = await getCertificate({ actor, db: tx }, eventId, certificateId);
    authorize(ctx, 'certificate.mail');
    const [person] = await lockForMailing(tx, eventId, [certificate.attendee.id]);
    if (person?.certificateId !== certificateId) {
      throw new AppError('conflict', 'This certificate is no longer valid, so it was not emailed.');
    }
    if (!person.email) throw new AppError('invalid', 'The attendee has no email address. Add one on the roster first.');
    if (!input.unsigned) await refuseUnsigned(tx, eventId, [person.attendeeId]);
    const { mailed } = person;
    if (mailed && mailed.mailId !== after) {
      // The same form a second time: the email that it asked for is the latest one.
      if (after && mailed.mailId > after) return;
      throw new AppError(
        'conflict',
        `This certificate was emailed on ${formatMoment(mailed.createdAt)}. To send it again, open the page again and choose “Send again”.`,
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

/** A valid certificate with what is needed to email it. */
export type Mailable = {
  attendeeId: number;
  certificateId: number;
  serial: string;
  facts: NamedFacts;
  email: string | null;
  /** The latest email with this certificate. */
  mailed: { mailId: number; createdAt: Date } | null;
};

/**
 * Locks these attendees, others who are emailed with them, and the event until the transaction ends, and returns what is needed to email those with a valid
 * certificate.
 * @throws AppError `invalid` for a canceled event
 */
export async function lockForMailing(
  tx: Transaction,
  eventId: number,
  attendeeIds: readonly number[],
  others: readonly number[] = [],
): Promise<Mailable[]> {
  await lockAttendees(tx, [...attendeeIds, ...others]);
  const event = await lockEvent(tx, eventId, 'every-provider');
  if (event) refuseCanceled(event);
  const rows = await listCurrentForMailing(tx, eventId, attendeeIds);
  return rows.map((row) => ({ ...row, facts: row.facts as NamedFacts }));
}

/** Writes the email and its entry for the certificate in the caller's transaction. Returns the email's number. */
export async function mailTo(
  tx: Transaction,
  ctx: Pick<Visit, 'clock'> & { actor: Actor },
  { certificateId, facts, email }: Mailable & { email: string },
  { bulk = false, corrected = false } = {},
): Promise<number> {
  const words = corrected ? correctedCertificateEmail(facts) : certificateEmail(facts);
  const mailId = await writeEmail(tx, ctx, { ...words, to: email, certificateId, bulk });
  await insertCertificateMail(tx, {
    mailId,
    certificateId,
    sentBy: userIdOf(ctx.actor),
    createdAt: ctx.clock.now(),
  });
  return mailId;
}

/**
 * Writes one email that brings a person their certificates of several sessions of a conference, and its entry for each, in
 * the caller's transaction. Returns the email's number.
 */
export async function mailSeveral(
  tx: Transaction,
  visit: Pick<Visit, 'clock'>,
  sending: {
    conference: string;
    to: string;
    certificates: readonly { certificateId: number; facts: NamedFacts }[];
    /** The user who sends it; null for the attendee. */
    sentBy: number | null;
    bulk?: boolean;
  },
): Promise<number> {
  const { conference, to, certificates, sentBy, bulk = false } = sending;
  const facts = certificates.map((each) => each.facts);
  const words = conferenceEmail(conference, facts, sumOfUnits(facts.map(({ units }) => units)));
  const mailId = await writeEmail(tx, visit, { ...words, to, certificateId: certificates[0]!.certificateId, bulk });
  for (const { certificateId } of certificates) {
    await insertCertificateMail(tx, { mailId, certificateId, sentBy, createdAt: visit.clock.now() });
  }
  return mailId;
}

/** The most certificates in one email, at about 60 KB each (choice). */
export const MAX_ATTACHED = 40;

/**
 * Emails their new certificate to the holders of certificates that the caller's transaction has just replaced. People
 * without an email address on the roster get none.
 */
export async function mailCorrected(
  tx: Transaction,
  ctx: Pick<Visit, 'clock'> & { actor: Actor },
  { eventId, attendeeIds }: { eventId: number; attendeeIds: readonly number[] },
): Promise<void> {
  for (const row of await listCurrentForMailing(tx, eventId, attendeeIds)) {
    const { email } = row;
    if (!email || !isMailAddress(email)) continue;
    await mailTo(tx, ctx, { ...row, email, facts: row.facts as NamedFacts }, { bulk: true, corrected: true });
  }
}

/**
 * Notifies the holders of certificates of a canceled event that the caller's transaction has just revoked them. People
 * without an email address on the roster get no email.
 */
export async function mailRevoked(
  tx: Transaction,
  ctx: Pick<Visit, 'clock'>,
  revoked: readonly { email: string | null; facts: unknown }[],
): Promise<void> {
  for (const { email, facts } of revoked) {
    if (!email || !isMailAddress(email)) continue;
    await writeEmail(tx, ctx, { ...revokedCertificateEmail(facts as NamedFacts), to: email, bulk: true });
  }
}
