import { z } from 'zod';
import { acceptCode, countCodeTry } from '@/db/queries/password-resets';
import type { Subject } from '@/lib/audit/entries';
import { asVisitor, record } from '@/lib/audit/record';
import { sameHash } from '@/lib/platform/keyed-hash';
import type { Visit } from '@/lib/platform/visit';
import type { ResetFlow } from './flow';
import { CODE_DIGITS, CODE_TRIES, FLOW_MINUTES, plainCode } from './rules';
import { codeHashOf } from './send-code';

export const codeSchema = z.object({
  mark: z.string().max(100).default(''),
  code: z
    .string()
    .max(100, 'That is longer than the code.')
    .transform(plainCode)
    .pipe(
      z
        .string()
        .min(1, 'Enter the code from the email.')
        .regex(/^\d+$/, 'The code contains only digits.')
        .length(CODE_DIGITS, `The code has ${CODE_DIGITS} digits.`),
    ),
});

/**
 * Compares the code with the one that was sent. There are five tries, counted before the comparison, and a code works
 * only once. No other limit applies here: the number of codes sent bounds the guesses, and strangers' guesses count
 * against their own codes.
 * @returns null when it was right, or the sentence that says what to do
 */
export async function whyNotVerified(visit: Visit, flow: ResetFlow, code: string): Promise<string | null> {
  const at = visit.clock.now();
  const subject: Subject<'user'> = flow.person ? `user:${flow.person.id}` : 'user:unknown';
  const counted = await countCodeTry(visit.db, { id: flow.id, at, most: CODE_TRIES });
  if (!counted) return 'That code no longer works. Request another one below.';

  const isRight = sameHash(counted.codeHash, codeHashOf(flow, code));
  const accepted = await visit.db.transaction(async (tx) => {
    const { codeHash } = counted;
    const expiresAt = new Date(at.getTime() + FLOW_MINUTES * 60_000);
    const done = isRight && (await acceptCode(tx, { id: flow.id, codeHash, at, expiresAt }));
    await record(tx, asVisitor(visit), {
      action: done ? 'password_reset.code_accepted' : 'password_reset.code_refused',
      subject,
    });
    return done;
  });
  if (accepted) return null;
  const left = CODE_TRIES - counted.tries;
  if (left <= 0) return 'That was the fifth incorrect code, so the code no longer works. Request another one below.';
  return `That is not the code from the latest email. You have ${left === 1 ? 'one attempt' : `${left} attempts`} left.`;
}
