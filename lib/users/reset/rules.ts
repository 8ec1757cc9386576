/** From the username to the code; then the same time again for choosing the password. */
export const FLOW_MINUTES = 30;
export const CODE_MINUTES = 10;
export const CODE_DIGITS = 8;
/** Wrong tries that kill a code, and codes in one reset flow (SECURITY, "Password reset"). */
export const CODE_TRIES = 5;
export const MAX_CODES_PER_FLOW = 5;

/** Per quarter of an hour (docs/decisions/rate-limits.md). */
export const LIMITS = {
  wrongCharactersPerAddress: 100,
  startsPerAddress: 300,
  startsPerAccountAndAddress: 10,
  startsPerDevice: 10,
  /** Per mailbox of an account. With five tries each, strangers get at most 350 guesses out of 100 million. */
  codes: { most: 10, own: 2, ownOfAll: 60 },
  codesPerDevice: 10,
  triesPerLink: 30,
  /** Per finished reset flow: forms that come again. */
  triesAgain: 10,
  unknownLinksPerAddress: 200,
} as const;

/** Normalizes an address for comparison: case is ignored, because no mail service distinguishes it. */
export function plainAddress(typed: string): string {
  return typed.normalize('NFKC').trim().toLowerCase();
}

/** Normalizes a code for comparison: mail programs break it up with spaces and dashes. */
export function plainCode(typed: string): string {
  return typed.normalize('NFKC').replaceAll(/[\s\p{Pd}]/gu, '');
}
