import { randomBytes } from 'node:crypto';
import type { Queryable } from '@/db/client';
import { insertFirstAccessLink } from '@/db/queries/user-writing';
import type { Visit } from '@/lib/platform/visit';
import { hashToken } from './token';

/** Long enough to pass the link on to a person by hand, short enough that it is not left lying around. */
export const FIRST_ACCESS_HOURS = 24;

/** Returns the path of the page where the person chooses a first password (M1); the link works once. */
export function firstAccessPath(token: string): string {
  return `/password-reset/first-access?token=${token}`;
}

/**
 * Creates a one-time link for a person who cannot be sent an email.
 * @returns its token, 32 random bytes, of which only the SHA-256 is stored
 */
export async function createFirstAccessLink(
  tx: Queryable,
  visit: Pick<Visit, 'clock'>,
  userId: number,
): Promise<{ token: string; expiresAt: Date }> {
  const token = randomBytes(32).toString('base64url');
  const createdAt = visit.clock.now();
  const expiresAt = new Date(createdAt.getTime() + FIRST_ACCESS_HOURS * 3_600_000);
  await insertFirstAccessLink(tx, { tokenHash: hashToken(token), userId, createdAt, expiresAt });
  return { token, expiresAt };
}
