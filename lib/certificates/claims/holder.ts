import { keyedHash } from '@/lib/platform/keyed-hash';
import { hashToken } from '@/lib/users/token';

/**
 * What a browser finds its certificates by: the token in its cookie. A browser that has none gets one that follows
 * from the key of the form it sends, so that a form sent twice by a double tap leads to the same one; without the
 * server's key nobody can work it out.
 */
export function holderToken(cookie: string | null, requestKey: string): string {
  return cookie ?? keyedHash('claim holder', requestKey);
}

export function holderHash(token: string): string {
  return hashToken(token);
}
