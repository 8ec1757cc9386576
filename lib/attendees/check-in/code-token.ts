import { createHash, randomBytes } from 'node:crypto';
import { decrypt, encrypt } from '@/lib/platform/encrypt';
import { env } from '@/lib/platform/env';

/** 144 bits: nobody can guess it, and the code stays small enough to scan from the back of a room. */
const TOKEN_BYTES = 18;

const purposeOf = (eventId: number) => ({ purpose: 'check-in code', boundTo: `event:${eventId}` }) as const;

/** Makes the token of an event's code, as it is stored. */
export function makeCodeToken(eventId: number): { tokenHash: string; encryptedToken: string } {
  const bytes = randomBytes(TOKEN_BYTES);
  return { tokenHash: hashCodeToken(bytes.toString('base64url')), encryptedToken: encrypt(bytes, purposeOf(eventId)) };
}

/** Hashes a token from an address. It needs no check, because a malformed one is simply not found. */
export const hashCodeToken = (token: string) => createHash('sha256').update(token).digest('hex');

/** Returns the whole address that people scan; null when the server's key has changed since the code was made. */
export function addressOfCode({ eventId, encryptedToken }: { eventId: number; encryptedToken: string }): string | null {
  const bytes = decrypt(encryptedToken, purposeOf(eventId));
  return bytes && `${env().APP_URL}/check-in/${Buffer.from(bytes).toString('base64url')}`;
}
