import { randomInt } from 'node:crypto';

/** Crockford's base 32: no I, L, O or U, so that a serial can be read out and typed from paper. */
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 12;

/** A new serial such as `K7Q3-9F2M-XT4W`: 55 random bits, so that none can be guessed, and a check digit. */
export function makeSerial(): string {
  const digits = Array.from({ length: LENGTH - 1 }, () => DIGITS[randomInt(32)]!).join('');
  return grouped(digits + checkDigit(digits));
}

/**
 * A serial as people type it: in any case, with or without dashes, with O for 0 and I or L for 1.
 * @returns null when it cannot be one; a single wrong or two swapped characters are noticed
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

/** A polynomial over the field of 32 elements: no single wrong character and no two swapped neighbours pass unseen. */
function checkDigit(digits: string): string {
  let sum = 0;
  for (const digit of digits) sum = multiplyByTwo(sum ^ DIGITS.indexOf(digit));
  return DIGITS[sum]!;
}

/** In the field of 32 elements (x⁵ + x² + 1), where doubling is a shift: every step keeps what came before apart. */
function multiplyByTwo(value: number): number {
  const shifted = value << 1;
  return shifted & 32 ? shifted ^ 0b100101 : shifted;
}

function grouped(digits: string): string {
  return digits.match(/.{4}/g)!.join('-');
}
