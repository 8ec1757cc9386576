import { z } from 'zod';
import { saveSetUp } from '@/db/queries/two-step';
import { AppError } from '@/lib/platform/errors';
import type { SignedInContext } from '@/lib/platform/visit';
import { newSecret } from './authenticator';
import { confirmPassword, lockAsConfirmed } from './confirm-password';
import { encryptSecret } from './encrypt-secret';
import { ownSession } from './find-set-up';
import { getOwnUser } from './own-user';

export const beginSetUpSchema = z.object({
  password: z.string().min(1, 'Enter your password.').max(1024, 'That password is too long.'),
});

/**
 * Creates a secret for the person's authenticator app. Two-step sign-in is only on once a first code was typed, in this
 * session and within a quarter of an hour, so that a QR code nobody scanned cannot lock anybody out, and a setup that was
 * left behind is of no use to somebody else.
 * @throws AppError `invalid`, `too_many`, `conflict` when it is already on, or `unauthenticated` when the session or the password changed
 * meanwhile
 */
export async function beginSetUp(ctx: SignedInContext, { password }: z.output<typeof beginSetUpSchema>): Promise<void> {
  const user = await getOwnUser(ctx);
  await confirmPassword(ctx, user, password);
  if (user.twoStepConfirmedAt) throw alreadyOn();
  await ctx.db.transaction(async (tx) => {
    await lockAsConfirmed(tx, ctx, user);
    await saveSetUp(tx, ownSession(ctx), { encrypted: encryptSecret(newSecret(), user.id), at: ctx.clock.now() });
  });
}

export function alreadyOn(): AppError {
  return new AppError(
    'conflict',
    'Two-step sign-in is already on. If you did not see your recovery codes, make new ones. To use another phone, turn it off first.',
  );
}
