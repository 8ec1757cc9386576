import { randomBytes } from 'node:crypto';
import type { Queryable } from '@/db/client';
import { forgetTries } from '@/db/queries/rate-limits';
import { insertSession } from '@/db/queries/sessions';
import { findFirstProvider } from '@/db/queries/users';
import { asVisitor, record } from '@/lib/audit/record';
import type { Visit } from '@/lib/platform/visit';
import { findAcquaintanceWith, rememberDevice } from './devices/known-devices';
import { MAX_USER_AGENT } from './rules';
import { hashToken } from './token';
import { codeKeys, signInKeys } from './try-keys';

/** How the person proved who they are. */
export type Proof = 'password' | 'app' | 'recovery';

/**
 * Opens a session for a person who has proved who they are, and remembers their device. Call it last in its
 * transaction, because it writes to the log.
 * @returns the token for the cookie: 32 random bytes, of which only the SHA-256 is stored
 */
export async function openSession(
  tx: Queryable,
  visit: Visit,
  user: { id: number; username: string; staffRole: string | null },
  proof: Proof,
): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  // What does not wait for an answer is sent together: people wait for all of it.
  const [providerId, known] = await Promise.all([
    user.staffRole ? null : findFirstProvider(tx, user.id),
    findAcquaintanceWith(visit, user.username, tx),
  ]);
  await Promise.all([
    insertSession(tx, {
      tokenHash: hashToken(token),
      userId: user.id,
      providerId,
      at: visit.clock.now(),
      address: visit.address,
      userAgent: (visit.userAgent ?? '').slice(0, MAX_USER_AGENT),
    }),
    // Tries from the person's own device or network are forgotten; those of strangers elsewhere still count.
    forgetTries(tx, signInKeys.of(known, user.username, visit)),
    proof !== 'password' && forgetTries(tx, codeKeys.of(known, user.id, visit)),
    rememberDevice(tx, visit, user.id),
  ]);
  await record(tx, asVisitor(visit), { action: 'sign_in.succeeded', subject: `user:${user.id}`, details: { proof } });
  return token;
}
