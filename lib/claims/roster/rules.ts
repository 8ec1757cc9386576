/** A code proves an address within this time and this many tries (SECURITY, "Password reset"). */
export const CODE_MINUTES = 10;
export const CODE_TRIES = 5;
export const CODE_DIGITS = 8;

/** How long a proof of an address is valid; long enough for an evaluation. */
export const PROOF_MINUTES = 60;

/** Limits per 15 minutes. Many people in one room, behind one address, ask for codes at the same time (choice). */
export const LIMITS = {
  codesPerMailbox: { most: 5, own: 2, ownOfAll: 40 },
  codesPerLinkAndAddress: 600,
  codesPerLink: { most: 2000, own: 300, ownOfAll: 20_000 },
  /** Beyond this, only a code's first try is checked, so that people who type theirs right are not locked out. */
  wrongCodesPerLinkAndAddress: 100,
} as const;
