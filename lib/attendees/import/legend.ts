import type { UploadedLine } from '@/db/schema';
import { type Mark, markOf, markWord } from './marks';

/** "P = present" or "EX – excused" among the words of a legend. */
const ENTRY =
  /^\s*(?:(?:key|legend|codes?)\s*:?\s*)?["“]?([\p{L}\d*+]{1,3})["”]?\s*(?:=|:\s|\s[-–—]\s)\s*(\p{L}.{1,40}?)\s*\.?$/iu;
const MAY_BE_LEGEND = /^\s*((key|legend|codes?)\s*:|["“]?[\p{L}\d*+]{1,3}["”]?\s*=)/iu;

/**
 * Returns what letters in a list mean by its own legend, such as "F = full day; P = partial", which can be above or below
 * the people: the mark of its words, or undefined when they are unknown and so are asked about.
 */
export function legendIn(lines: readonly UploadedLine[]): ReadonlyMap<string, Mark | undefined> {
  const legend = new Map<string, Mark | undefined>();
  for (const [, cells] of lines) {
    const filled = cells.filter(Boolean);
    if (!filled.some((cell) => MAY_BE_LEGEND.test(cell))) continue;
    for (const part of filled.flatMap((cell) => cell.split(/\s*[;,|\n]\s*|\s{3,}/))) {
      const [, letters, words] = ENTRY.exec(part) ?? [];
      if (letters && words) legend.set(markWord(letters), markOf(words));
    }
  }
  return legend;
}
