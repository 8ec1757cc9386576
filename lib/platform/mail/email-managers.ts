import type { Queryable } from '@/db/client';
import { listManagersToNotify } from '@/db/queries/memberships';
import type { Visit } from '../visit';
import type { Email } from './email';
import { isMailAddress } from './mail-settings';
import { sendEmail } from './send-email';

/** More managers than any provider has. */
const MAX_MANAGERS = 20;

/**
 * Emails a provider's managers, in the transaction that does what they should know. A wrong address of one of them keeps
 * no one from that work, and emails that a person is waiting for go first.
 */
export async function emailManagers(
  tx: Queryable,
  visit: Pick<Visit, 'clock'>,
  providerId: number,
  email: Omit<Email, 'to' | 'name' | 'bulk'>,
): Promise<void> {
  for (const { name, email: to } of await listManagersToNotify(tx, providerId, MAX_MANAGERS)) {
    if (isMailAddress(to)) await sendEmail(tx, visit, { ...email, to, name, bulk: true });
  }
}
