// Dashes of any kind, dots, blanks, slashes and underscores.
const MARK = String.raw`[\s.\p{Pd}\u2212\u00ad_/\u00b7\u2022]+`;
const IN_TEXT = new RegExp(String.raw`(?<!\d)(\d{3}${MARK}\d{2}${MARK}\d{4}|(?<!\p{L})\d{9})(?!\d)`, 'gu');
const NAMED = /\b(ssn|social security( (number|no|#))?)(?!\p{L})[^\d]{0,5}[\d\s.\p{Pd}\u2212]{9,}/iu;

/** Converts digits to ASCII, including full-width ones and those of other scripts. */
function digitsOf(text: string): string {
  if (/^[ -~]*$/.test(text)) return text;
  return text.normalize('NFKC').replaceAll(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0)!;
    if (code < 0x80) return digit;
    // The digits of a script are consecutive, starting with its zero.
    let zero = code;
    while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
    return String(code - zero);
  });
}

/**
 * Returns whether a text has what looks like a Social Security number: nine digits, in one piece or grouped by three,
 * two and four. None is ever stored, by law and standards (DOMAIN).
 */
export function hasSocialSecurityNumber(text: string): boolean {
  if ((text.match(/\p{Nd}/gu)?.length ?? 0) < 9) return false;
  const plain = digitsOf(text);
  IN_TEXT.lastIndex = 0;
  return IN_TEXT.test(plain) || NAMED.test(plain);
}

/** Does the same for a field with nothing but a number: nine digits, however they are grouped. */
export function isSocialSecurityNumber(text: string): boolean {
  if (hasSocialSecurityNumber(text)) return true;
  const plain = digitsOf(text);
  return /^[\d\s\p{P}\p{S}]*$/u.test(plain) && plain.replaceAll(/\D/g, '').length === 9;
}

export const LOOKS_LIKE_SSN =
  'That looks like a Social Security number, which can’t be stored here. Use the educator (folio) number, or leave it blank.';
