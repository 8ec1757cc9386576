import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { env } from '@/lib/platform/env';

const VERSION = 'v1';

/** A key for this one purpose, so that nothing sealed elsewhere with the same setting can be opened here. */
function key(): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', env().SESSION_SECRET, '', 'pdups two-step secret', 32));
}

/**
 * Seals an authenticator secret for its row. Who only has the database cannot make codes, and a sealed secret that is
 * copied into another person's row does not open there.
 */
export function sealSecret(secret: Uint8Array, userId: number): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key(), nonce).setAAD(boundTo(userId));
  const sealed = Buffer.concat([cipher.update(secret), cipher.final(), cipher.getAuthTag()]);
  return [VERSION, nonce.toString('base64url'), sealed.toString('base64url')].join('.');
}

/** Null when it was sealed with another key (SESSION_SECRET was changed), for another person, or was altered. */
export function openSecret(text: string, userId: number): Uint8Array<ArrayBuffer> | null {
  const [version, nonce = '', sealed = ''] = text.split('.');
  if (version !== VERSION) return null;
  const bytes = Buffer.from(sealed, 'base64url');
  try {
    const decipher = createDecipheriv('aes-256-gcm', key(), Buffer.from(nonce, 'base64url'))
      .setAAD(boundTo(userId))
      .setAuthTag(bytes.subarray(-16));
    return new Uint8Array(Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]));
  } catch {
    return null;
  }
}

function boundTo(userId: number): Buffer {
  return Buffer.from(`user:${userId}`);
}
