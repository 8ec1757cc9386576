import { randomInt } from 'node:crypto';
import { hashPassword } from '../password';
import { RECOVERY_ALPHABET, RECOVERY_CODE_COUNT, RECOVERY_CODE_LENGTH } from './rules';

/**
 * Creates new codes and their hashes. 60 bits are too few for a plain hash (ASVS 5.0, 6.5.2), so they are hashed like
 * passwords; and without the server's key, so that they still work if that key is lost.
 */
export async function makeRecoveryCodes(): Promise<{ codes: string[]; hashes: string[] }> {
  const codes = Array.from({ length: RECOVERY_CODE_COUNT }, () =>
    Array.from({ length: RECOVERY_CODE_LENGTH }, () => RECOVERY_ALPHABET[randomInt(RECOVERY_ALPHABET.length)]).join(''),
  );
  const hashes: string[] = [];
  // One after another, so that a set-up does not take up every thread that checks passwords.
  for (const code of codes) hashes.push(await hashPassword(code));
  return { codes, hashes };
}
