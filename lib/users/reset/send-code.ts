import { randomBytes, randomInt } from 'node:crypto';
import { z } from 'zod';
import { replaceCode } from '@/db/queries/password-resets';
import { asVisitor, record } from '@/lib/audit/record';
import { AppError } from '@/lib/platform/errors';
import { keyedHash } from '@/lib/platform/keyed-hash';
import { sendEmail } from '@/lib/platform/mail/send-email';
import type { Visit } from '@/lib/platform/visit';
import { findAcquaintanceWith } from '../devices/known-devices';
import { limitSharedTries, takeTry } from '../rate-limit';
import { hashToken } from '../token';
import { codeEmail, switchedOffEmail } from './emails';
import type { ResetFlow } from './flow';
import { fitsMask } from './masked-address';
import { CODE_DIGITS, CODE_MINUTES, LIMITS, MAX_CODES_PER_FLOW, plainAddress } from './rules';

export const addressSchema = z.object({
  mark: z.string().max(100).default(''),
  email: z
    .string()
    .refine(
      (text) => text.isWellFormed() && !/\p{Cc}/u.test(text),
      'That address contains a character that is not allowed.',
    )
    .transform(plainAddress)
    .pipe(z.string().min(1, 'Enter your email address.').max(254, 'That address is too long.')),
});

/** Hashes a reset flow's code for storage and comparison. */
export function codeHashOf(flow: Pick<ResetFlow, 'id'>, code: string): string {
  return keyedHash('reset: code', `${flow.id}:${code}`);
}

/**
 * Sends a code if the typed address is the one on file; any older code stops working. Neither the reply nor the work
 * reveals whether the address was right or whether the person exists: an email is always written and processed, even
 * when nobody is to get it. That happens after a delay, when no page of this reset flow is waiting for the same
 * processor.
 * @returns null, or what is wrong with the address as far as the mask alone tells
 * @throws AppError `too_many`
 */
export async function sendCode(visit: Visit, flow: ResetFlow, typed: string): Promise<string | null> {
  if (!fitsMask(typed, flow.mask)) {
    return `That does not match ${flow.mask}. Check the spelling, or try another address if you have one.`;
  }
  await limitCodes(visit, flow, typed);

  const { person } = flow;
  const isOnFile = person !== null && plainAddress(person.email) === typed;
  const getsCode = isOnFile && person.maySignIn;
  const now = visit.clock.now();
  const expiresAt = new Date(now.getTime() + CODE_MINUTES * 60_000);
  const code = String(randomInt(10 ** CODE_DIGITS)).padStart(CODE_DIGITS, '0');
  // If no code is sent, none can be guessed either.
  const secret = getsCode ? code : randomBytes(32).toString('hex');
  await visit.db.transaction(async (tx) => {
    const codeHash = codeHashOf(flow, secret);
    if (!(await replaceCode(tx, { id: flow.id, codeHash, expiresAt, at: now, most: MAX_CODES_PER_FLOW }))) {
      throw new AppError(
        'conflict',
        `No more codes can be sent for this reset: ${MAX_CODES_PER_FLOW} were sent, or the reset continued in another tab. Reload this page, or start over from “Reset password”.`,
      );
    }
    const to = { name: person?.name ?? flow.username, email: isOnFile ? person.email : null };
    const message = isOnFile && !getsCode ? switchedOffEmail(to, expiresAt) : codeEmail(to, code, expiresAt);
    await sendEmail(tx, visit, { ...message, delaySeconds: randomInt(1_000, 3_000) / 1_000 });
    await record(tx, asVisitor(visit), {
      action: 'password_reset.code_asked',
      subject: person ? `user:${person.id}` : 'user:unknown',
      details: { sent: getsCode },
    });
  });
  return null;
}

/**
 * Counts a code against the mailbox that it would go to: guesses at the address do not use up the codes of the right
 * one, and people who know the right one cannot use up the tries of the person's own device and network.
 */
async function limitCodes(visit: Visit, { username }: ResetFlow, typed: string): Promise<void> {
  const { deviceId } = await findAcquaintanceWith(visit, username);
  if (deviceId && (await takeTry(visit, `reset:code:device:${deviceId}`, LIMITS.codesPerDevice)).isFree) return;
  await limitSharedTries(visit, `reset:code:${hashToken(`${username}\n${typed}`)}`, LIMITS.codes);
}
