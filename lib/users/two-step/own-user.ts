import { findTwoStepUser } from '@/db/queries/two-step';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/visit';

/**
 * Returns the row of the signed-in person; nobody sees or changes another person's second step here.
 * @throws AppError `unauthenticated` when the person was disabled at this very moment
 */
export async function getOwnUser(ctx: Context) {
  const user = await findTwoStepUser(ctx.db, ctx.actor.userId);
  if (!user) throw new AppError('unauthenticated', 'You are signed out. Sign in again to continue.');
  return user;
}
