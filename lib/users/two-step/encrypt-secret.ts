import { decrypt, type EncryptionPurpose, encrypt } from '@/lib/platform/encrypt';

function forUser(userId: number): EncryptionPurpose {
  return { purpose: 'two-step secret', boundTo: `user:${userId}` };
}

/** Encrypts an authenticator secret for its person's row, so that nobody can make codes with the database alone. */
export function encryptSecret(secret: Uint8Array, userId: number): string {
  return encrypt(secret, forUser(userId));
}

/** Decrypts a secret. Null: it was encrypted with another key (SESSION_SECRET changed), for another person, or altered. */
export function openSecret(text: string, userId: number): Uint8Array<ArrayBuffer> | null {
  return decrypt(text, forUser(userId));
}
