import { randomBytes } from 'node:crypto';
import type { Queryable } from '@/db/client';
import { forgetTries } from '@/db/queries/rate-limits';
import { insertSession } from '@/db/queries/sessions';
import { findFirstProvider } from '@/db/queries/users';
import { record } from '@/lib/audit/record';
import type { Visit } from '@/lib/platform/visit';
import { hashToken } from './token';

/** By what the person proved who they are. */
export type Proof = 'password' | 'app' | 'recovery';

/** Real browsers say less; what is longer says nothing more. */
const LONGEST_USER_AGENT = 400;

/** Under which tries of a password, and of a code, are counted for one account. */
export const accountKey = (username: string) => `sign-in:account:${username}`;
export const codeKey = (userId: number) => `two-step:account:${userId}`;

/**
 * Opens the session of somebody who has proved who they are. Call it last in its transaction: it writes to the log.
 * @returns the token for the cookie: 32 random bytes, of which only the SHA-256 is stored
 */
export async function openSession(
  tx: Queryable,
  visit: Visit,
  user: { id: number; username: string; staffRole: string | null },
  proof: Proof,
): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  const providerId = user.staffRole ? null : await findFirstProvider(tx, user.id);
  await insertSession(tx, {
    tokenHash: hashToken(token),
    userId: user.id,
    providerId,
    at: visit.clock.now(),
    address: visit.address,
    userAgent: (visit.userAgent ?? '').slice(0, LONGEST_USER_AGENT),
  });
  await forgetTries(tx, accountKey(user.username));
  if (proof !== 'password') await forgetTries(tx, codeKey(user.id));
  await record(tx, visit, { action: 'sign_in.succeeded', subject: `user:${user.id}`, details: { proof } });
  return token;
}
