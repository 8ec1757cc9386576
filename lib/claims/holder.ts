import { keyedHash } from '@/lib/platform/keyed-hash';
import { hashToken } from '@/lib/users/token';

/**
 * Returns the token with which a browser finds its certificates. A browser without a cookie gets a token derived from
 * the key of the form it sends, so that a double tap leads to the same one. Nobody can compute it without the server's
 * key.
 */
export function holderToken(cookie: string | null, requestKey: string): string {
  return cookie ?? keyedHash('claim holder', requestKey);
}

export function holderHash(token: string): string {
  return hashToken(token);
}
