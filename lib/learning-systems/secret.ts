import { createHash, randomBytes } from 'node:crypto';
import { decrypt, type EncryptionPurpose, encrypt } from '@/lib/platform/encrypt';

/** Makes a secret recognizable where it does not belong, such as in a public repository. */
const PREFIX = 'pdups_';

/** Makes a new secret: `pdups_` and 32 random bytes. */
export function makeSecret(): string {
  return PREFIX + randomBytes(32).toString('base64url');
}

/** Makes the id that names a key in a signed link. It is not secret. */
export function makePublicId(): string {
  return `key_${randomBytes(9).toString('hex')}`;
}

/** Returns whether this text has the form of a secret. */
export function isSecret(text: string): boolean {
  return /^pdups_[\w-]{43}$/.test(text);
}

/** Hashes a secret for storage. A plain hash of 256 random bits reveals nothing. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Precedes the secret when the signing key is made. It is documented, so it must never change. */
export const SIGNING_LABEL = 'pdups signed link:';

/**
 * Derives the key that signs links: SHA-256 of the label and the secret, 32 bytes. It cannot be derived from the hash
 * that is stored for the endpoint, and it does not work as a key for the endpoint.
 */
export function signingKeyOf(secret: string): Buffer {
  return createHash('sha256').update(`${SIGNING_LABEL}${secret}`).digest();
}

function forKey(publicId: string): EncryptionPurpose {
  return { purpose: 'learning system signing key', boundTo: publicId };
}

/** Encrypts the signing key for the row of the key with this public id. */
export function encryptSigningKey(signingKey: Uint8Array, publicId: string): string {
  return encrypt(signingKey, forKey(publicId));
}

/** Decrypts a signing key; null when it was encrypted with another server key, or for another row. */
export function openSigningKey(encrypted: string, publicId: string): Uint8Array | null {
  return decrypt(encrypted, forKey(publicId));
}
