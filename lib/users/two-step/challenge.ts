import { randomBytes } from 'node:crypto';
import type { Queryable } from '@/db/client';
import { findOpenChallenge, insertChallenge } from '@/db/queries/two-step';
import { asVisitor, record } from '@/lib/audit/record';
import type { Visit } from '@/lib/platform/visit';
import { hashToken } from '../token';
import { CHALLENGE_MINUTES, CHALLENGE_TRIES } from './rules';

/**
 * Records that this browser sent the right password and still has to enter the code. It is not a session and grants no
 * access.
 * @returns the token for the browser's cookie
 */
export async function openChallenge(tx: Queryable, visit: Visit, userId: number): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  const now = visit.clock.now();
  await insertChallenge(tx, {
    tokenHash: hashToken(token),
    userId,
    createdAt: now,
    expiresAt: new Date(now.getTime() + CHALLENGE_MINUTES * 60_000),
  });
  await record(tx, asVisitor(visit), { action: 'sign_in.challenged', subject: `user:${userId}` });
  return token;
}

/** Returns whose code this browser still has to enter, or null when the time is over. */
export async function findChallenge(visit: Visit, token: string): Promise<{ username: string } | null> {
  return findOpenChallenge(visit.db, hashToken(token), { at: visit.clock.now(), most: CHALLENGE_TRIES });
}
