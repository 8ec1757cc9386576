import { createHmac, hkdfSync, randomInt, timingSafeEqual } from 'node:crypto';
import { env } from '@/lib/platform/env';
import { CODE_DIGITS } from './rules';

/** Which letter a code stands in. */
export type Side = 'old' | 'new';

type BoundTo = { userId: number; newEmail: string };

export function makeCode(): string {
  return String(randomInt(10 ** CODE_DIGITS)).padStart(CODE_DIGITS, '0');
}

/** How a code is kept: eight digits are guessed in no time from a plain hash, and not without the server's key. */
export function hashCode(side: Side, { userId, newEmail }: BoundTo, code: string): string {
  const key = new Uint8Array(hkdfSync('sha256', env().SESSION_SECRET, '', 'pdups e-mail change code', 32));
  return createHmac('sha256', key)
    .update(JSON.stringify([side, userId, newEmail, code]))
    .digest('hex');
}

export function codeMatches(stored: string, side: Side, boundTo: BoundTo, code: string): boolean {
  return timingSafeEqual(Buffer.from(stored, 'hex'), Buffer.from(hashCode(side, boundTo, code), 'hex'));
}
