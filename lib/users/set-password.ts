import type { Queryable } from '@/db/client';
import { writeNewPassword } from '@/db/queries/password-resets';
import { forgetTries } from '@/db/queries/rate-limits';
import { record } from '@/lib/audit/record';
import { sendLetter } from '@/lib/platform/mail/send-letter';
import type { Visit } from '@/lib/platform/visit';
import { passwordChangedLetter } from './reset/letters';

export type PasswordOwner = { id: number; username: string; name: string; email: string };

/**
 * Saves a person's new password with all that follows from it, in the transaction in hand: signed out everywhere,
 * half-done sign-ins, first-access links and other resets dead, a letter to the person, an audit entry.
 * @param how what led to it, for the audit log
 * @param keepSession the hash of the one session that may stay, for a change in "My account"
 * @returns false when the person may not sign in any more; then nothing was saved
 */
export async function setPassword(
  tx: Queryable,
  visit: Visit,
  owner: PasswordOwner,
  { passwordHash, how, keepSession }: { passwordHash: string; how: string; keepSession?: string },
): Promise<boolean> {
  const at = visit.clock.now();
  if (!(await writeNewPassword(tx, { userId: owner.id, passwordHash, at, keepSession }))) return false;
  // Whoever was locked out after too many wrong passwords gets in with the new one.
  await forgetTries(tx, `sign-in:account:${owner.username}`);
  await sendLetter(tx, visit, passwordChangedLetter(owner));
  await record(tx, visit, { action: 'password.changed', subject: `user:${owner.id}`, details: { how } });
  return true;
}
