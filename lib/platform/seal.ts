import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { env } from './env';

const VERSION = 'v1';

/** What is sealed, and how it is bound: to the row it belongs to. */
export type SealFor = {
  /** Each purpose has a key of its own: nothing sealed for one can be opened for another. */
  purpose: 'two-step secret' | 'learning system signing key' | 'share link token';
  /** Names the row: sealed text that is copied into another row does not open there. */
  boundTo: string;
};

function keyFor(purpose: SealFor['purpose']): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', env().SESSION_SECRET, '', `pdups ${purpose}`, 32));
}

/** Seals a secret for its row with a key that is not in the database: who only has the database cannot use it. */
export function seal(secret: Uint8Array, { purpose, boundTo }: SealFor): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', keyFor(purpose), nonce).setAAD(Buffer.from(boundTo));
  const sealed = Buffer.concat([cipher.update(secret), cipher.final(), cipher.getAuthTag()]);
  return [VERSION, nonce.toString('base64url'), sealed.toString('base64url')].join('.');
}

/** Null when it was sealed with another key (SESSION_SECRET was changed), for another row or purpose, or was altered. */
export function openSealed(text: string, { purpose, boundTo }: SealFor): Uint8Array<ArrayBuffer> | null {
  const [version, nonce = '', sealed = ''] = text.split('.');
  if (version !== VERSION) return null;
  const bytes = Buffer.from(sealed, 'base64url');
  try {
    const decipher = createDecipheriv('aes-256-gcm', keyFor(purpose), Buffer.from(nonce, 'base64url'))
      .setAAD(Buffer.from(boundTo))
      .setAuthTag(bytes.subarray(-16));
    return new Uint8Array(Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]));
  } catch {
    return null;
  }
}
