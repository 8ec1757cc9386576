import { createHmac, hkdfSync, randomInt, timingSafeEqual } from 'node:crypto';
import { env } from '@/lib/platform/env';
import { CODE_DIGITS } from './rules';

/** Which address the code was sent to. */
export type Side = 'old' | 'new';

type BoundTo = { userId: number; newEmail: string };

export function makeCode(): string {
  return String(randomInt(10 ** CODE_DIGITS)).padStart(CODE_DIGITS, '0');
}

/** Hashes a code for storage with the server's key: a plain hash of eight digits can be cracked in no time. */
export function hashCode(side: Side, { userId, newEmail }: BoundTo, code: string): string {
  const key = new Uint8Array(hkdfSync('sha256', env().SESSION_SECRET, '', 'pdups email change code', 32));
  return createHmac('sha256', key)
    .update(JSON.stringify([side, userId, newEmail, code]))
    .digest('hex');
}

export function codeMatches(stored: string, side: Side, boundTo: BoundTo, code: string): boolean {
  return timingSafeEqual(Buffer.from(stored, 'hex'), Buffer.from(hashCode(side, boundTo, code), 'hex'));
}
