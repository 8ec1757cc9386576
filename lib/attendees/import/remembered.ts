import { createHash } from 'node:crypto';
import type { UploadedLine } from '@/db/schema';
import { plain } from './headings';
import { type Matching, marksText, matchingText, readMarksText, readMatchingText, readOff } from './matching';

/** What a provider chose for lists with the same headings, as it is stored. */
export type RememberedChoice = { columns: string; marks: string; off: string; unmarked: Matching['unmarked'] };

/**
 * Returns what lists of one shape have in common: their headings, whatever their case and spacing; null when a list has
 * none, because such lists cannot be told apart.
 */
export function shapeOf(heading: UploadedLine | null): string | null {
  if (!heading) return null;
  const keys = heading[1].map(plain);
  return createHash('sha256').update(JSON.stringify(keys)).digest('hex');
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
