import { createHash, randomBytes } from 'node:crypto';
import { env } from '@/lib/platform/env';
import { openSealed, seal } from '@/lib/platform/seal';

const TOKEN_BYTES = 32;

/** The token of a link as its row keeps it: to recognise it, and sealed, to show the provider its address again. */
export function makeLinkToken(eventId: number): { tokenHash: string; sealedToken: string } {
  const bytes = randomBytes(TOKEN_BYTES);
  return { tokenHash: hashLinkToken(bytes.toString('base64url')), sealedToken: seal(bytes, sealFor(eventId)) };
}

/** Anything may stand in an address; whatever does is hashed, and found or not. */
export function hashLinkToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** The whole address that attendees get; null when the server's key is another one than when the link was made. */
export function addressOfLink({ eventId, sealedToken }: { eventId: number; sealedToken: string }): string | null {
  const bytes = openSealed(sealedToken, sealFor(eventId));
  return bytes && `${env().APP_URL}/certificate/${Buffer.from(bytes).toString('base64url')}`;
}

const sealFor = (eventId: number) => ({ purpose: 'share link token', boundTo: `event:${eventId}` }) as const;
