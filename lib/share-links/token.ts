import { createHash, randomBytes } from 'node:crypto';
import { decrypt, encrypt } from '@/lib/platform/encrypt';
import { env } from '@/lib/platform/env';

const TOKEN_BYTES = 32;

/** Makes a link's token as it is stored: hashed, to recognize it, and encrypted, to show the provider its address. */
export function makeLinkToken(eventId: number): { tokenHash: string; encryptedToken: string } {
  const bytes = randomBytes(TOKEN_BYTES);
  return { tokenHash: hashLinkToken(bytes.toString('base64url')), encryptedToken: encrypt(bytes, purposeOf(eventId)) };
}

/** Hashes a token; an address can contain anything, and what does not match any stored hash is simply not found. */
export function hashLinkToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** Returns the complete address that attendees get; null when the server's key has changed since the link was made. */
export function addressOfLink({ eventId, encryptedToken }: { eventId: number; encryptedToken: string }): string | null {
  const bytes = decrypt(encryptedToken, purposeOf(eventId));
  return bytes && `${env().APP_URL}/certificate/${Buffer.from(bytes).toString('base64url')}`;
}

const purposeOf = (eventId: number) => ({ purpose: 'share link token', boundTo: `event:${eventId}` }) as const;
