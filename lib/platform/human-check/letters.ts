import { randomUUID } from 'node:crypto';
import { keyedHash, sameHash } from '../keyed-hash';

/** Capitals that cannot be taken for each other or for a numeral, and no vowels, which would make words. */
export const LETTERS = 'BCDFHJKLMNPRSTWXYZ';
export const LETTERS_SHOWN = 5;
export const CHECK_MINUTES = 5;

/**
 * A check that was handed out: `<id>.<end in milliseconds, base 36>.<seal>`. It holds all there is to know, so that
 * showing a page writes nothing; only an answer is written down, once (answer.ts).
 */
export type Ticket = string;

export type OpenedTicket = { id: string; expiresAt: Date };

export function newTicket(now: Date): Ticket {
  const body = `${randomUUID()}.${(now.getTime() + CHECK_MINUTES * 60_000).toString(36)}`;
  return `${body}.${seal(body)}`;
}

/** Opens a ticket of ours, expired or not; null for anything else. */
export function openTicket(ticket: Ticket): OpenedTicket | null {
  const [, body, id, end, mark] = /^(([0-9a-f-]{36})\.([0-9a-z]{1,10}))\.([0-9a-f]{32})$/.exec(ticket) ?? [];
  if (!body || !id || !end || !mark || !sameHash(mark, seal(body))) return null;
  return { id, expiresAt: new Date(Number.parseInt(end, 36)) };
}

function seal(body: string): string {
  return keyedHash('human check: ticket', body).slice(0, 32);
}

/** The letters of a check. They follow from its id and the server's key; nothing that leaves the server holds them. */
export function lettersOf(id: string): string {
  const bytes = Buffer.from(keyedHash('human check: letters', id), 'hex');
  // Four bytes a letter: what is left over by the division weighs nothing.
  return Array.from({ length: LETTERS_SHOWN }, (_, i) => LETTERS[bytes.readUInt32BE(i * 4) % LETTERS.length]).join('');
}

/** An answer as it is compared: capitals or not, blanks between the letters or not. */
export function plainAnswer(typed: string): string {
  return typed.normalize('NFKC').replaceAll(/\s/g, '').toUpperCase();
}
