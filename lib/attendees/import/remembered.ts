import { createHash } from 'node:crypto';
import type { UploadedLine } from '@/db/schema';
import { plain } from './headings';
import { type Matching, marksText, matchingText, readMarksText, readMatchingText, readOff } from './matching';

/** What a provider chose for lists with the same headings, as it is stored. */
export type RememberedChoice = { columns: string; marks: string; off: string; unmarked: Matching['unmarked'] };

/** Choices for a roster's lists and for reports of attendance are separate, because their columns have other meanings. */
export type ListUse = 'roster' | 'attendance';

/**
 * Returns what lists of one shape have in common: their headings, whatever their case and spacing; null when a list has
 * none, because such lists cannot be told apart.
 */
export function shapeOf(heading: UploadedLine | null, use: ListUse = 'roster'): string | null {
  if (!heading) return null;
  const keys = heading[1].map(plain);
  return createHash('sha256')
    .update(JSON.stringify(use === 'roster' ? keys : [use, keys]))
    .digest('hex');
}

/** How many of the first lines can be chosen as the headings. */
export const MAX_TOP_LINES = 40;

/** Returns the lines that may be the headings: the first ones, and the one that was recognized. */
export const topLinesOf = (lines: readonly UploadedLine[], heading: number | undefined): UploadedLine[] =>
  lines.filter(([line], index) => index < MAX_TOP_LINES || line === heading);

/** What a provider chose for its lists, by their shapes. */
export type Remembered = ReadonlyMap<string, RememberedChoice>;

/**
 * Finds what a provider chose for its last list with these headings, whichever line they were in: the recognized one
 * first, then from the top.
 */
export function findRemembered(
  remembered: Remembered,
  { lines, heading, use }: { lines: readonly UploadedLine[]; heading: UploadedLine | null; use: ListUse },
): { choice: RememberedChoice; heading: UploadedLine } | null {
  for (const line of [...(heading ? [heading] : []), ...topLinesOf(lines, undefined)]) {
    const choice = remembered.get(shapeOf(line, use)!);
    if (choice) return { choice, heading: line };
  }
  return null;
}

/** Returns a matching as it is stored. */
export function choiceOf({ columns, marks, off, unmarked }: Matching): RememberedChoice {
  return { columns: matchingText(columns), marks: marksText(marks), off: (off ?? []).join(','), unmarked };
}

/** Applies a stored choice to what the table suggests; null when it does not fit the table. */
export function withChoice(guess: Matching, choice: RememberedChoice): Matching | null {
  const columns = readMatchingText(choice.columns);
  if (!columns || columns.length !== guess.columns.length) return null;
  const { unmarked } = choice;
  return { ...guess, columns, marks: readMarksText(choice.marks), off: readOff(choice.off), unmarked };
}

/** Returns whether the person chose anything else than what the table suggests. */
export function isOwnChoice(chosen: Matching, guess: Matching): boolean {
  return JSON.stringify(choiceOf(chosen)) !== JSON.stringify(choiceOf({ ...guess, unmarked: 'leave' }));
}
