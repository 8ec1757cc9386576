import type { z } from 'zod';
import { forgetTwoStep } from '@/db/queries/two-step';
import { record } from '@/lib/audit/record';
import { AppError } from '@/lib/platform/errors';
import type { SignedInContext } from '@/lib/platform/visit';
import { notifyTwoStepIsOff } from './emails';
import { spendCode } from './match-code';
import { getOwnUser } from './own-user';
import { codeNotRight, type proofSchema, prove } from './prove';
import { needsTwoStep } from './rules';

/**
 * Turns the person's own two-step sign-in off.
 * @throws AppError `forbidden` for staff, who need it; `conflict` when it is off; `invalid` or `too_many`
 */
export async function turnOffTwoStep(ctx: SignedInContext, input: z.output<typeof proofSchema>): Promise<void> {
  const user = await getOwnUser(ctx);
  if (needsTwoStep(user)) throw new AppError('forbidden', 'Staff need two-step sign-in, so it can’t be turned off.');
  if (!user.twoStepConfirmedAt) throw new AppError('conflict', 'Two-step sign-in is already off.');
  const match = await prove(ctx, user, input);
  await ctx.db.transaction(async (tx) => {
    if (!(await spendCode(tx, user.id, match, ctx.clock.now()))) throw codeNotRight();
    await forgetTwoStep(tx, user.id);
    await notifyTwoStepIsOff(tx, ctx, user);
    await record(tx, ctx, { action: 'two_step.turned_off', subject: `user:${user.id}` });
  });
}
