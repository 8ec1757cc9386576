import { z } from 'zod';
import { listCurrentForMailing } from '@/db/queries/certificate-list';
import { lockAttendeeOfClaim, lockOwnClaim, updateClaim } from '@/db/queries/claims';
import type { Attendee } from '@/lib/access/actor';
import { attendeeEmail } from '@/lib/attendees/attendee-input';
import { record } from '@/lib/audit/record';
import { AppError } from '@/lib/platform/errors';
import { networkOf } from '@/lib/platform/network';
import type { Visit } from '@/lib/platform/visit';
import { linkNotOpen } from '@/lib/share-links/not-found';
import { hashLinkToken } from '@/lib/share-links/token';
import { limitTries, takeTry } from '@/lib/users/rate-limit';
import { recordId } from '@/lib/users/record-id';
import { holderHash } from './holder';
import { limitMailbox } from './limit-mailbox';
import { mailClaimed } from './mail-claimed';

export const mailOwnSchema = z.object({
  claimId: recordId,
  email: attendeeEmail.pipe(z.string({ error: 'Enter the email address to send the certificate to.' })),
  /** The latest email that the person saw; blank when there was none. */
  after: z.union([z.literal('').transform(() => null), recordId]).default(null),
});

type Input = z.output<typeof mailOwnSchema> & { token: string; holder: string | null };

/** Emails per 15 minutes, limited because each one goes to an address that anybody could type. */
const MAX_EMAILS_PER_CLAIM = 6;
const MAX_EMAILS_PER_ADDRESS = 600;

/**
 * Emails a certificate to the person who claimed it: once, and again only when they saw the latest email and ask for
 * it. A form sent twice sends one email.
 * @throws AppError `not_found` for another browser; `invalid` when the claim has no certificate now; `too_many`
 */
export async function mailOwnCertificate(visit: Visit, { token, holder, claimId, email, after }: Input) {
  await limitMailbox(visit, email);
  // The key includes the holder, so that nobody can use up the emails of a claim by guessing its number.
  const holderOf = holderHash(holder ?? '');
  const key = `mail-claim:${claimId}:holder:${holderOf}`;
  const first = await takeTry(visit, key, 1);
  if (!first.isFree) {
    // The first email of a claim is not limited by what others in the room ask for.
    await limitTries(visit, `${key}:again`, MAX_EMAILS_PER_CLAIM - 1);
    await limitTries(visit, `mail-claim:address:${networkOf(visit.address)}`, MAX_EMAILS_PER_ADDRESS);
  }
  await visit.db.transaction(async (tx) => {
    await lockAttendeeOfClaim(tx, claimId);
    const claim = await lockOwnClaim(tx, claimId, hashLinkToken(token), holderOf);
    if (!claim || claim.attendeeId === null) throw linkNotOpen();
    const { attendeeId, linkId } = claim;
    const actor: Attendee = { kind: 'attendee', through: { kind: 'share_link', linkId }, attendeeId };
    const ctx = { ...visit, actor };
    const [certificate] = await listCurrentForMailing(tx, claim.eventId, [attendeeId]);
    if (claim.state !== 'issued' || !certificate) {
      throw new AppError('invalid', 'This claim has no certificate now, so nothing was sent. Ask the provider.');
    }
    if ((certificate.mailed?.mailId ?? null) !== after) return;
    if (claim.email !== email) await updateClaim(tx, claimId, { email });
    await mailClaimed(tx, ctx, { ...certificate, email });
    await record(tx, ctx, {
      action: 'certificate.mailed',
      subject: `event:${claim.eventId}`,
      details: { serial: certificate.serial, by: 'attendee', again: certificate.mailed !== null },
    });
  });
}
