import { hash, verify } from '@node-rs/argon2';

// OWASP's second profile for argon2id: 19 MiB of memory, two passes, one lane.
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export async function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFC'), COST);
}

let nobody: Promise<string> | undefined;

/**
 * Compares a password with a stored hash. Without a stored hash it takes the same time and says no, so that the time
 * does not tell whether a username exists.
 */
export async function passwordMatches(stored: string | null, password: string): Promise<boolean> {
  nobody ??= hashPassword(crypto.randomUUID());
  const matches = await verify(stored ?? (await nobody), password.normalize('NFC'));
  return matches && stored !== null;
}
