import { z } from 'zod';
import { keepUnconfirmedSecret } from '@/db/queries/two-step';
import { AppError } from '@/lib/platform/errors';
import type { SignedInContext } from '@/lib/platform/visit';
import { newSecret } from './authenticator';
import { confirmPassword } from './confirm-password';
import { encryptSecret } from './encrypt-secret';
import { getOwnUser } from './own-user';

export const beginSetUpSchema = z.object({
  password: z.string().min(1, 'Enter your password.').max(1024, 'That password is too long.'),
});

/**
 * Creates a secret for the person's authenticator app. Two-step sign-in is only on once a first code was typed, so that
 * a QR code nobody scanned cannot lock anybody out.
 * @throws AppError `invalid`, `too_many`, or `conflict` when it is already on
 */
export async function beginSetUp(ctx: SignedInContext, { password }: z.output<typeof beginSetUpSchema>): Promise<void> {
  const user = await getOwnUser(ctx);
  await confirmPassword(ctx, user, password);
  if (!(await keepUnconfirmedSecret(ctx.db, user.id, encryptSecret(newSecret(), user.id)))) throw alreadyOn();
}

export function alreadyOn(): AppError {
  return new AppError('conflict', 'Two-step sign-in is already on. To use another phone, turn it off first.');
}
