import { createHmac, timingSafeEqual } from 'node:crypto';
import { env } from './env';

/**
 * Hashes a secret that is too short for a plain hash (a code of eight digits, characters in a picture): without the server's
 * key, a copy of the database does not reveal it.
 * @param purpose separates the hashes of one use from those of another
 */
export function keyedHash(purpose: string, text: string): string {
  const key = createHmac('sha256', env().SESSION_SECRET).update(`keyed hash: ${purpose}`).digest();
  return createHmac('sha256', key).update(text).digest('hex');
}

/** Compares two hashes in a time that does not depend on where they differ. */
export function sameHash(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
