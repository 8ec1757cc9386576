import { randomBytes } from 'node:crypto';
import type { Queryable } from '@/db/client';
import { findOpenChallenge, insertChallenge } from '@/db/queries/two-step';
import { record } from '@/lib/audit/record';
import type { Visit } from '@/lib/platform/visit';
import { hashToken } from '../token';
import { CHALLENGE_MINUTES, CHALLENGE_TRIES } from './rules';

/**
 * Notes that this browser brought the right password and owes the code. It is no session and opens nothing.
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
  await record(tx, visit, { action: 'sign_in.challenged', subject: `user:${userId}` });
  return token;
}

/** Whose code this browser owes, or null when the wait is over. */
export async function findChallenge(visit: Visit, token: string): Promise<{ username: string } | null> {
  return findOpenChallenge(visit.db, hashToken(token), { at: visit.clock.now(), most: CHALLENGE_TRIES });
}
