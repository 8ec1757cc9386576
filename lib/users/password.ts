import { hash, verify } from '@node-rs/argon2';
import { oneOfFew } from './password-work';

// OWASP's second profile for argon2id: 19 MiB of memory, two passes, one lane.
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export async function hashPassword(password: string): Promise<string> {
  return oneOfFew(() => hash(password.normalize('NFC'), COST));
}

let nobody: Promise<string> | undefined;

/**
 * Compares a password with a stored hash. Without a stored hash it takes the same time and says no, so that the time
 * does not tell whether a username exists.
 */
export async function passwordMatches(stored: string | null, password: string): Promise<boolean> {
  // Not counted as work of a flood: were it refused once, it would be refused for good.
  nobody ??= hash(crypto.randomUUID(), COST);
  const against = stored ?? (await nobody);
  const matches = await oneOfFew(() => verify(against, password.normalize('NFC')));
  return matches && stored !== null;
}
