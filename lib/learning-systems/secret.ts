import { createHash, randomBytes } from 'node:crypto';
import { openSealed, type SealFor, seal } from '@/lib/platform/seal';

/** So that a secret is recognised where it does not belong: in a public repository, say. */
const PREFIX = 'pdups_';

/** A new secret, `pdups_` and 32 random bytes. */
export function makeSecret(): string {
  return PREFIX + randomBytes(32).toString('base64url');
}

/** Names a key in a signed link; no secret. */
export function makePublicId(): string {
  return `key_${randomBytes(9).toString('hex')}`;
}

/** Whether this text can be a secret of ours at all. */
export function isSecret(text: string): boolean {
  return /^pdups_[\w-]{43}$/.test(text);
}

/** What is kept of a secret for the HTTP endpoint. With 256 random bits a plain hash tells nothing. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** What comes before the secret when the signing key is made. Part of the documentation: it never changes. */
export const SIGNING_LABEL = 'pdups signed link:';

/**
 * The key with which links are signed: SHA-256 of the label and the secret, 32 bytes. It cannot be told from the hash
 * that is kept for the endpoint, and the endpoint cannot be used with it.
 */
export function signingKeyOf(secret: string): Buffer {
  return createHash('sha256').update(`${SIGNING_LABEL}${secret}`).digest();
}

function forKey(publicId: string): SealFor {
  return { purpose: 'learning system signing key', boundTo: publicId };
}

/** Sealed for the row of the key with this public id. */
export function sealSigningKey(signingKey: Uint8Array, publicId: string): string {
  return seal(signingKey, forKey(publicId));
}

/** Null when it was sealed with another server key, or for another row. */
export function openSigningKey(sealed: string, publicId: string): Uint8Array | null {
  return openSealed(sealed, forKey(publicId));
}
