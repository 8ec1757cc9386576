import { createHash } from 'node:crypto';

/** The name under which a token is kept: the database never holds what the cookie holds. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
