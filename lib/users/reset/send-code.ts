import { randomBytes, randomInt } from 'node:crypto';
import { z } from 'zod';
import { replaceCode } from '@/db/queries/password-resets';
import { record } from '@/lib/audit/record';
import { AppError } from '@/lib/platform/errors';
import { keyedHash } from '@/lib/platform/keyed-hash';
import { sendLetter } from '@/lib/platform/mail/send-letter';
import { networkOf } from '@/lib/platform/network';
import type { Visit } from '@/lib/platform/visit';
import { limitTries } from '../rate-limit';
import { codeLetter, switchedOffLetter } from './letters';
import { fitsMask } from './masked-address';
import { CODE_DIGITS, CODE_MINUTES, CODES_A_WALK, LIMITS, plainAddress } from './rules';
import type { Walk } from './walk';

export const addressSchema = z.object({
  mark: z.string().max(100).default(''),
  email: z
    .string()
    .refine((text) => text.isWellFormed() && !/\p{Cc}/u.test(text), 'That address has a character that cannot be.')
    .transform(plainAddress)
    .pipe(z.string().min(1, 'Type your e-mail address.').max(254, 'That address is too long.')),
});

/** The hash of a walk's code, as it is stored and compared. */
export function codeHashOf(walk: Pick<Walk, 'id'>, code: string): string {
  return keyedHash('reset: code', `${walk.id}:${code}`);
}

/**
 * Sends a code if the typed address is the one on file; any older code is dead from then on. Whether it was, and
 * whether there is such a person at all, neither the reply nor the work tells: a letter is written and worked off in
 * every case, also where nobody is to get it, and a while later, when no page of this walk waits for the same processor.
 * @returns null, or what is wrong with the address as far as the mask alone tells
 * @throws AppError `too_many`
 */
export async function sendCode(visit: Visit, walk: Walk, typed: string): Promise<string | null> {
  if (!fitsMask(typed, walk.mask)) {
    return `That does not fit ${walk.mask}. Check how it is written; if you have another address, type that one.`;
  }
  await limitTries(visit, `reset:code:address:${networkOf(visit.address)}`, LIMITS.codesPerAddress);
  await limitTries(visit, `reset:code:account:${walk.username}`, LIMITS.codesPerAccount);

  const { person } = walk;
  const isOnFile = person !== null && plainAddress(person.email) === typed;
  const getsCode = isOnFile && person.maySignIn;
  const now = visit.clock.now();
  const expiresAt = new Date(now.getTime() + CODE_MINUTES * 60_000);
  const code = String(randomInt(10 ** CODE_DIGITS)).padStart(CODE_DIGITS, '0');
  // Where no code goes out, none can be guessed either.
  const secret = getsCode ? code : randomBytes(32).toString('hex');
  await visit.db.transaction(async (tx) => {
    const codeHash = codeHashOf(walk, secret);
    if (!(await replaceCode(tx, { id: walk.id, codeHash, expiresAt, at: now, most: CODES_A_WALK }))) {
      throw new AppError(
        'conflict',
        `No further code can be sent here: there were ${CODES_A_WALK}, or the reset went on in another tab. Reload this page, or begin again from “Reset password”.`,
      );
    }
    const to = { name: person?.name ?? walk.username, email: isOnFile ? person.email : null };
    const letter = isOnFile && !getsCode ? switchedOffLetter(to, expiresAt) : codeLetter(to, code, expiresAt);
    await sendLetter(tx, visit, { ...letter, delaySeconds: randomInt(1_000, 3_000) / 1_000 });
    await record(tx, visit, {
      action: 'password_reset.code_asked',
      subject: person ? `user:${person.id}` : 'user:unknown',
      details: { sent: getsCode },
    });
  });
  return null;
}
