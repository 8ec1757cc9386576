import type { Transaction } from '@/db/client';
import { insertCertificateEndings } from '@/db/queries/certificate-list';
import { userIdOf } from '@/lib/access/actor';
import { type Recorder, record } from '@/lib/audit/record';
import type { Day } from '@/lib/platform/clock';
import type { Made } from '../issue/make-certificates';
import { type StoredCertificate, storeCertificates } from '../issue/store-certificates';

/** A valid certificate, and whose it is. */
export type Replaced = { certificateId: number; serial: string; attendeeId: number };

/**
 * Issues certificates that were made in the place of these, in the same order: the old ones are superseded, which people
 * who check them can see. A step of `prepareAndStore`, which has locked the attendees with these certificates.
 * @param why the reason, which only the provider and staff can read, and when the attendee completed the event, if a
 * learning system says so
 */
export async function supersede(
  tx: Transaction,
  ctx: Recorder,
  old: readonly Replaced[],
  made: Made,
  why: { reason: string; completedOn?: Day | undefined },
): Promise<StoredCertificate[]> {
  const { reason, completedOn } = why;
  const successors = made.certificates.map(({ facts }) => facts.serial);
  const at = ctx.clock.now();
  // The endings come first, because an attendee has at most one certificate. A check at the end makes sure that the
  // successors exist.
  await insertCertificateEndings(
    tx,
    old.map(({ certificateId }, index) => ({
      certificateId,
      kind: 'superseded' as const,
      reason,
      supersededBy: successors[index]!,
      endedBy: userIdOf(ctx.actor),
      endedAt: at,
    })),
  );
  const stored = await storeCertificates(tx, ctx, made, {
    attendeeIds: old.map(({ attendeeId }) => attendeeId),
    origin: 'issued',
  });
  for (const [index, { serial }] of old.entries()) {
    await record(tx, ctx, {
      action: 'certificate.corrected',
      subject: `event:${made.shared.eventNumber}`,
      details: { before: serial, after: successors[index]!, reason, ...(completedOn && { completedOn }) },
    });
  }
  return stored;
}
