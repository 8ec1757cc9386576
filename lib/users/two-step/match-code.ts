import type { Queryable } from '@/db/client';
import { listUnusedRecoveryCodes, takeRecoveryCode, takeStep } from '@/db/queries/two-step';
import { passwordMatches } from '../password';
import { stepOfCode } from './authenticator';
import { openSecret } from './encrypt-secret';
import type { TypedCode } from './rules';

type Holder = { id: number; twoStepSecret: string | null };

/** A code that is right, but not used up yet. */
export type MatchedCode = { kind: 'app'; encrypted: string; step: number } | { kind: 'recovery'; codeHash: string };

/** Checks a code without using it up. Slow for recovery codes, so it runs before the transaction that uses the code up. */
export async function matchCode(
  db: Queryable,
  user: Holder,
  typed: TypedCode | null,
  now: Date,
): Promise<MatchedCode | null> {
  if (!typed || !user.twoStepSecret) return null;
  if (typed.kind === 'recovery') {
    for (const codeHash of await listUnusedRecoveryCodes(db, user.id)) {
      if (await passwordMatches(codeHash, typed.code)) return { kind: 'recovery', codeHash };
    }
    return null;
  }
  const secret = openSecret(user.twoStepSecret, user.id);
  const step = secret && stepOfCode(secret, typed.code, now);
  return step === null ? null : { kind: 'app', encrypted: user.twoStepSecret, step };
}

/** Uses a code up. Returns false when it was used in the meantime: of two parallel uses of one code, only one succeeds. */
export async function spendCode(tx: Queryable, userId: number, match: MatchedCode, now: Date): Promise<boolean> {
  return match.kind === 'app'
    ? takeStep(tx, userId, match)
    : takeRecoveryCode(tx, { userId, codeHash: match.codeHash, at: now });
}
