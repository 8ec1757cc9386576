import { hash, verify } from '@node-rs/argon2';
import { type Line, oneOfFew } from './password-work';

// OWASP's second profile for argon2id: 19 MiB of memory, two passes, one lane.
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export async function hashPassword(password: string): Promise<string> {
  return oneOfFew(() => hash(password.normalize('NFC'), COST), 'known');
}

let nobody: Promise<string> | undefined;

/**
 * Compares a password with a stored hash. Without a stored hash it takes the same time and returns false, so that the
 * timing does not reveal whether a username exists.
 */
export async function passwordMatches(stored: string | null, password: string, line: Line = 'known'): Promise<boolean> {
  // This does not go through the flood limit: if it were rejected once, it would stay rejected for good.
  nobody ??= hash(crypto.randomUUID(), COST);
  const against = stored ?? (await nobody);
  const matches = await oneOfFew(() => verify(against, password.normalize('NFC')), line);
  return matches && stored !== null;
}
