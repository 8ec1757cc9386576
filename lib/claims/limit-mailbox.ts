import { networkOf } from '@/lib/platform/network';
import type { Visit } from '@/lib/platform/visit';
import { limitTries } from '@/lib/users/rate-limit';
import { hashToken } from '@/lib/users/token';

/** Emails per 15 minutes to one address from one network (choice): enough for a school's own mailbox. */
const MAX_EMAILS_PER_MAILBOX = 30;

/**
 * Limits the emails that attendees have sent to an address, which can be another person's. It counts for each network, so
 * that a stranger elsewhere never uses up what the mailbox's owner may ask for.
 * @throws AppError `too_many`
 */
export async function limitMailbox(visit: Visit, email: string): Promise<void> {
  const key = `mail-claim:mailbox:${hashToken(email.toLowerCase())}:address:${networkOf(visit.address)}`;
  await limitTries(visit, key, MAX_EMAILS_PER_MAILBOX);
}
