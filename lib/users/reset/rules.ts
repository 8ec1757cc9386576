/** From the username to the code; after that as long again for choosing the password. */
export const WALK_MINUTES = 30;
export const CODE_MINUTES = 10;
export const CODE_DIGITS = 8;
/** Wrong tries that kill a code, and codes in one walk (SECURITY, "Password reset"). */
export const CODE_TRIES = 5;
export const CODES_A_WALK = 5;

/** Tries in a quarter of an hour: at one account, whoever asks, and from one address, behind which a school may sit. */
export const LIMITS = {
  startsPerAccount: 10,
  startsPerAddress: 100,
  codesPerAccount: 10,
  codesPerAddress: 100,
  triesPerAccount: 30,
  triesPerAddress: 200,
} as const;

/** An address as it is compared: without regard to case, which no mail service tells apart. */
export function plainAddress(typed: string): string {
  return typed.normalize('NFKC').trim().toLowerCase();
}

/** A code as it is compared: blanks and dashes are how mail programs break it up. */
export function plainCode(typed: string): string {
  return typed.normalize('NFKC').replaceAll(/[\s\p{Pd}]/gu, '');
}
