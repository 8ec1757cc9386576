import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { env } from './env';

const VERSION = 'v1';

/** What is encrypted, and the row that it is bound to. */
export type EncryptionPurpose = {
  /** Each purpose has a separate key, so that text encrypted for one cannot be decrypted for another. */
  purpose:
    | 'two-step secret'
    | 'learning system signing key'
    | 'share link token'
    | 'check-in code'
    | 'conference link token'
    | 'webhook secret';
  /** Identifies the row: encrypted text that is copied into another row cannot be decrypted there. */
  boundTo: string;
};

function keyFor(purpose: EncryptionPurpose['purpose']): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', env().SESSION_SECRET, '', `pdups ${purpose}`, 32));
}

/** Encrypts a secret for its row with a key that is not in the database, so that the database alone does not reveal it. */
export function encrypt(secret: Uint8Array, { purpose, boundTo }: EncryptionPurpose): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', keyFor(purpose), nonce).setAAD(Buffer.from(boundTo));
  const encrypted = Buffer.concat([cipher.update(secret), cipher.final(), cipher.getAuthTag()]);
  return [VERSION, nonce.toString('base64url'), encrypted.toString('base64url')].join('.');
}

/**
 * Returns null when the text was encrypted with another key (SESSION_SECRET was changed), for another row or purpose, or was
 * altered.
 */
export function decrypt(text: string, { purpose, boundTo }: EncryptionPurpose): Uint8Array<ArrayBuffer> | null {
  const [version, nonce = '', encrypted = ''] = text.split('.');
  if (version !== VERSION) return null;
  const bytes = Buffer.from(encrypted, 'base64url');
  try {
    const decipher = createDecipheriv('aes-256-gcm', keyFor(purpose), Buffer.from(nonce, 'base64url'))
      .setAAD(Buffer.from(boundTo))
      .setAuthTag(bytes.subarray(-16));
    return new Uint8Array(Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]));
  } catch {
    return null;
  }
}
