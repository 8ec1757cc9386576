import { keyedHash } from '@/lib/platform/keyed-hash';

/** Letters and digits that people don't confuse (Crockford's base 32). */
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 8;

/**
 * Returns the code on a person's badge, such as "4F7K-92QX". It is derived with the server's key, so nobody can make
 * one up, and it reveals nothing about the person.
 */
export function badgeCodeOf({ eventId, attendeeId }: { eventId: number; attendeeId: number }): string {
  let bits = BigInt(`0x${keyedHash('badge', `${eventId}:${attendeeId}`).slice(0, 10)}`);
  let code = '';
  for (let i = 0; i < LENGTH; i++) {
    code = SIGNS[Number(bits & 31n)] + code;
    bits >>= 5n;
  }
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}
