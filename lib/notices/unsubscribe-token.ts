import { env } from '@/lib/platform/env';
import { keyedHash, sameHash } from '@/lib/platform/keyed-hash';

const PURPOSE = 'end emails with notices';

/** Returns the address that ends emails with notices for a person. It works without a sign-in, as long as the server's key does. */
export function unsubscribeHref(userId: number): string {
  return `${env().APP_URL}/api/unsubscribe/${unsubscribeToken(userId)}`;
}

export function unsubscribeToken(userId: number): string {
  return `${userId}.${keyedHash(PURPOSE, String(userId))}`;
}

/** Returns the user whose token it is; null for anything that we did not make. */
export function userOfToken(token: string): number | null {
  const [, id, hash] = /^([1-9]\d{0,14})\.([0-9a-f]{64})$/.exec(token) ?? [];
  return id && hash && sameHash(hash, keyedHash(PURPOSE, id)) ? Number(id) : null;
}
