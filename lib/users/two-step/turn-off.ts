import type { z } from 'zod';
import { forgetTwoStep } from '@/db/queries/two-step';
import { record } from '@/lib/audit/record';
import { AppError } from '@/lib/platform/errors';
import type { SignedInContext } from '@/lib/platform/visit';
import { lockAsConfirmed } from './confirm-password';
import { notifyTwoStepIsOff } from './emails';
import { spendCode } from './match-code';
import { getOwnUser } from './own-user';
import { codeNotRight, type proofSchema, prove } from './prove';
import { needsTwoStep } from './rules';

/**
 * Turns the person's own two-step sign-in off; does nothing when it is off.
 * @throws AppError `forbidden` for staff, who need it; `invalid`, `too_many`, or `unauthenticated` when the session or the password
 * changed meanwhile
 */
export async function turnOffTwoStep(ctx: SignedInContext, input: z.output<typeof proofSchema>): Promise<void> {
  const user = await getOwnUser(ctx);
  if (needsTwoStep(user)) throw new AppError('forbidden', 'Staff need two-step sign-in, so it can’t be turned off.');
  // The form was sent again: it did what it was to do.
  if (!user.twoStepConfirmedAt) return;
  const match = await prove(ctx, user, input);
  await ctx.db.transaction(async (tx) => {
    await lockAsConfirmed(tx, ctx, user);
    if (!(await spendCode(tx, user.id, match, ctx.clock.now()))) throw codeNotRight();
    await forgetTwoStep(tx, user.id);
    await notifyTwoStepIsOff(tx, ctx, user);
    await record(tx, ctx, { action: 'two_step.turned_off', subject: `user:${user.id}` });
  });
}
