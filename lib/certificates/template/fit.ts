/**
 * How large a value may be set, by steps: long values get smaller and take more lines, and nothing is ever cut off
 * (a clipped letter can read as another one). Estimated, not measured: printed page and preview must agree.
 */
export type Step = { name: string; size: number; lines: number };

/** How close things stand on the sheet: 'airy' unless the values need the room. */
export type Density = 'airy' | 'dense' | 'packed';

/** The first step at which the text fits into its lines; the last one when none does. */
export function stepFor(text: string, steps: readonly Step[], width: number): Step {
  return steps.find((step) => linesAt(text, step, width) <= step.lines) ?? steps.at(-1)!;
}

/** How many lines the text takes at this size. */
export function linesAt(text: string, { size }: Step, width: number): number {
  const length = widthInEms(text) * size;
  if (length <= width) return 1;
  // A line breaks between words and leaves some room at its end.
  return Math.ceil((length * 1.04) / (width - size));
}

/** Scripts whose letters stack marks above and below: their lines stand further apart. */
export function isTall(text: string): boolean {
  return TALL.test(text);
}

const TALL =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gujarati}\p{Script=Gurmukhi}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}]/u;

// Typical advance widths, in ems of the fonts in use; rather too wide than too narrow.
const WIDTHS: readonly [pattern: RegExp, ems: number][] = [
  [/[\p{Mn}\p{Me}\p{Cf}]/u, 0],
  [/[ilj.,:;'’‘!|()[\]]/u, 0.3],
  [/[ frtI\-–/·]/u, 0.38],
  [/[W@%—…]/u, 1.04],
  [/[mwM]/u, 0.9],
  [/[a-z0-9]/u, 0.53],
  [/[A-Z]/u, 0.68],
  [/[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]/u, 0.64],
  [/[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Thai}\p{Script=Lao}]/u, 0.62],
  [/[\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gujarati}\p{Script=Gurmukhi}\p{Script=Tibetan}]/u, 0.7],
  [/[\p{Script=Tamil}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Myanmar}\p{Script=Khmer}]/u, 1.1],
  [
    /[\p{Script=Ethiopic}\p{Script=Canadian_Aboriginal}\p{Script=Cherokee}\p{Script=Armenian}\p{Script=Georgian}]/u,
    0.8,
  ],
];

/** An estimate of the width of a text in ems; full-width and unknown characters count as a whole em. */
export function widthInEms(text: string): number {
  let ems = 0;
  for (const character of text) ems += WIDTHS.find(([pattern]) => pattern.test(character))?.[1] ?? 1;
  return ems;
}
