import { z } from 'zod';
import { lockAttendees } from '@/db/queries/attendees';
import { listCurrentForMailing } from '@/db/queries/certificate-list';
import { lockHeldClaim, updateClaim } from '@/db/queries/claims';
import { attendeeEmail } from '@/lib/attendees/attendee-input';
import { record } from '@/lib/audit/record';
import { AppError } from '@/lib/platform/errors';
import { networkOf } from '@/lib/platform/network';
import type { Visit } from '@/lib/platform/visit';
import { limitTries } from '@/lib/users/rate-limit';
import { recordId } from '@/lib/users/record-id';
import { linkNotOpen } from '../share-links/not-found';
import { hashLinkToken } from '../share-links/token';
import { holderHash } from './holder';
import { mailClaimed } from './mail-claimed';

export const mailHeldSchema = z.object({
  claimId: recordId,
  email: attendeeEmail.pipe(z.string({ error: 'Enter the e-mail address to send the certificate to.' })),
  /** The letter that the person saw was sent last; blank: none was. */
  after: z.union([z.literal('').transform(() => null), recordId]).default(null),
});

type Input = z.output<typeof mailHeldSchema> & { token: string; holder: string | null };

/** In a quarter of an hour: each letter goes to an address that anybody could type. */
const LETTERS_PER_CLAIM = 6;
const LETTERS_PER_ADDRESS = 600;

/**
 * E-mails a certificate to who claimed it: once, and again only when that is asked for with the last letter in sight.
 * A form sent twice sends one letter.
 * @throws AppError `not_found` for who does not hold it; `invalid` when it does not hold any more; `too_many`
 */
export async function mailHeldCertificate(visit: Visit, { token, holder, claimId, email, after }: Input) {
  await limitTries(visit, `mail-claim:address:${networkOf(visit.address)}`, LETTERS_PER_ADDRESS);
  // With the holder, or anybody could use up the letters of a claim whose number they guess.
  const holderOf = holderHash(holder ?? '');
  await limitTries(visit, `mail-claim:${claimId}:holder:${holderOf}`, LETTERS_PER_CLAIM);
  await visit.db.transaction(async (tx) => {
    const claim = await lockHeldClaim(tx, claimId, hashLinkToken(token), holderOf);
    if (!claim || claim.attendeeId === null) throw linkNotOpen();
    await lockAttendees(tx, [claim.attendeeId]);
    const [certificate] = await listCurrentForMailing(tx, claim.eventId, [claim.attendeeId]);
    if (claim.state !== 'issued' || !certificate) {
      throw new AppError('invalid', 'This certificate does not hold any more, so it is not sent. Ask the provider.');
    }
    if ((certificate.mailed?.mailId ?? null) !== after) return;
    if (claim.email !== email) await updateClaim(tx, claimId, { email });
    await mailClaimed(tx, visit, { ...certificate, email });
    await record(tx, visit, {
      action: 'certificate.mailed',
      subject: `event:${claim.eventId}`,
      details: { serial: certificate.serial, by: 'attendee', again: certificate.mailed !== null },
    });
  });
}
