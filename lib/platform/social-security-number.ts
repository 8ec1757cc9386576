/** Blanks within a line, dashes of any kind, dots and underscores, between the groups of a number. */
const MARK = String.raw`[\p{Zs}\p{Pd}\u2212\u2043\u02d7\u2500\u30fc._\u00b7\u2022\u2027~]{1,5}`;
/** A slash counts only on both sides: "Room 101 10/2026" is no number. */
const SLASH = String.raw`\p{Zs}?[/\\]\p{Zs}?`;
/** Not an amount of money, and no part of a longer number with dashes, such as an ISBN. */
const GROUPED = new RegExp(
  String.raw`(?<![\d$€£])(?<!\d[-.])(\d{3})(${MARK}|${SLASH})(\d{2})(${MARK}|${SLASH})(\d{4})(?!\d)(?![-.]\d)`,
  'gu',
);

/** What separates two groups: a dash of any kind, a blank, or another sign, whatever blanks are around it. */
function separatorOf(text: string): string {
  const sign = text.replaceAll(/\p{Zs}/gu, '');
  if (sign === '') return ' ';
  return /^[\p{Pd}\u2212\u2043\u02d7\u2500\u30fc~]+$/u.test(sign) ? '-' : sign;
}

/**
 * Returns whether groups of three, two and four digits are such a number. No group is all zeros, and one kind of sign
 * separates them, or a dash and then a blank. A course with its term, such as EDU-501-06-2026, is none.
 */
function isGrouped([, area, first, group, second, serial]: RegExpMatchArray, before: string): boolean {
  if (area === '000' || group === '00' || serial === '0000') return false;
  const [one, other] = [separatorOf(first!), separatorOf(second!)];
  if (one !== other && !(one === '-' && other === ' ')) return false;
  const isTerm = /^(0[1-9]|1[0-2])$/.test(group!) && /^(19|20)\d\d$/.test(serial!);
  return !(isTerm && /\p{L}[-_.]?$/u.test(before));
}

/** Finds the next such number in a text with ASCII digits, from a place on. */
function findGrouped(plain: string, from: number): { at: number; length: number } | null {
  GROUPED.lastIndex = from;
  for (let match = GROUPED.exec(plain); match; match = GROUPED.exec(plain)) {
    if (isGrouped(match, plain.slice(0, match.index))) return { at: match.index, length: match[0].length };
    // A number can begin within what was none.
    GROUPED.lastIndex = match.index + 1;
  }
  return null;
}

const NAME = String.raw`\bs\.?s\.?n\.?|\bss\s?(?:#|no|num)|\bsoc(?:ial)?\.?\s?sec(?:urity|\b)|\bseguro social|\bs[eé]curit[eé] sociale`;
/** Marks and words such as "No.", or a few words of the same sentence: "SSN of the host: ". */
const BETWEEN = String.raw`(?!\p{L})(?:(?:[\p{Zs}\p{P}\p{S}]|numbers?\b|num\b|no\b|nr\b|is\b){0,12}|[^\d\n\r.,;()]{0,30})`;
const NAMED = new RegExp(String.raw`(?:${NAME})${BETWEEN}\d(?:[\p{Zs}.\p{Pd}\u2212]{0,3}\d){8}(?!\d)`, 'giu');

/** Nine digits in one piece, which can also be an order number or a student's. */
const IN_ONE_PIECE = /(?<![\d\p{L}])\d{9}(?!\d)/u;

/** Replaces a Social Security number, which is never stored, not even for a day. */
export const REMOVED_SSN = '•••-••-••••';

/**
 * Returns a text with the ASCII forms of its digits and signs, including full-width digits, those in circles, and those of
 * other scripts.
 */
function inAscii(text: string): string {
  if (/^[ -~]*$/.test(text)) return text;
  return text
    .replaceAll('\u00ad', '-')
    .normalize('NFKC')
    .replaceAll(/[\p{Cf}\p{Mn}]/gu, '')
    .replaceAll(/\p{Nd}/gu, (digit) => {
      const code = digit.codePointAt(0)!;
      if (code < 0x80) return digit;
      // The digits of a script are consecutive, starting with its zero.
      let zero = code;
      while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
      return String(code - zero);
    });
}

const hasNineDigits = (text: string) => text.length >= 9 && /(?:\p{N}\P{N}*){9}/u.test(text);

/**
 * Returns whether a text has what looks like a Social Security number: nine digits grouped by three, two and four, or
 * behind a name such as “SSN”. None is ever stored, by law and standards (DOMAIN).
 */
