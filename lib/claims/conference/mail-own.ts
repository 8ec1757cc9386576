import { z } from 'zod';
import { lockAttendees } from '@/db/queries/attendees';
import { updateClaim } from '@/db/queries/claims';
import type { Attendee } from '@/lib/access/actor';
import { attendeeEmail } from '@/lib/attendees/attendee-input';
import { record } from '@/lib/audit/record';
import { MAX_ATTACHED, mailSeveral } from '@/lib/certificates/mail/mail-certificate';
import { AppError } from '@/lib/platform/errors';
import { networkOf } from '@/lib/platform/network';
import type { Visit } from '@/lib/platform/visit';
import type { NamedFacts } from '@/lib/printing/facts';
import { linkNotOpen } from '@/lib/share-links/not-found';
import { hashLinkToken } from '@/lib/share-links/token';
import { limitTries, takeTry } from '@/lib/users/rate-limit';
import { recordId } from '@/lib/users/record-id';
import { holderHash } from '../holder';
import { limitMailbox } from '../limit-mailbox';
import { latestOfSession, ownRows } from './own';

export const mailConferenceSchema = z.object({
  /** One of the person's claims, which says whose certificates are meant. */
  claimId: recordId,
  email: attendeeEmail.pipe(z.string({ error: 'Enter the email address to send the certificates to.' })),
  /** The latest email that the person saw; blank when there was none. */
  after: z.union([z.literal('').transform(() => null), recordId]).default(null),
});

type Input = z.output<typeof mailConferenceSchema> & { token: string; holder: string | null };

/** Emails per 15 minutes, limited because each one goes to an address that anybody could type. */
const MAX_EMAILS_PER_PERSON = 6;
const MAX_EMAILS_PER_ADDRESS = 2_000;

/**
 * Emails all certificates of one person that this browser claimed at a conference, in one email: once, and again only when
 * they saw the latest email and ask for it.
 * @throws AppError `not_found` for another browser; `invalid` when none is valid, or they are too many; `too_many`
 */
export async function mailOwnConference(visit: Visit, { token, holder, claimId, email, after }: Input): Promise<void> {
  await limitMailbox(visit, email);
  // The key includes the holder, so that nobody can use up the emails of a person by guessing a claim's number.
  const key = `mail-conference:${hashLinkToken(token)}:holder:${holderHash(holder ?? '')}`;
  if (!(await takeTry(visit, key, 1)).isFree) {
    await limitTries(visit, `${key}:again`, MAX_EMAILS_PER_PERSON - 1);
    await limitTries(visit, `mail-conference:address:${networkOf(visit.address)}`, MAX_EMAILS_PER_ADDRESS);
  }
  await visit.db.transaction(async (tx) => {
    const seen = await ownRows(tx, token, holder);
    const whose = seen.find(({ id }) => id === claimId);
    if (!whose) throw linkNotOpen();
    await lockAttendees(
      tx,
      seen.flatMap(({ attendeeId }) => (attendeeId === null ? [] : [attendeeId])),
    );
    const own = latestOfSession((await ownRows(tx, token, holder)).filter(({ name }) => name === whose.name));
    const certificates = own.flatMap(({ certificateId, ...row }) => (certificateId ? [{ ...row, certificateId }] : []));
    if (certificates.length === 0) {
      throw new AppError('invalid', 'There is no valid certificate to send. Ask the provider.');
    }
    if (certificates.length > MAX_ATTACHED) {
      throw new AppError('invalid', `An email can carry at most ${MAX_ATTACHED} certificates. Download them instead.`);
    }
    const latest = Math.max(0, ...certificates.map(({ mailId }) => mailId ?? 0)) || null;
    if (latest !== after) return;
    const mailId = await mailSeveral(tx, visit, {
      conference: whose.conference.name,
      to: email,
      certificates: certificates.map(({ certificateId, facts }) => ({ certificateId, facts: facts as NamedFacts })),
      sentBy: null,
    });
    for (const { serial, session, attendeeId, id, email: before } of certificates) {
      if (before !== email) await updateClaim(tx, id, { email });
      const actor: Attendee = {
        kind: 'attendee',
        through: { kind: 'conference_link', linkId: whose.linkId },
        attendeeId,
      };
      await record(
        tx,
        { ...visit, actor },
        {
          action: 'certificate.mailed',
          subject: `event:${session.id}`,
          details: { serial: serial!, mail: mailId, by: 'attendee', again: after !== null },
        },
      );
    }
  });
}
