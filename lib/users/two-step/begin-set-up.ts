import { z } from 'zod';
import { keepUnconfirmedSecret } from '@/db/queries/two-step';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/visit';
import { newSecret } from './authenticator';
import { confirmPassword } from './confirm-password';
import { getOwnUser } from './own-user';
import { sealSecret } from './seal';

export const beginSetUpSchema = z.object({
  password: z.string().min(1, 'Enter your password.').max(1024, 'That password is too long.'),
});

/**
 * Makes a secret for the person's authenticator app. Two-step sign-in is on only when a first code was typed, so that
 * a QR code that nobody scanned locks nobody out.
 * @throws AppError `invalid`, `too_many`, or `conflict` when it is on already
 */
export async function beginSetUp(ctx: Context, { password }: z.output<typeof beginSetUpSchema>): Promise<void> {
  const user = await getOwnUser(ctx);
  await confirmPassword(ctx, user, password);
  if (!(await keepUnconfirmedSecret(ctx.db, user.id, sealSecret(newSecret(), user.id)))) throw alreadyOn();
}

export function alreadyOn(): AppError {
  return new AppError('conflict', 'Two-step sign-in is on already. To use another phone, turn it off first.');
}
