import type { z } from 'zod';
import { record } from '@/lib/audit/record';
import { AppError } from '@/lib/platform/errors';
import type { SignedInContext } from '@/lib/platform/visit';
import { codeSchema } from './answer-challenge';
import { beginSetUpSchema } from './begin-set-up';
import { confirmPassword } from './confirm-password';
import { limitOwnCodes } from './limit-codes';
import { type MatchedCode, matchCode } from './match-code';
import type { getOwnUser } from './own-user';
import { readCode } from './rules';

/** Password and code together, required before the second step itself is changed. */
export const proofSchema = beginSetUpSchema.extend(codeSchema.shape);

/** @throws AppError `invalid` or `too_many` */
export async function prove(
  ctx: SignedInContext,
  user: Awaited<ReturnType<typeof getOwnUser>>,
  { password, code }: z.output<typeof proofSchema>,
): Promise<MatchedCode> {
  await limitOwnCodes(ctx);
  await confirmPassword(ctx, user, password);
  const match = await matchCode(ctx.db, user, readCode(code), ctx.clock.now());
  if (match) return match;
  await record(ctx.db, ctx, { action: 'two_step.code_refused', subject: `user:${user.id}` });
  throw codeNotRight();
}

export function codeNotRight(): AppError {
  return new AppError('invalid', 'That code is incorrect or was already used. Wait for the next one and enter that.');
}
