import { randomInt } from 'node:crypto';
import { createChallenge, type Payload, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { z } from 'zod';
import { keyedHash } from '../keyed-hash';
import { newTicket, openTicket } from './characters';
import { MAX_WORK, MIN_WORK } from './work-size';

/**
 * A sum that takes a browser a few seconds and costs a person nothing: the equivalent for people who cannot see the
 * characters.
 */
export type Work = Awaited<ReturnType<typeof createChallenge>>;

// One step takes about two milliseconds on a laptop's processor.
const COST = 5_000;

export async function newWork(now: Date): Promise<Work> {
  return createChallenge({
    algorithm: 'PBKDF2/SHA-256',
    cost: COST,
    counter: randomInt(MIN_WORK, MAX_WORK),
    deriveKey,
    // The expiry is in the ticket, which is checked against our own clock.
    data: { ticket: newTicket(now) },
    ...secrets(),
  });
}

const payloadSchema = z.object({
  challenge: z.object({
    parameters: z.looseObject({
      algorithm: z.literal('PBKDF2/SHA-256'),
      cost: z.literal(COST),
      keyLength: z.literal(32),
      data: z.object({ ticket: z.string().max(100) }),
    }),
    signature: z.string().max(100),
  }),
  solution: z.object({ counter: z.number(), derivedKey: z.string().max(100), time: z.number().optional() }),
});

/** Returns the ticket of one of our sums that was solved correctly; null for anything else. */
export async function openWork(payload: string) {
  try {
    const parsed = payloadSchema.safeParse(JSON.parse(payload));
    if (!parsed.success) return null;
    const { challenge, solution } = parsed.data as unknown as Payload;
    const { verified } = await verifySolution({ challenge, solution, deriveKey, ...secrets() });
    return verified ? openTicket(parsed.data.challenge.parameters.data.ticket) : null;
  } catch {
    // Not JSON, or JSON that the library does not accept: not a solution of ours.
    return null;
  }
}

function secrets() {
  return {
    hmacSignatureSecret: keyedHash('human check: work', 'signature'),
    hmacKeySignatureSecret: keyedHash('human check: work', 'key signature'),
  };
}
