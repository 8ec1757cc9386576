import { z } from 'zod';
import { acceptCode, countCodeTry } from '@/db/queries/password-resets';
import { record } from '@/lib/audit/record';
import { sameHash } from '@/lib/platform/keyed-hash';
import { networkOf } from '@/lib/platform/network';
import type { Visit } from '@/lib/platform/visit';
import { limitTries } from '../rate-limit';
import { CODE_DIGITS, CODE_TRIES, LIMITS, plainCode, WALK_MINUTES } from './rules';
import { codeHashOf } from './send-code';
import type { Walk } from './walk';

export const codeSchema = z.object({
  mark: z.string().max(100).default(''),
  code: z
    .string()
    .max(100, 'That is more than the code.')
    .transform(plainCode)
    .pipe(
      z
        .string()
        .min(1, 'Enter the code from the e-mail.')
        .regex(/^\d+$/, 'The code is made of numerals only.')
        .length(CODE_DIGITS, `The code has ${CODE_DIGITS} numerals.`),
    ),
});

/**
 * Compares the code with the one that was sent. Five tries, counted before they are compared; right only once.
 * @returns null when it was right, or the sentence that says what to do
 */
export async function whyNotVerified(visit: Visit, walk: Walk, code: string): Promise<string | null> {
  await limitTries(visit, `reset:try:address:${networkOf(visit.address)}`, LIMITS.triesPerAddress);
  await limitTries(visit, `reset:try:account:${walk.username}`, LIMITS.triesPerAccount);

  const at = visit.clock.now();
  const subject = walk.person ? `user:${walk.person.id}` : 'user:unknown';
  const counted = await countCodeTry(visit.db, { id: walk.id, at, most: CODE_TRIES });
  if (!counted) return 'That code does not work any more. Ask for another one below.';

  const isRight = sameHash(counted.codeHash, codeHashOf(walk, code));
  const accepted = await visit.db.transaction(async (tx) => {
    const { codeHash } = counted;
    const expiresAt = new Date(at.getTime() + WALK_MINUTES * 60_000);
    const done = isRight && (await acceptCode(tx, { id: walk.id, codeHash, at, expiresAt }));
    await record(tx, visit, { action: `password_reset.code_${done ? 'accepted' : 'refused'}`, subject });
    return done;
  });
  if (accepted) return null;
  const left = CODE_TRIES - counted.tries;
  if (left <= 0)
    return 'That was not the code, for the fifth time, so it does not work any more. Ask for another one below.';
  return `That is not the code from the newest e-mail. You have ${left === 1 ? 'one try' : `${left} tries`} left.`;
}
