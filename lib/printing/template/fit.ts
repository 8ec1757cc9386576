import { BREAK_MEASURES, fillLines, type Pieces, piecesOf } from './line-breaks';

/**
 * A step of how large a value may be set: long values get smaller and take more lines, and nothing is ever cut off (a
 * clipped character can read as another one). Steps are chosen by estimate, because the printed page and the preview
 * must agree.
 */
export type Step = { name: string; size: number; lines: number };

/** How closely the sheet is set: 'airy' unless the values need the room. */
export type Density = 'airy' | 'dense' | 'packed';

/**
 * Returns the first step at which the text fits its lines with every word whole; otherwise the first at which it fits
 * at all; otherwise the last one.
 */
export function stepFor(text: string, steps: readonly Step[], width: number): Step {
  const fitting = steps.filter((step) => linesAt(text, step, width) <= step.lines);
  const whole = fitting.find(({ size }) => !piecesWithin(text, lineOf(width, size)).splitsWord);
  return whole ?? fitting[0] ?? steps.at(-1)!;
}

/** Returns how many lines the text takes at this size. */
export function linesAt(text: string, { size }: Step, width: number): number {
  const line = lineOf(width, size);
  return Math.max(1, fillLines(piecesWithin(text, line).pieces, line, widthOf).length);
}

/** Returns the parts of the text that stay together on lines of this width in ems. */
export function piecesWithin(text: string, width: number): Pieces {
  return piecesOf(text, (piece) => widthOf(piece.trimEnd()) <= width);
}

/** The points that a line leaves free at its end, because widths are estimates. */
const SPARE = 2;

/** Returns the width of a line in ems of the text. */
function lineOf(width: number, size: number): number {
  return (width - SPARE) / size;
}

/**
 * Returns whether the text has a script that stacks marks above and below its characters, so that lines need more
 * distance.
 */
export function isTall(text: string): boolean {
  return TALL.test(text);
}

const TALL =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gujarati}\p{Script=Gurmukhi}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}\p{Script=Javanese}\p{Script=Balinese}]/u;

// Typical advance widths in ems of the fonts in use, rounded up rather than down.
const WIDTHS: readonly [pattern: RegExp, ems: number][] = [
  [/[\p{Mn}\p{Me}\p{Cf}]/u, 0],
  // Vowels and final consonants of old Korean syllables, which are drawn into the syllable's first character.
  [/[\u1160-\u11ff\ud7b0-\ud7ff]/u, 0],
  [/[ilj.,:;'’‘!|()[\]]/u, 0.3],
  [/[ frtI\-–/·]/u, 0.38],
  [/[W@%—…]/u, 1.04],
  [/[mwM]/u, 0.9],
  [/[a-z0-9]/u, 0.53],
  [/[A-Z]/u, 0.68],
  [/[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]/u, 0.64],
  [/[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Thai}\p{Script=Lao}]/u, 0.62],
  [/[\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gujarati}\p{Script=Gurmukhi}\p{Script=Tibetan}]/u, 0.7],
  [
    /[\p{Script=Tamil}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Myanmar}\p{Script=Khmer}\p{Script=Javanese}\p{Script=Balinese}]/u,
    1.1,
  ],
  [
    /[\p{Script=Ethiopic}\p{Script=Canadian_Aboriginal}\p{Script=Cherokee}\p{Script=Armenian}\p{Script=Georgian}]/u,
    0.8,
  ],
];

/** Estimates the width of a text in ems; full-width and unknown characters count as a whole em. */
function widthInEms(text: string): number {
  let ems = 0;
  for (const character of text) ems += WIDTHS.find(([pattern]) => pattern.test(character))?.[1] ?? 1;
  return ems;
}

/** Advance widths of ASCII in thousandths of an em of the text face, starting with the blank. */
const ASCII_WIDTHS =
  '237 289 381 525 518 932 728 182 362 362 458 534 302 320 302 341 529 529 529 529 529 529 529 529 529 529 302 302 534 534 534 414 834 712 653 662 739 638 612 723 814 376 381 710 618 935 768 738 621 738 690 544 632 758 709 1005 672 667 586 335 341 335 534 514 400 541 619 520 614 533 369 557 641 329 303 594 329 955 643 579 622 601 456 465 359 628 579 836 569 586 490 359 290 359 534'
    .split(' ')
    .map((width) => Number(width) / 1000);

/** Returns the width of a text in ems: known widths, and a cautious estimate for other characters. */
export function widthOf(text: string): number {
  let ems = 0;
  for (const character of text.normalize('NFD'))
    ems += ASCII_WIDTHS[character.codePointAt(0)! - 32] ?? widthInEms(character) * 1.06;
  return ems * 1.005;
}

/** The same of the script face, whose capitals are wide and whose other letters are narrow. */
const SCRIPT_ASCII_WIDTHS =
  '171 312 206 801 452 624 610 106 532 512 553 343 215 404 205 501 458 303 392 387 406 372 395 347 384 402 295 296 235 378 253 405 1028 716 1047 714 1050 819 1053 702 1395 917 972 1203 716 1336 1044 730 925 756 1028 926 933 947 980 1351 791 963 681 411 831 451 321 729 183 358 327 263 372 256 194 396 336 176 178 360 213 509 338 338 336 347 259 267 201 356 309 495 334 381 343 549 463 508 373'
    .split(' ')
    .map((width) => Number(width) / 1000);
/** Cautious estimates in ems for other characters of the script face, and what its joins may add. */
const SCRIPT_CAPITAL = 1.4;
const SCRIPT_OTHER = 0.65;
const SCRIPT_JOINS = 1.04;

/** Returns the width in ems of a text in the script face. */
export function scriptWidthOf(text: string): number {
  let ems = 0;
  for (const character of text.normalize('NFD')) {
    if (/\p{Mn}/u.test(character)) continue;
    ems +=
      SCRIPT_ASCII_WIDTHS[character.codePointAt(0)! - 32] ??
      (/\p{Lu}/u.test(character) ? SCRIPT_CAPITAL : SCRIPT_OTHER);
  }
  return ems * SCRIPT_JOINS;
}

/** Returns the first step at which a text of this width in ems fits on one line; otherwise the last one. */
export function oneLineStep(ems: number, steps: readonly Step[], width: number): Step {
  return steps.find(({ size }) => ems <= lineOf(width, size)) ?? steps.at(-1)!;
}

/** Everything that estimates of widths and lines depend on; part of the template's version. */
export const FIT_MEASURES = {
  TALL: TALL.source,
  WIDTHS: WIDTHS.map(([pattern, ems]) => [pattern.source, ems]),
  ASCII_WIDTHS,
  SCRIPT_ASCII_WIDTHS,
  SCRIPT_CAPITAL,
  SCRIPT_OTHER,
  SCRIPT_JOINS,
  SPARE,
  BREAK_MEASURES,
};
