/** A code proves an address within this time and with so few tries (SECURITY, "Password reset"). */
export const CODE_MINUTES = 10;
export const CODE_TRIES = 5;
export const CODE_DIGITS = 8;

/** How long a proved address is taken for proved; long enough for an evaluation. */
export const PROOF_MINUTES = 60;

/** In a quarter of an hour. A room of people who sit behind one address all ask for codes at once (choice). */
export const LIMITS = {
  codesPerMailbox: 5,
  codesPerLinkAndAddress: 600,
  codesPerLink: 2000,
  wrongCodesPerLinkAndAddress: 100,
} as const;
