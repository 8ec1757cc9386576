import type { z } from 'zod';
import { replaceRecoveryCodes } from '@/db/queries/two-step';
import { record } from '@/lib/audit/record';
import { AppError } from '@/lib/platform/errors';
import type { SignedInContext } from '@/lib/platform/visit';
import { lockAsConfirmed } from './confirm-password';
import { notifyOfNewRecoveryCodes } from './emails';
import { spendCode } from './match-code';
import { getOwnUser } from './own-user';
import { codeNotRight, type proofSchema, prove } from './prove';
import { makeRecoveryCodes } from './recovery-codes';
import { inGroups } from './rules';

/**
 * Makes new recovery codes; the earlier ones stop working.
 * @returns the codes, which are shown only this once
 * @throws AppError `conflict` while two-step sign-in is off; `invalid`, `too_many`, or `unauthenticated` when the session
 * or the password changed meanwhile
 */
export async function renewRecoveryCodes(ctx: SignedInContext, input: z.output<typeof proofSchema>): Promise<string[]> {
  const user = await getOwnUser(ctx);
  if (!user.twoStepConfirmedAt)
    throw new AppError('conflict', 'Two-step sign-in is off, so there are no codes to make.');
  const match = await prove(ctx, user, input);
  const { codes, hashes } = await makeRecoveryCodes();
  await ctx.db.transaction(async (tx) => {
    await lockAsConfirmed(tx, ctx, user);
    if (!(await spendCode(tx, user.id, match, ctx.clock.now()))) throw codeNotRight();
    await replaceRecoveryCodes(tx, user.id, hashes);
    await notifyOfNewRecoveryCodes(tx, ctx, user);
    await record(tx, ctx, { action: 'two_step.recovery_codes_made', subject: `user:${user.id}` });
  });
  return codes.map((one) => inGroups(one, '-'));
}
