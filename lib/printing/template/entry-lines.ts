import { type Density, isTall, piecesWithin, widthOf } from './fit';
import { fillLines } from './line-breaks';

/**
 * The fields on the writing lines of Sections I and IV. The size, breaks and position of their text are decided here,
 * not by the browser, because a certificate that is filled from a printed base must look the same as one that is
 * printed. All lengths are points in steps of ¾, which are whole pixels: the browser rounds other lengths.
 */
export type EntryField = keyof typeof ENTRIES;

export type EntryLines = {
  size: number;
  /** From one baseline to the next. */
  leading: number;
  /** The height of the last baseline above the writing line. */
  rise: number;
  lines: string[];
  /** False when even the smallest size needs more room than there is, so that the sheet has to make room. */
  fits: boolean;
};

const NAME = [22.5, 18, 15, 13.5, 12, 10.5, 9, 8.25, 7.5];
const TALL_NAME = [18, 15, 12, 10.5, 9, 8.25, 7.5];
const PLACE = [13.5, 12, 10.5, 9, 8.25, 7.5, 6.75];
const SMALL = [10.5, 9, 8.25, 7.5, 6.75];

/** Column widths in points, the sizes to try, and the points above the writing line at each density. */
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

/** The height of the last baseline above the writing line: for plain scripts, and for those that reach far below it. */
export const RISE = { plain: 4.5, tall: 7.5 };

/** The points that a line leaves free at its end. */
const SPARE = 1;

export function leadingOf(size: number, tall: boolean): number {
  return Math.ceil((size * (tall ? 1.5 : 1.12)) / 0.75) * 0.75;
}

/**
 * Returns the largest size at which the text fits above its writing line with every word whole; if there is none, the
 * largest at which it fits at all; and otherwise the smallest.
 */
export function entryLines(field: EntryField, text: string, density: Density): EntryLines {
  const { width, room, sizes, tallSizes } = ENTRIES[field];
  const tall = isTall(text);
  const rise = tall ? RISE.tall : RISE.plain;
  let split: EntryLines | undefined;
  let last: EntryLines | undefined;
  for (const size of tall ? tallSizes : sizes) {
    const leading = leadingOf(size, tall);
    const { lines, splitsWord } = balanced(text, (width - SPARE) / size);
    const fits = rise + (lines.length - 1) * leading + size <= room[density];
    last = { size, leading, rise, lines, fits };
    if (fits && !splitsWord) return last;
    if (fits) split ??= last;
  }
  return split ?? last!;
}

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/**
 * Returns the lines with the blanks of the text between them, so that screen readers find every word. In a
 * right-to-left line, a blank at the end would shift it.
 */
export function linesWithBlanks(text: string, lines: readonly string[]): string[] {
  if (RIGHT_TO_LEFT.test(text)) return [...lines];
  let at = 0;
  return lines.map((line) => {
    at = text.indexOf(line, at) + line.length;
    return text[at] === ' ' ? `${line} ` : line;
  });
}

/**
 * Breaks a text into as few lines as the width in ems allows, of about the same length: shorter lines break no word.
 */
function balanced(text: string, width: number): { lines: string[]; splitsWord: boolean } {
  const { pieces, splitsWord } = piecesWithin(text, width);
  const lines = fillLines(pieces, width, widthOf);
  if (lines.length < 2 || splitsWord) return { lines, splitsWord };
  for (const share of [0.6, 0.7, 0.8, 0.9]) {
    const narrower = fillLines(pieces, width * share, widthOf);
    if (narrower.length === lines.length) return { lines: narrower, splitsWord };
  }
  return { lines, splitsWord };
}

/** Everything that determines how a text is set on its writing line; part of the template's version. */
export const ENTRY_MEASURES = { ENTRIES, RISE, SPARE };
