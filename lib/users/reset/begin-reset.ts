import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { findPersonByUsername, insertReset } from '@/db/queries/password-resets';
import { record } from '@/lib/audit/record';
import { whyNotHuman } from '@/lib/platform/human-check/answer';
import { networkOf } from '@/lib/platform/network';
import type { Visit } from '@/lib/platform/visit';
import { limitTries } from '../rate-limit';
import { plainUsername } from '../rules';
import { hashToken } from '../token';
import { LIMITS, WALK_MINUTES } from './rules';

export const beginResetSchema = z
  .object({
    username: z
      .string()
      .refine((text) => text.isWellFormed() && !/\p{Cc}/u.test(text), 'That username has a character that cannot be.')
      .transform(plainUsername)
      .pipe(z.string().min(1, 'Enter your username.').max(64, 'That username is too long.')),
    ticket: z.string().max(100),
    letters: z.string().max(100, 'Those are too many letters.').default(''),
    work: z.string().max(4_000).optional(),
  })
  .refine(({ letters, work }) => work || letters.trim() !== '', {
    path: ['letters'],
    message: 'Type the letters you see in the box.',
  });

export type BegunReset = { token: string } | { letters: string };

/**
 * Begins a walk for whatever username was typed. A name that nobody has, or whose person is disabled, gets the same
 * row, the same queries and the same reply.
 * @returns the token for this browser's cookie, or what was wrong with the letters
 * @throws AppError `too_many`
 */
export async function beginReset(visit: Visit, input: z.output<typeof beginResetSchema>): Promise<BegunReset> {
  await limitTries(visit, `reset:start:address:${networkOf(visit.address)}`, LIMITS.startsPerAddress);
  const problem = await whyNotHuman(visit, input);
  if (problem) return { letters: problem };
  await limitTries(visit, `reset:start:account:${input.username}`, LIMITS.startsPerAccount);

  const token = randomBytes(32).toString('base64url');
  const now = visit.clock.now();
  await visit.db.transaction(async (tx) => {
    const person = await findPersonByUsername(tx, input.username);
    await insertReset(tx, {
      browserHash: hashToken(token),
      username: input.username,
      userId: person?.id ?? null,
      createdAt: now,
      expiresAt: new Date(now.getTime() + WALK_MINUTES * 60_000),
    });
    await record(tx, visit, {
      action: 'password_reset.begun',
      subject: person ? `user:${person.id}` : 'user:unknown',
    });
  });
  return { token };
}
