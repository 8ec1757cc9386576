import type { Queryable } from '@/db/client';
import { findTokenHash } from '@/db/queries/account-sessions';
import { lockUserToSignIn } from '@/db/queries/users';
import { AppError } from '@/lib/platform/errors';
import type { SignedInContext } from '@/lib/platform/visit';
import { passwordMatches } from '../password';
import { limitTries } from '../rate-limit';

const TRIES = 10;

type Confirmed = { id: number; passwordHash: string | null; twoStepConfirmedAt: Date | null };

/**
 * Asks for the password again before the sign-in itself is changed, because a browser left open could be used by
 * anyone. Save what it was asked for in a transaction that begins with `lockAsConfirmed`.
 * @throws AppError `invalid` or `too_many`
 */
export async function confirmPassword(
  ctx: SignedInContext,
  user: { passwordHash: string | null },
  password: string,
): Promise<void> {
  if (!(await isOwnPassword(ctx, user, password))) throw passwordIncorrect();
}

/**
 * Counts a try and returns whether this is the person's password.
 * @throws AppError `too_many`
 */
export async function isOwnPassword(
  ctx: SignedInContext,
  user: { passwordHash: string | null },
  password: string,
): Promise<boolean> {
  // Per session, so that somebody who found one of them open does not lock the person out in another.
  await limitTries(ctx, `confirm-password:account:${ctx.actor.userId}:session:${ctx.session.id}`, TRIES);
  return passwordMatches(user.passwordHash, password);
}

/**
 * Locks the person's row until the transaction ends, if what was confirmed is still so: checking a password takes a while, and
 * the person may have changed it elsewhere, or ended this session.
 * @returns the hash of this session's token; null when the password or two-step sign-in changed meanwhile, or the session ended
 */
export async function lockIfConfirmed(tx: Queryable, ctx: SignedInContext, user: Confirmed): Promise<string | null> {
  const { id, passwordHash, twoStepConfirmedAt } = user;
  const isStillSo = await lockUserToSignIn(tx, id, { passwordHash, twoStep: twoStepConfirmedAt !== null });
  return (isStillSo && (await findTokenHash(tx, id, ctx.session.id))) || null;
}

/**
 * Does the same.
 * @throws AppError `unauthenticated` when the password or two-step sign-in changed meanwhile, or the session ended
 */
export async function lockAsConfirmed(tx: Queryable, ctx: SignedInContext, user: Confirmed): Promise<void> {
  if ((await lockIfConfirmed(tx, ctx, user)) === null) throw changedMeanwhile();
}

export function changedMeanwhile(): AppError {
  return new AppError(
    'unauthenticated',
    'Your password or sign-in was changed at the same moment, so nothing was changed here. Sign in again to continue.',
  );
}

export function passwordIncorrect(): AppError {
  return new AppError('invalid', 'The password is incorrect. Passwords are case-sensitive. Nothing was changed.');
}
