import { AppError } from '@/lib/platform/errors';
import type { SignedInContext } from '@/lib/platform/visit';
import { passwordMatches } from '../password';
import { limitTries } from '../rate-limit';

const TRIES = 10;

/**
 * Asks for the password again before the sign-in itself is changed, because a browser left open could be used by
 * anyone.
 * @throws AppError `invalid` or `too_many`
 */
export async function confirmPassword(
  ctx: SignedInContext,
  user: { passwordHash: string | null },
  password: string,
): Promise<void> {
  // Per session, so that somebody who found one of them open does not lock the person out in another.
  await limitTries(ctx, `confirm-password:account:${ctx.actor.userId}:session:${ctx.session.id}`, TRIES);
  if (!(await passwordMatches(user.passwordHash, password))) {
    throw new AppError('invalid', 'The password is incorrect. Passwords are case-sensitive. Nothing was changed.');
  }
}
