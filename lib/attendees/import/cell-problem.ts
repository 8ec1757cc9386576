import { REMOVED_SSN } from '@/lib/platform/social-security-number';

/** Shown for a cell whose formula was saved without a result. */
export const NO_RESULT = '#NO RESULT';

const ERROR = /^#(N\/A|[A-Z][A-Z\d_/]{1,20}[!?])$/i;

/**
 * Returns why nothing can be read from a cell, as a sentence; null when something can. Such a cell never counts as
 * blank, because blank units would mean all of the event's.
 */
export function cellProblem(text: string, column: string): string | null {
  if (text === NO_RESULT) {
    return `The cell under “${column}” has a formula without a result. Open the file in a spreadsheet program, save it, then choose it again.`;
  }
  if (ERROR.test(text)) return `The cell under “${column}” has the error ${text}. Correct it in the file.`;
  if (text.includes(REMOVED_SSN)) {
    return `The cell under “${column}” looks like a Social Security number, which can’t be stored here. Remove it from the file.`;
  }
  return null;
}
