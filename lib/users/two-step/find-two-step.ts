import { countUnusedRecoveryCodes } from '@/db/queries/two-step';
import type { Context } from '@/lib/platform/visit';
import { getOwnUser } from './own-user';
import { needsTwoStep } from './rules';

/** The state of the person's own second step. */
export type TwoStep = {
  /** Null: two-step sign-in is off. */
  since: Date | null;
  recoveryCodesLeft: number;
  /** Staff need it and cannot turn it off. */
  required: boolean;
};

export async function findTwoStep(ctx: Context): Promise<TwoStep> {
  const user = await getOwnUser(ctx);
  return {
    since: user.twoStepConfirmedAt,
    recoveryCodesLeft: user.twoStepConfirmedAt ? await countUnusedRecoveryCodes(ctx.db, user.id) : 0,
    required: needsTwoStep(user),
  };
}
