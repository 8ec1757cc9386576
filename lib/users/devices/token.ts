import { randomBytes } from 'node:crypto';
import { keyedHash, sameHash } from '@/lib/platform/keyed-hash';

/** Creates a device token: 32 random bytes, signed, so that nobody can choose one. */
export function newDeviceToken(): string {
  const random = randomBytes(32).toString('base64url');
  return `${random}.${signatureOf(random)}`;
}

/** Returns whether this token is one of ours. Only the database knows which person's device it is. */
export function isDeviceToken(token: string): boolean {
  const [random = '', signature = '', ...more] = token.split('.');
  return more.length === 0 && random.length === 43 && sameHash(signature, signatureOf(random));
}

function signatureOf(random: string): string {
  return keyedHash('known device', random).slice(0, 32);
}
