import { z } from 'zod';
import type { Transaction } from '@/db/client';
import { lockAttendees, markNotCompleted } from '@/db/queries/attendees';
import { insertCertificateEnding } from '@/db/queries/certificate-list';
import { type LearningSystem, type Person, userIdOf } from '@/lib/access/actor';
import { authorize } from '@/lib/access/authorize';
import { type Recorder, record } from '@/lib/audit/record';
import { AppError } from '@/lib/platform/errors';
import { paragraphsOfText } from '@/lib/platform/text';
import type { Context } from '@/lib/platform/visit';
import { getCertificate } from './get-certificate';
import { NOT_VALID } from './rules';

/** Saved with the certificate; only the provider and staff can read it. */
export const revokeSchema = z.object({ reason: paragraphsOfText({ label: 'A reason', max: 500 }) });

type Input = z.output<typeof revokeSchema> & { eventId: number; certificateId: number };

/**
 * Revokes a certificate permanently; people who check it can see that. Its attendee then counts as not having completed
 * the event, so that the next round of issuing does not automatically make a new one (M13).
 * @throws AppError `not_found`, `forbidden`, or `conflict` when it is no longer valid
 */
export async function revokeCertificate(
  ctx: Context<Person | LearningSystem>,
  { eventId, certificateId, reason }: Input,
): Promise<void> {
  const { actor } = ctx;
  authorize(ctx, 'certificate.revoke');
  await ctx.db.transaction(async (tx) => {
    const { attendee, serial } = await getCertificate({ actor, db: tx }, eventId, certificateId, 'certificate.revoke');
    await revokeLocked(tx, ctx, {
      eventId,
      attendeeId: attendee.id,
      certificate: { id: certificateId, serial },
      reason,
    });
  });
}

/** Does the same in the caller's transaction; the caller has authorized it and found both in scope. */
export async function revokeLocked(
  tx: Transaction,
  ctx: Recorder,
  {
    eventId,
    attendeeId,
    certificate,
    reason,
  }: { eventId: number; attendeeId: number; certificate: { id: number; serial: string }; reason: string },
): Promise<void> {
  const [attendee] = await lockAttendees(tx, [attendeeId]);
  if (attendee?.currentCertificateId !== certificate.id) throw new AppError('conflict', NOT_VALID);
  const at = ctx.clock.now();
  await insertCertificateEnding(tx, {
    certificateId: certificate.id,
    kind: 'revoked',
    reason,
    endedBy: userIdOf(ctx.actor),
    endedAt: at,
  });
  await markNotCompleted(tx, attendeeId, at);
  await record(tx, ctx, {
    action: 'certificate.revoked',
    subject: `event:${eventId}`,
    details: { serial: certificate.serial, reason },
  });
}
