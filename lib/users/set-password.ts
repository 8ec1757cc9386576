import type { Queryable } from '@/db/client';
import { deleteDevicesOf } from '@/db/queries/known-devices';
import { writeNewPassword } from '@/db/queries/password-resets';
import { forgetTries } from '@/db/queries/rate-limits';
import { type Recorder, record } from '@/lib/audit/record';
import { sendEmail } from '@/lib/platform/mail/send-email';
import type { Visit } from '@/lib/platform/visit';
import { rememberDevice } from './devices/known-devices';
import { passwordChangedEmail } from './reset/emails';
import { hashToken } from './token';
import { signInKeys } from './try-keys';

/** What led to a new password, for the audit log. */
type How = 'my account' | 'password reset' | 'first access';

export type PasswordOwner = { id: number; username: string; name: string; email: string };

/**
 * Saves a new password with all its consequences, in the current transaction: it signs the person out everywhere, ends
 * unfinished sign-ins, two-step setups, changes of the email address, first-access links and other resets, forgets every known device except the one the person used
 * for this, emails the person and writes an audit entry.
 * @param how what led to it, for the audit log
 * @param keepSession the hash of the one session that may stay, for a change in "My account"
 * @returns false when the person may no longer sign in; then nothing was saved
 */
export async function setPassword(
  tx: Queryable,
  ctx: Visit & Recorder,
  owner: PasswordOwner,
  { passwordHash, how, keepSession }: { passwordHash: string; how: How; keepSession?: string },
): Promise<boolean> {
  const at = ctx.clock.now();
  if (!(await writeNewPassword(tx, { userId: owner.id, passwordHash, at, keepSession }))) return false;
  // People who were locked out by too many wrong passwords get in with the new one, even while the guessing continues.
  await forgetTries(tx, signInKeys.account(owner.username));
  await deleteDevicesOf(tx, owner.id, ctx.device && hashToken(ctx.device));
  const deviceId = await rememberDevice(tx, ctx, owner.id);
  if (deviceId) await forgetTries(tx, signInKeys.device(deviceId));
  await sendEmail(tx, ctx, passwordChangedEmail(owner, { stayed: keepSession !== undefined }));
  await record(tx, ctx, { action: 'password.changed', subject: `user:${owner.id}`, details: { how } });
  return true;
}
