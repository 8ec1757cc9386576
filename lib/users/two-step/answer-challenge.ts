import { z } from 'zod';
import { spendChallenge, takeChallengeTry } from '@/db/queries/two-step';
import { lockUserToSignIn } from '@/db/queries/users';
import { asVisitor, record } from '@/lib/audit/record';
import { AppError } from '@/lib/platform/errors';
import type { Visit } from '@/lib/platform/visit';
import { openSession } from '../open-session';
import { hashToken } from '../token';
import { notifyOfRecoveryCode, notifyOfWrongCodes } from './emails';
import { limitCodes } from './limit-codes';
import { matchCode, spendCode } from './match-code';
import { CHALLENGE_TRIES, readCode } from './rules';

export const codeSchema = z.object({
  code: z
    .string()
    .max(100, 'That code is too long. Enter six digits, or one recovery code.')
    .refine((typed) => typed.trim() !== '', 'Enter the six digits that your authenticator app shows now.')
    .refine(
      (typed) => typed.trim() === '' || readCode(typed) !== null,
      'Enter six digits, or a recovery code of twelve letters and digits.',
    ),
});

/** `over`: there is nothing left to answer, because of the time or because of too many wrong codes. */
export type Answered = { kind: 'session'; token: string } | { kind: 'over'; why: 'expired' | 'tries' };

/**
 * Checks the second step of signing in. Each try is counted before it is checked; a right code closes the challenge and
 * is used up in the same transaction that opens the session.
 * @throws AppError `invalid` for a wrong code, or `too_many`
 */
export async function answerChallenge(visit: Visit, challenge: string, typed: string): Promise<Answered> {
  const now = visit.clock.now();
  const user = await takeChallengeTry(visit.db, hashToken(challenge), { at: now, most: CHALLENGE_TRIES });
  if (!user) return { kind: 'over', why: 'expired' };
  await limitCodes(visit, user);

  const match = await matchCode(visit.db, user, readCode(typed), now);
  const token = await visit.db.transaction(async (tx) => {
    // Lock first: a new password saved at the same moment ends this challenge or the session that results from it.
    if (!match || !(await lockUserToSignIn(tx, user.id, { twoStep: true }))) return null;
    if (!(await spendCode(tx, user.id, match, now))) return null;
    if (!(await spendChallenge(tx, user.challengeId, now))) return null;
    if (match.kind === 'recovery') await notifyOfRecoveryCode(tx, visit, user);
    return openSession(tx, visit, user, match.kind);
  });
  if (token) return { kind: 'session', token };

  const last = user.tries >= CHALLENGE_TRIES;
  await visit.db.transaction(async (tx) => {
    if (last) await notifyOfWrongCodes(tx, visit, user);
    await record(tx, asVisitor(visit), { action: 'sign_in.code_refused', subject: `user:${user.id}` });
  });
  if (last) return { kind: 'over', why: 'tries' };
  throw new AppError(
    'invalid',
    'That code is incorrect or was already used. Wait until your app shows the next one and enter that, or use a recovery code.',
  );
}
