import { randomBytes } from 'node:crypto';
import { decrypt, encrypt } from '@/lib/platform/encrypt';
import { env } from '@/lib/platform/env';
import { hashLinkToken } from '@/lib/share-links/token';

const TOKEN_BYTES = 32;

const purposeOf = (conferenceId: number) =>
  ({ purpose: 'conference link token', boundTo: `conference:${conferenceId}` }) as const;

/** Makes the token of a conference's link as it is stored: hashed, to recognize it, and encrypted, to show its address. */
export function makeConferenceToken(conferenceId: number): { tokenHash: string; encryptedToken: string } {
  const bytes = randomBytes(TOKEN_BYTES);
  return {
    tokenHash: hashLinkToken(bytes.toString('base64url')),
    encryptedToken: encrypt(bytes, purposeOf(conferenceId)),
  };
}

/** Returns the address that attendees get; null when the server's key has changed since the link was made. */
export function addressOfConferenceLink({
  conferenceId,
  encryptedToken,
}: {
  conferenceId: number;
  encryptedToken: string;
}): string | null {
  const bytes = decrypt(encryptedToken, purposeOf(conferenceId));
  return bytes && `${env().APP_URL}/conference/${Buffer.from(bytes).toString('base64url')}`;
}
