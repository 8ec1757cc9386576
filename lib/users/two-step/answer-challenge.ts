import { z } from 'zod';
import { spendChallenge, takeChallengeTry } from '@/db/queries/two-step';
import { holdUserToSignIn } from '@/db/queries/users';
import { record } from '@/lib/audit/record';
import { AppError } from '@/lib/platform/errors';
import type { Visit } from '@/lib/platform/visit';
import { codeKey, openSession } from '../open-session';
import { limitTries } from '../rate-limit';
import { hashToken } from '../token';
import { tellOfRecoveryCode, tellOfWrongCodes } from './letters';
import { matchCode, spendCode } from './match-code';
import { CHALLENGE_TRIES, CODES_PER_ACCOUNT, readCode } from './rules';

export const codeSchema = z.object({
  code: z
    .string()
    .max(100, 'That code is too long. Enter six digits, or one recovery code.')
    .refine((typed) => typed.trim() !== '', 'Enter the six digits that your authenticator app shows now.')
    .refine(
      (typed) => typed.trim() === '' || readCode(typed) !== null,
      'Enter six digits, or a recovery code of twelve letters and numerals.',
    ),
});

/** `over`: there is nothing to answer any more, because of the time or because of too many wrong codes. */
export type Answered = { kind: 'session'; token: string } | { kind: 'over'; why: 'expired' | 'tries' };

/**
 * The second step of signing in. Each try is counted before it is looked at; a right code closes the challenge and is
 * used up with it, in the transaction that opens the session.
 * @throws AppError `invalid` for a code that is not right, or `too_many`
 */
export async function answerChallenge(visit: Visit, challenge: string, typed: string): Promise<Answered> {
  const now = visit.clock.now();
  const user = await takeChallengeTry(visit.db, hashToken(challenge), { at: now, most: CHALLENGE_TRIES });
  if (!user) return { kind: 'over', why: 'expired' };
  await limitTries(visit, codeKey(user.id), CODES_PER_ACCOUNT);

  const match = await matchCode(visit.db, user, readCode(typed), now);
  const token = await visit.db.transaction(async (tx) => {
    // Held first: a new password, saved at the same moment, ends this challenge or the session that comes of it.
    if (!match || !(await holdUserToSignIn(tx, user.id, { twoStep: true }))) return null;
    if (!(await spendCode(tx, user.id, match, now))) return null;
    if (!(await spendChallenge(tx, user.challengeId, now))) return null;
    if (match.kind === 'recovery') await tellOfRecoveryCode(tx, visit, user);
    return openSession(tx, visit, user, match.kind);
  });
  if (token) return { kind: 'session', token };

  const last = user.tries >= CHALLENGE_TRIES;
  await visit.db.transaction(async (tx) => {
    if (last) await tellOfWrongCodes(tx, visit, user);
    await record(tx, visit, { action: 'sign_in.code_refused', subject: `user:${user.id}` });
  });
  if (last) return { kind: 'over', why: 'tries' };
  throw new AppError(
    'invalid',
    'That code is not right, or was used already. Wait until your app shows the next one, then enter that; or use a recovery code.',
  );
}
