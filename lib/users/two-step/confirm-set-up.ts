import { z } from 'zod';
import { confirmSecret, endSessionsAndChallenges, replaceRecoveryCodes } from '@/db/queries/two-step';
import { record } from '@/lib/audit/record';
import { AppError } from '@/lib/platform/errors';
import type { SignedInContext } from '@/lib/platform/visit';
import { alreadyOn } from './begin-set-up';
import { notifyTwoStepIsOn } from './emails';
import { limitOwnCodes } from './limit-codes';
import { matchCode } from './match-code';
import { getOwnUser } from './own-user';
import { makeRecoveryCodes } from './recovery-codes';
import { inGroups, readCode } from './rules';

export const firstCodeSchema = z.object({
  code: z
    .string()
    .max(100, 'That code is too long. Enter six digits.')
    .refine((typed) => readCode(typed)?.kind === 'app', 'Enter the six digits that your authenticator app shows now.'),
});

/**
 * Turns two-step sign-in on with a first code. Other sessions end, because nobody entered a code in them.
 * @returns the recovery codes, which are shown only this once
 * @throws AppError `invalid`, `too_many`, or `conflict` when it is already on
 */
export async function confirmSetUp(
  ctx: SignedInContext,
  { code }: z.output<typeof firstCodeSchema>,
): Promise<string[]> {
  const now = ctx.clock.now();
  const user = await getOwnUser(ctx);
  if (user.twoStepConfirmedAt) throw alreadyOn();
  await limitOwnCodes(ctx);
  const match = await matchCode(ctx.db, user, readCode(code), now);
  if (match?.kind !== 'app') {
    throw new AppError(
      'invalid',
      'That code is incorrect. Wait for the next one and enter that. If this happens again, set your phone’s clock to automatic, or start over.',
    );
  }
  const { codes, hashes } = await makeRecoveryCodes();
  await ctx.db.transaction(async (tx) => {
    if (!(await confirmSecret(tx, user.id, { ...match, at: now }))) throw alreadyOn();
    await replaceRecoveryCodes(tx, user.id, hashes);
    await endSessionsAndChallenges(tx, { userId: user.id, exceptSessionId: ctx.session.id, at: now });
    await notifyTwoStepIsOn(tx, ctx, user);
    await record(tx, ctx, { action: 'two_step.turned_on', subject: `user:${user.id}` });
  });
  return codes.map((one) => inGroups(one, '-'));
}
