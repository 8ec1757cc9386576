import { randomInt } from 'node:crypto';

/** Crockford's base 32: no I, L, O or U, so that a serial can be read out and typed from paper. */
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 12;
/** Pasted text around a serial is never longer than this. */
const MAX_TEXT = 500;

/** Makes a new serial such as `K7Q3-9F2M-XT4W`: 55 random bits, so that nobody can guess one, and a check digit. */
export function makeSerial(): string {
  const digits = Array.from({ length: LENGTH - 1 }, () => DIGITS[randomInt(32)]!).join('');
  return grouped(digits + checkDigit(digits));
}

/**
 * Reads a serial as people type it: in upper or lower case, with or without dashes, with O for 0 and I or L for 1.
 * @returns null when it cannot be a serial; a single wrong character or two swapped ones are detected
 */
export function parseSerial(typed: string): string | null {
  const digits = typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s\p{Pd}]/gu, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
  if (digits.length !== LENGTH || [...digits].some((digit) => !DIGITS.includes(digit))) return null;
  return checkDigit(digits.slice(0, -1)) === digits.at(-1) ? grouped(digits) : null;
}

/**
 * Finds the serial in a text that people paste: after the word "serial" or the rest of a line of the certificate,
 * inside the check address, or before a period or other punctuation.
 * @returns null when no part of the text can be a serial; of several, the last counts
 */
export function serialIn(text: string): string | null {
  const whole = parseSerial(text);
  if (whole) return whole;
  const plain = text.slice(0, MAX_TEXT).normalize('NFKC').toUpperCase();
  // One in 32 other texts of twelve characters passes as a serial, so the words around one must not make another.
  const asPrinted = plain.match(AS_PRINTED) ?? [];
  const asTyped = (plain.match(STRETCHES) ?? []).flatMap((stretch) => endingsOf(stretch.match(/[0-9A-Z]+/g)!));
  for (const candidate of [...asTyped, ...asPrinted].reverse()) {
    const serial = parseSerial(candidate);
    if (serial) return serial;
  }
  return null;
}

const AS_PRINTED = /(?<![0-9A-Z])[0-9A-Z]{4}\p{Pd}[0-9A-Z]{4}\p{Pd}[0-9A-Z]{4}(?![0-9A-Z])/gu;
/** Words with nothing but blanks and dashes between them, as in a serial. */
const STRETCHES = /[0-9A-Z]+(?:[\s\p{Pd}]+[0-9A-Z]+)*/gu;

/** Returns, for each word, that word and as many before it as a serial may have characters. */
function endingsOf(words: readonly string[]): string[] {
  return words.map((_, end) => {
    let digits = '';
    for (let at = end; at >= 0 && digits.length < LENGTH; at--) digits = words[at] + digits;
    return digits;
  });
}

/** Computes a polynomial over the field of 32 elements: it detects any one wrong character and any two swapped ones. */
function checkDigit(digits: string): string {
  let sum = 0;
  for (const digit of digits) sum = multiplyByTwo(sum ^ DIGITS.indexOf(digit));
  return DIGITS[sum]!;
}

/** Doubles in the field of 32 elements (x⁵ + x² + 1), where doubling is a shift that never maps two values to one. */
function multiplyByTwo(value: number): number {
  const shifted = value << 1;
  return shifted & 32 ? shifted ^ 0b100101 : shifted;
}

function grouped(digits: string): string {
  return digits.match(/.{4}/g)!.join('-');
}
