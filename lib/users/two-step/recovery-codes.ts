import { randomInt } from 'node:crypto';
import { hashPassword } from '../password';
import { RECOVERY_ALPHABET, RECOVERY_CODE_COUNT, RECOVERY_CODE_LENGTH } from './rules';

/**
 * New codes, and how they are kept. 60 bits are too few for a plain hash (ASVS 5.0, 6.5.2), so they are kept like
 * passwords; and without the server's key, so that they still help on the day that key is lost.
 */
export async function makeRecoveryCodes(): Promise<{ codes: string[]; hashes: string[] }> {
  const codes = Array.from({ length: RECOVERY_CODE_COUNT }, () =>
    Array.from({ length: RECOVERY_CODE_LENGTH }, () => RECOVERY_ALPHABET[randomInt(RECOVERY_ALPHABET.length)]).join(''),
  );
  const hashes: string[] = [];
  // One after another: a set-up must not take every thread that checks passwords.
  for (const code of codes) hashes.push(await hashPassword(code));
  return { codes, hashes };
}
