import { randomUUID } from 'node:crypto';
import { keyedHash, sameHash } from '../keyed-hash';

/** Capitals that cannot be mistaken for each other or for a digit, without vowels, which would form words. */
export const CHARACTERS = 'BCDFHJKLMNPRSTWXYZ';
export const CHARACTERS_SHOWN = 5;
export const CHECK_MINUTES = 5;

/**
 * A check that was issued: `<id>.<end in milliseconds, base 36>.<signature>`. It contains everything there is to know, so
 * that showing a page writes nothing; only an answer is saved, once (answer.ts).
 */
export type Ticket = string;

export type OpenedTicket = { id: string; expiresAt: Date };

export function newTicket(now: Date): Ticket {
  const body = `${randomUUID()}.${(now.getTime() + CHECK_MINUTES * 60_000).toString(36)}`;
  return `${body}.${signatureOf(body)}`;
}

/** Verifies one of our tickets, expired or not; returns null for anything else. */
export function openTicket(ticket: Ticket): OpenedTicket | null {
  const [, body, id, end, mark] = /^(([0-9a-f-]{36})\.([0-9a-z]{1,10}))\.([0-9a-f]{32})$/.exec(ticket) ?? [];
  if (!body || !id || !end || !mark || !sameHash(mark, signatureOf(body))) return null;
  return { id, expiresAt: new Date(Number.parseInt(end, 36)) };
}

function signatureOf(body: string): string {
  return keyedHash('human check: ticket', body).slice(0, 32);
}

/**
 * Returns the characters of a check. They are derived from its id and the server's key; nothing that leaves the server
 * contains them.
 */
export function charactersOf(id: string): string {
  const bytes = Buffer.from(keyedHash('human check: letters', id), 'hex');
  // Four bytes per character make the bias of the modulo negligible.
  return Array.from(
    { length: CHARACTERS_SHOWN },
    (_, i) => CHARACTERS[bytes.readUInt32BE(i * 4) % CHARACTERS.length],
  ).join('');
}

/** Normalizes an answer for comparison: case and spaces between the characters do not matter. */
export function plainAnswer(typed: string): string {
  return typed.normalize('NFKC').replaceAll(/\s/g, '').toUpperCase();
}
