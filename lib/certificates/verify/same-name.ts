/** Letters that do not come apart into a plain one and a mark, as people type them where a keyboard lacks them. */
const PLAIN: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ı: 'i',
  ŋ: 'n',
};

// Accents of the Latin, Greek and Cyrillic scripts, and the vowel points of Arabic and Hebrew, which are written or left
// out at will. Not the vowel signs of the Indic scripts or the voicing marks of Japanese: they make another name.
const ACCENTS =
  /[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]/g;

// Apostrophes that Unicode counts among the letters: ʹ ʻ ʼ ʽ ʾ ʿ ˈ and their like.
const APOSTROPHES = /[\u02b9-\u02c1\u02c8-\u02cb\u02ee]/g;

/**
 * Whether two spellings are the same name: case, accents, hyphens, blanks, apostrophes and dots do not count, letters and
 * their order do. A spelling without any letter is no name and the same as nothing.
 */
export function isSameName(one: string, other: string): boolean {
  const [a, b] = [compared(one), compared(other)];
  return a !== '' && a === b;
}

function compared(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(ACCENTS, '')
    .toLowerCase()
    .replaceAll(ACCENTS, '')
    .replaceAll(APOSTROPHES, '')
    .replaceAll(/[^\p{L}\p{M}\p{N}]/gu, '')
    .replaceAll(/[ßæœøłđðþħıŋ]/g, (letter) => PLAIN[letter] ?? letter)
    .replaceAll('ς', 'σ')
    .normalize('NFC');
}
