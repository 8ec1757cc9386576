import { z } from 'zod';
import {
  endSessionsAndChallenges,
  endSetUps,
  findSetUpSecret,
  replaceRecoveryCodes,
  takeSetUp,
  turnTwoStepOn,
} from '@/db/queries/two-step';
import { record } from '@/lib/audit/record';
import { AppError } from '@/lib/platform/errors';
import type { SignedInContext } from '@/lib/platform/visit';
import { alreadyOn } from './begin-set-up';
import { notifyTwoStepIsOn } from './emails';
import { ownSession, setUpLimit } from './find-set-up';
import { limitOwnCodes } from './limit-codes';
import { matchCode } from './match-code';
import { getOwnUser } from './own-user';
import { makeRecoveryCodes } from './recovery-codes';
import { inGroups, readCode, SET_UP_MINUTES } from './rules';

export const firstCodeSchema = z.object({
  code: z
    .string()
    .max(100, 'That code is too long. Enter six digits.')
    .refine((typed) => readCode(typed)?.kind === 'app', 'Enter the six digits that your authenticator app shows now.'),
});

/**
 * Turns two-step sign-in on with a first code, in the session in which the setup was begun with the password. Other sessions
 * end, because nobody entered a code in them.
 * @returns the recovery codes, which are shown only this once
 * @throws AppError `invalid`, also when the setup is over, `too_many`, or `conflict` when it is already on
 */
export async function confirmSetUp(
  ctx: SignedInContext,
  { code }: z.output<typeof firstCodeSchema>,
): Promise<string[]> {
  const now = ctx.clock.now();
  const user = await getOwnUser(ctx);
  if (user.twoStepConfirmedAt) throw alreadyOn();
  await limitOwnCodes(ctx);
  const begunAfter = setUpLimit(ctx);
  const twoStepSecret = await findSetUpSecret(ctx.db, ownSession(ctx), begunAfter);
  if (!twoStepSecret) throw setUpOver();
  const match = await matchCode(ctx.db, { id: user.id, twoStepSecret }, readCode(code), now);
  if (match?.kind !== 'app') {
    throw new AppError(
      'invalid',
      'That code is incorrect. Wait for the next one and enter that. If this happens again, set your phone’s clock to automatic, or start over.',
    );
  }
  const { codes, hashes } = await makeRecoveryCodes();
  await ctx.db.transaction(async (tx) => {
    // Lock first: a new password saved at the same moment ends this setup.
    if (!(await turnTwoStepOn(tx, user.id, { ...match, at: now }))) throw alreadyOn();
    if (!(await takeSetUp(tx, ownSession(ctx), { encrypted: match.encrypted, begunAfter }))) throw setUpOver();
    await endSetUps(tx, user.id);
    await replaceRecoveryCodes(tx, user.id, hashes);
    await endSessionsAndChallenges(tx, { userId: user.id, exceptSessionId: ctx.session.id, at: now });
    await notifyTwoStepIsOn(tx, ctx, user);
    await record(tx, ctx, { action: 'two_step.turned_on', subject: `user:${user.id}` });
  });
  return codes.map((one) => inGroups(one, '-'));
}

function setUpOver(): AppError {
  return new AppError(
    'invalid',
    `This setup is over: it works for ${SET_UP_MINUTES} minutes, and only in the session that started it. Enter your password again to go on.`,
  );
}
