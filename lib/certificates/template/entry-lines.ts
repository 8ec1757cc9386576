import { type Density, isTall, widthInEms } from './fit';

/**
 * What stands on the writing lines of Sections I and IV. Size, breaks and place of its lines are decided here, not by
 * the browser: a certificate that is filled from a printed base must come out like one that is printed. All lengths are
 * points in steps of ¾, which are whole pixels: the browser rounds the rest.
 */
export type EntryField = keyof typeof ENTRIES;

export type EntryLines = {
  size: number;
  /** From one baseline to the next. */
  leading: number;
  /** How far the last baseline stands above the writing line. */
  rise: number;
  lines: string[];
  /** False when even the smallest size takes more room than there is: the sheet then makes room. */
  fits: boolean;
};

const NAME = [22.5, 18, 15, 13.5, 12, 10.5, 9, 8.25, 7.5];
const TALL_NAME = [18, 15, 12, 10.5, 9, 8.25, 7.5];
const PLACE = [13.5, 12, 10.5, 9, 8.25, 7.5, 6.75];
const SMALL = [10.5, 9, 8.25, 7.5, 6.75];

/** Widths of the columns in points, sizes to try, and points above the writing line at each density. */
export const ENTRIES = {
  participantName: { width: 288, sizes: NAME, tallSizes: TALL_NAME, room: { airy: 33, dense: 28.5, packed: 25.5 } },
  participantSchool: { width: 210, sizes: PLACE, tallSizes: PLACE, room: { airy: 33, dense: 28.5, packed: 25.5 } },
  participantNumber: { width: 102, sizes: PLACE, tallSizes: PLACE, room: { airy: 33, dense: 28.5, packed: 25.5 } },
  signedBy: { width: 176, sizes: SMALL, tallSizes: SMALL, room: { airy: 21, dense: 19.5, packed: 19.5 } },
  signedOn: { width: 86, sizes: SMALL, tallSizes: SMALL, room: { airy: 21, dense: 19.5, packed: 19.5 } },
} as const satisfies Record<
  string,
  { width: number; sizes: number[]; tallSizes: number[]; room: Record<Density, number> }
>;

/** Every size in use, for the style sheet. */
export const ENTRY_SIZES = [...new Set([...NAME, ...TALL_NAME, ...PLACE, ...SMALL])];

/** The last baseline above the writing line: of plain scripts, and of those that reach far below it. */
export const RISE = { plain: 4.5, tall: 7.5 };

/** What a line leaves free at its end. */
const SPARE = 1;

export function leadingOf(size: number, tall: boolean): number {
  return Math.ceil((size * (tall ? 1.5 : 1.12)) / 0.75) * 0.75;
}

/** The largest size at which the text fits above its writing line; the smallest when none does. */
export function entryLines(field: EntryField, text: string, density: Density): EntryLines {
  const { width, room, sizes, tallSizes } = ENTRIES[field];
  const tall = isTall(text);
  const rise = tall ? RISE.tall : RISE.plain;
  let last: EntryLines | undefined;
  for (const size of tall ? tallSizes : sizes) {
    const leading = leadingOf(size, tall);
    const lines = balanced(text, (width - SPARE) / size);
    const fits = rise + (lines.length - 1) * leading + size <= room[density];
    last = { size, leading, rise, lines, fits };
    if (fits) return last;
  }
  return last!;
}

/** Advance widths of ASCII in thousandths of an em of the text face, from the blank on. */
const ASCII_WIDTHS =
  '237 289 381 525 518 932 728 182 362 362 458 534 302 320 302 341 529 529 529 529 529 529 529 529 529 529 302 302 534 534 534 414 834 712 653 662 739 638 612 723 814 376 381 710 618 935 768 738 621 738 690 544 632 758 709 1005 672 667 586 335 341 335 534 514 400 541 619 520 614 533 369 557 641 329 303 594 329 955 643 579 622 601 456 465 359 628 579 836 569 586 490 359 290 359 534'
    .split(' ')
    .map((width) => Number(width) / 1000);

/** Names fill their column more often than other values do: known widths, and for other letters a cautious estimate. */
function widthOf(text: string): number {
  let ems = 0;
  for (const letter of text.normalize('NFD'))
    ems += ASCII_WIDTHS[letter.codePointAt(0)! - 32] ?? widthInEms(letter) * 1.06;
  return ems * 1.005;
}

/** As few lines as the width in ems allows, and then of much the same length. */
function balanced(text: string, width: number): string[] {
  const lines = broken(text, width);
  if (lines.length < 2) return lines;
  for (const share of [0.6, 0.7, 0.8, 0.9]) {
    const narrower = broken(text, width * share);
    if (narrower.length === lines.length) return narrower;
  }
  return lines;
}

/** Scripts whose lines break between any two letters. */
const BREAKS_ANYWHERE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** Lines filled one after the other; a word longer than a line is broken between letters, never cut off. */
function broken(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  const put = (piece: string) => {
    if (line && widthOf((line + piece).trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = piece.trimStart();
    } else line += piece;
  };
  for (const word of text.match(/\S+\s*|\s+/gu) ?? []) {
    if (widthOf(word.trimEnd()) > width || BREAKS_ANYWHERE.test(word)) {
      // Made only here: not every browser that shows the preview has it.
      const letters = new Intl.Segmenter('en', { granularity: 'grapheme' });
      for (const { segment } of letters.segment(word)) put(segment);
    } else put(word);
  }
  return [...lines, line.trimEnd()].filter(Boolean);
}
