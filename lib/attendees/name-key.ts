// `db/name-key.ts` computes the same key in the database; `tests/db/name-key.test.ts` compares the two.

/** Latin letters after lowercasing, with the marks that combine with them. */
const ACCENTED =
  /([a-z\u00df-\u00f6\u00f8-\u02af\u1d00-\u1dbf\u1e00-\u1eff\u2c60-\u2c7f\ua722-\ua7ca\uab30-\uab64])[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+/g;
const APOSTROPHES = /['’‘‛`´′‵ʹʺʻʼʽʾʿˈˊˋꞋꞌ՚׳]/g;
/** They change how neighboring letters are joined, and nothing else: without them it is the same name. */
const JOINERS = /[\u200c\u200d]/g;
const HYPHENS_AND_BLANKS = /[-\u2010-\u2015\s]+/g;

/** Characters that do not decompose into a plain one and a mark, as people type them on keyboards that lack them. */
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
  ς: 'σ',
};

/**
 * Returns a name for comparison: without case, and for Latin letters without accents and width. Apostrophes, periods, joiners,
 * and the difference between hyphens and blanks do not count. Vowel signs, voicing marks and accents of other scripts
 * do, because without them it would be another name.
 */
export function nameKey(name: string): string {
  return name
    .replaceAll(APOSTROPHES, '')
    .replaceAll(JOINERS, '')
    .normalize('NFKD')
    .replaceAll(APOSTROPHES, '')
    .toLowerCase()
    .replaceAll(ACCENTED, '$1')
    .replaceAll('.', '')
    .replaceAll(HYPHENS_AND_BLANKS, ' ')
    .replaceAll(/[ßæœøłđðþħıŋς]/g, (character) => PLAIN[character]!)
    .trim()
    .normalize('NFC');
}
