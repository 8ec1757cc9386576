/** A serial number has a check digit, so a typo can be distinguished from an unknown one. */
export const MISTYPED =
  'That is not a valid serial number. Check the characters: one may be wrong, or two may be swapped.';