export function hasSocialSecurityNumber(text: string): boolean {
  if (!hasNineDigits(text)) return false;
  const plain = inAscii(text);
  return findGrouped(plain, 0) !== null || plain.search(NAMED) >= 0;
}

/** Does the same for a field about a person, in which nine digits in one piece are such a number, too. */
export function mayHaveSocialSecurityNumber(text: string): boolean {
  return hasNineDigits(text) && (hasSocialSecurityNumber(text) || IN_ONE_PIECE.test(inAscii(text)));
}

/** Does the same for a field with nothing but a number: nine digits, however they are grouped. */
export function isSocialSecurityNumber(text: string): boolean {
  return mayHaveSocialSecurityNumber(text) || digitsOfNumber(text).length === 9;
}

/** Returns the digits of a text that is nothing but a number; blank for other texts. */
function digitsOfNumber(text: string): string {
  const plain = inAscii(text);
  return /^[\d\s\p{P}\p{S}]*$/u.test(plain) ? plain.replaceAll(/\D/g, '') : '';
}

/** Returns a text without such numbers, for texts that cannot be refused, such as the name of a file. */
export function withoutSocialSecurityNumbers(text: string): string {
  if (!hasSocialSecurityNumber(text)) return text;
  let plain = inAscii(text).replaceAll(NAMED, REMOVED_SSN);
  for (let found = findGrouped(plain, 0); found; found = findGrouped(plain, found.at + REMOVED_SSN.length)) {
    plain = plain.slice(0, found.at) + REMOVED_SSN + plain.slice(found.at + found.length);
  }
  return plain;
}

const HEADING =
  /\b\w*ssn\b|\bssn(um|umber|no|s)\b|\bs s n\b|\bss ?(#|no|num|nr|number)(?!\p{L})|\bsoc(ial)? ?sec(urity|\b)|\bsocial (#|no|num|number)(?!\p{L})|\bseguro social\b|\bsecurite sociale\b|\bsozialversicherung|\bitin\b/u;
/** "Folio number (not your SSN)" */
const NOT_ASKED = /\b(not|no es|kein|pas)\b/i;
/** The longest heading; a longer text is a sentence about such numbers. */
const MAX_HEADING = 80;

const wordsOf = (heading: string) =>
  heading
    .replaceAll(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ')
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}#]+/gu, ' ')
    .trim();

/** Returns whether the cells below a heading are such numbers: “SSN”, “Social Security No.”, “Seguro Social”. */
export function isSocialSecurityHeading(heading: string): boolean {
  return (
    heading.length <= MAX_HEADING &&
    /s|itin/i.test(heading) &&
    !NOT_ASKED.test(heading) &&
    HEADING.test(wordsOf(heading))
  );
}

/** A number of this kind in a cell of its own: in one piece, by three, two and four, or by threes. Dates and times are none. */
const ALONE = /^\d{7,9}$|^\d{3}[\s\p{P}\p{S}]{1,5}(\d{2}[\s\p{P}\p{S}]{1,5}\d{4}|\d{3}[\s\p{P}\p{S}]{1,5}\d{3})$/u;

/**
 * Returns whether a cell below such a heading, or behind such a label, is such a number, or its last four digits.
 * Spreadsheets leave out zeros at the beginning, so seven digits can be nine.
 */
export function isBelowSocialSecurityHeading(cell: string, heading: string): boolean {
  if (!/\p{N}/u.test(cell)) return false;
  const isLastFour = /\b(last|ultimos|derniers|letzte)\b|\b4\b/.test(wordsOf(heading));
  return ALONE.test(inAscii(cell).trim()) || (isLastFour && digitsOfNumber(cell).length === 4);
}

/** The most words of a label; more than these are a title about such numbers. */
const MAX_LABEL_WORDS = 4;

/** Returns whether the next cell of the row is such a number: “SSN:”, “Social Security number”. */
export const isSocialSecurityLabel = (text: string) =>
  isSocialSecurityHeading(text) && wordsOf(text).split(' ').length <= MAX_LABEL_WORDS;

/** Why a text is refused; `label` names the field. */
export const refusedSsn = (label: string) =>
  `${label} contains what looks like a Social Security number, which can’t be stored here. Remove it.`;

export const LOOKS_LIKE_SSN =
  'That looks like a Social Security number, which can’t be stored here. Use the educator (folio) number, or leave it blank.';
