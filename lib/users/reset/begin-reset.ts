import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { findPersonByUsername, insertReset } from '@/db/queries/password-resets';
import { asVisitor, record } from '@/lib/audit/record';
import { whyNotHuman } from '@/lib/platform/human-check/answer';
import { networkOf } from '@/lib/platform/network';
import type { Visit } from '@/lib/platform/visit';
import { findAcquaintanceWith } from '../devices/known-devices';
import { limitTries, takeTry } from '../rate-limit';
import { plainUsername } from '../rules';
import { hashToken } from '../token';
import { FLOW_MINUTES, LIMITS } from './rules';

export const beginResetSchema = z
  .object({
    username: z
      .string()
      .refine(
        (text) => text.isWellFormed() && !/\p{Cc}/u.test(text),
        'That username contains a character that is not allowed.',
      )
      .transform(plainUsername)
      .pipe(z.string().min(1, 'Enter your username.').max(64, 'That username is too long.')),
    ticket: z.string().max(100),
    characters: z.string().max(100, 'That is too many letters.').default(''),
    work: z.string().max(4_000).optional(),
  })
  .refine(({ characters, work }) => work || characters.trim() !== '', {
    path: ['characters'],
    message: 'Type the letters you see in the box.',
  });

export type BegunReset = { token: string } | { characters: string };

/**
 * Begins a reset flow for whatever username was typed. A username that does not exist, or whose person is disabled,
 * gets the same row, the same queries and the same reply.
 * @returns the token for this browser's cookie, or what was wrong with the characters of the human check
 * @throws AppError `too_many`
 */
export async function beginReset(visit: Visit, input: z.output<typeof beginResetSchema>): Promise<BegunReset> {
  const problem = await whyNotHuman(visit, input);
  const network = networkOf(visit.address);
  if (problem) {
    // Only wrong characters count here, so that a script that guesses them locks out nobody who reads them.
    await limitTries(visit, `reset:letters:address:${network}`, LIMITS.wrongCharactersPerAddress);
    return { characters: problem };
  }
  await limitStarts(visit, input.username, network);

  const token = randomBytes(32).toString('base64url');
  const now = visit.clock.now();
  await visit.db.transaction(async (tx) => {
    const person = await findPersonByUsername(tx, input.username);
    await insertReset(tx, {
      browserHash: hashToken(token),
      username: input.username,
      userId: person?.id ?? null,
      createdAt: now,
      expiresAt: new Date(now.getTime() + FLOW_MINUTES * 60_000),
    });
    await record(tx, asVisitor(visit), {
      action: 'password_reset.begun',
      subject: person ? `user:${person.id}` : 'user:unknown',
    });
  });
  return { token };
}

/**
 * Counts a start against the allowance that each network has per account, because a start sends nothing; a known device
 * has its own allowance everywhere.
 */
async function limitStarts(visit: Visit, username: string, network: string): Promise<void> {
  const { deviceId } = await findAcquaintanceWith(visit, username);
  if (deviceId && (await takeTry(visit, `reset:start:device:${deviceId}`, LIMITS.startsPerDevice)).isFree) return;
  await limitTries(visit, `reset:start:address:${network}`, LIMITS.startsPerAddress);
  const key = `reset:start:address:${network}:account:${username}`;
  await limitTries(visit, key, LIMITS.startsPerAccountAndAddress);
}
