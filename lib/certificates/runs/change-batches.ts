import { lockAttendees } from '@/db/queries/attendees';
import { listCurrentForMailing } from '@/db/queries/certificate-list';
import { authorize } from '@/lib/access/authorize';
import { reissueCertificates } from '../change/reissue-certificates';
import { revokeLocked } from '../change/revoke-certificate';
import { mailCorrected, mailRevoked } from '../mail/mail-certificate';
import type { Batch, Done } from './batch';
import { separately } from './separately';
import { NO_CERTIFICATE_ANY_MORE } from './words';

/**
 * Makes each certificate again, with what the roster, the event and its signature say now. The email to its holder, if one
 * is wanted, is written in the same transaction.
 */
export const reissueBatch: Batch = separately(async (ctx, { eventId, attendeeIds, reason, mailHolders, markDone }) => {
  const { unchanged, problems } = await reissueCertificates(
    ctx,
    { eventId, attendeeIds, reason: reason ?? '' },
    async (tx, reissued) => {
      const ids = reissued.map(({ attendeeId }) => attendeeId);
      if (mailHolders) await mailCorrected(tx, ctx, { eventId, attendeeIds: ids });
      await markDone(
        tx,
        ids.map((attendeeId) => ({ attendeeId, problem: null })),
      );
    },
  );
  return [
    ...unchanged.map((attendeeId) => ({ attendeeId, problem: null })),
    ...problems.map(({ attendeeId, sentence }) => ({ attendeeId, problem: sentence })),
  ];
});

/**
 * Revokes each certificate, and marks its attendee as not having completed the event. The notice to its holder, if one is
 * wanted, is written in the same transaction.
 */
export const revokeBatch: Batch = async (ctx, { eventId, attendeeIds, reason, mailHolders, markDone }) => {
  authorize(ctx, 'certificate.revoke');
  await ctx.db.transaction(async (tx) => {
    await lockAttendees(tx, attendeeIds);
    const current = await listCurrentForMailing(tx, eventId, attendeeIds);
    const done: Done[] = [];
    for (const attendeeId of [...attendeeIds].sort((a, b) => a - b)) {
      const has = current.find((each) => each.attendeeId === attendeeId);
      if (has) {
        const certificate = { id: has.certificateId, serial: has.serial };
        await revokeLocked(tx, ctx, { eventId, attendeeId, certificate, reason: reason ?? '' });
      }
      done.push({ attendeeId, problem: has ? null : NO_CERTIFICATE_ANY_MORE });
    }
    if (mailHolders) await mailRevoked(tx, ctx, current);
    await markDone(tx, done);
  });
  return [];
};
