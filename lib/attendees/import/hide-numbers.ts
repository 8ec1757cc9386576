import type { UploadedLine } from '@/db/schema';
import {
  hasSocialSecurityNumber,
  isBelowSocialSecurityHeading,
  isSocialSecurityHeading,
  isSocialSecurityLabel,
  REMOVED_SSN,
} from '@/lib/platform/social-security-number';
import { meaningOf } from './headings';

/** Finds Social Security numbers in the cells of one table, which come line by line, from left to right. */
export function numberFinder() {
  const headings = new Map<number, string>();
  let label: string | null = null;
  return {
    nextLine: () => {
      label = null;
    },
    /** Returns whether a cell has such a number: as it is written, or because of the heading above it or before it. */
    isNumber: (cell: string, column: number): boolean => {
      if (cell === '') return false;
      if (cell === REMOVED_SSN || hasSocialSecurityNumber(cell)) return true;
      if (isSocialSecurityHeading(cell)) {
        headings.set(column, cell);
        label = isSocialSecurityLabel(cell) ? cell : null;
        return false;
      }
      const before = label;
      // A label is of the next filled cell alone.
      label = null;
      const above = headings.get(column);
      if (above !== undefined && isBelowSocialSecurityHeading(cell, above)) return true;
      if (before !== null && isBelowSocialSecurityHeading(cell, before)) return true;
      // The headings of another table, further down.
      if (above !== undefined && /\p{L}/u.test(cell) && meaningOf(cell) !== null) headings.delete(column);
      return false;
    },
  };
}

/** Takes Social Security numbers out of the lines of a table, and says whether there were any. */
export function hideNumbers(lines: readonly UploadedLine[]): { lines: UploadedLine[]; found: boolean } {
  const finder = numberFinder();
  let found = false;
  const hidden = lines.map(([number, cells]): UploadedLine => {
    finder.nextLine();
    return [
      number,
      cells.map((cell, column) => {
        if (!finder.isNumber(cell, column)) return cell;
        found = true;
        return REMOVED_SSN;
      }),
    ];
  });
  return { lines: found ? hidden : [...lines], found };
}
