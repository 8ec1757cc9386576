import { z } from 'zod';
import type { Transaction } from '@/db/client';
import { lockAttendees, markNotCompleted } from '@/db/queries/attendees';
import { insertCertificateEnding } from '@/db/queries/certificate-list';
import { record } from '@/lib/audit/record';
import { authoriseEventChange } from '@/lib/events/policy';
import { AppError } from '@/lib/platform/errors';
import { paragraphsOfText } from '@/lib/platform/text';
import type { Context } from '@/lib/platform/visit';
import { getCertificate } from './get-certificate';
import { NOT_HOLDING } from './rules';

/** Kept with the certificate; only the provider and staff read it. */
export const revokeSchema = z.object({ reason: paragraphsOfText({ label: 'A reason', max: 500 }) });

type Input = z.output<typeof revokeSchema> & { eventId: number; certificateId: number };

/**
 * Revokes a certificate for good: whoever checks it is told so. Its attendee counts as not having completed the event
 * from then on, so that the next round of issuing does not make a new one by itself (M13).
 * @throws AppError `not_found`, `forbidden`, or `conflict` when it does not hold any more
 */
export async function revokeCertificate(ctx: Context, { eventId, certificateId, reason }: Input): Promise<void> {
  const { actor } = ctx;
  await ctx.db.transaction(async (tx) => {
    const { attendee, serial } = await getCertificate({ actor, db: tx }, eventId, certificateId);
    authoriseEventChange(actor);
    await revokeInHand(tx, ctx, {
      eventId,
      attendeeId: attendee.id,
      certificate: { id: certificateId, serial },
      reason,
    });
  });
}

/** The same within a transaction in hand, whose caller has authorised it and found both in scope. */
export async function revokeInHand(
  tx: Transaction,
  ctx: Pick<Context, 'clock' | 'actor'>,
  {
    eventId,
    attendeeId,
    certificate,
    reason,
  }: { eventId: number; attendeeId: number; certificate: { id: number; serial: string }; reason: string },
): Promise<void> {
  const [attendee] = await lockAttendees(tx, [attendeeId]);
  if (attendee?.currentCertificateId !== certificate.id) throw new AppError('conflict', NOT_HOLDING);
  const at = ctx.clock.now();
  await insertCertificateEnding(tx, {
    certificateId: certificate.id,
    kind: 'revoked',
    reason,
    endedBy: ctx.actor.userId,
    endedAt: at,
  });
  await markNotCompleted(tx, attendeeId, at);
  await record(tx, ctx, {
    action: 'certificate.revoked',
    subject: `event:${eventId}`,
    details: { serial: certificate.serial, reason },
  });
}
