import { openSealed, type SealFor, seal } from '@/lib/platform/seal';

function forUser(userId: number): SealFor {
  return { purpose: 'two-step secret', boundTo: `user:${userId}` };
}

/** Seals an authenticator secret for its person's row: who only has the database cannot make codes. */
export function sealSecret(secret: Uint8Array, userId: number): string {
  return seal(secret, forUser(userId));
}

/** Null when it was sealed with another key (SESSION_SECRET was changed), for another person, or was altered. */
export function openSecret(text: string, userId: number): Uint8Array<ArrayBuffer> | null {
  return openSealed(text, forUser(userId));
}
