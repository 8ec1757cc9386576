/** A serial has a check digit, so a slip is told from an unknown one. */
export const MISTYPED = 'This cannot be a serial. Check the characters: one may be wrong, or two may be swapped.';
