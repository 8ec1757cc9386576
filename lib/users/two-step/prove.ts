import type { z } from 'zod';
import { record } from '@/lib/audit/record';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/visit';
import { codeKey } from '../open-session';
import { limitTries } from '../rate-limit';
import { codeSchema } from './answer-challenge';
import { beginSetUpSchema } from './begin-set-up';
import { confirmPassword } from './confirm-password';
import { type MatchedCode, matchCode } from './match-code';
import type { getOwnUser } from './own-user';
import { CODES_PER_ACCOUNT, readCode } from './rules';

/** Password and code together: asked for before the second step itself is changed. */
export const proofSchema = beginSetUpSchema.extend(codeSchema.shape);

/** @throws AppError `invalid` or `too_many` */
export async function prove(
  ctx: Context,
  user: Awaited<ReturnType<typeof getOwnUser>>,
  { password, code }: z.output<typeof proofSchema>,
): Promise<MatchedCode> {
  await limitTries(ctx, codeKey(user.id), CODES_PER_ACCOUNT);
  await confirmPassword(ctx, user, password);
  const match = await matchCode(ctx.db, user, readCode(code), ctx.clock.now());
  if (match) return match;
  await record(ctx.db, ctx, { action: 'two_step.code_refused', subject: `user:${user.id}` });
  throw codeNotRight();
}

export function codeNotRight(): AppError {
  return new AppError('invalid', 'That code is not right, or was used already. Wait for the next one and enter that.');
}
