import { COLUMN_KINDS, type ColumnKind, type Columns } from './columns';
import { MAX_COLUMNS } from './limits';
import type { Mark } from './marks';
import { CLEANINGS, type Cleaning } from './names';

/** How to read an uploaded table; all of it is in the address of its page. */
export type Matching = {
  /** Whether there is a line of headings, which is not a person. */
  headings: boolean;
  /** The number of that line; undefined means the line with the most known words. */
  headingLine?: number;
  columns: Columns;
  /**
   * What happens to people without a mark in a "completed" column: they do not change, and new ones are not completed;
   * or all are completed.
   */
  unmarked: 'leave' | 'completed';
  /** The meanings that a person gave to words of the status column. */
  marks?: Record<string, Mark>;
  /** The cleanings of names that are turned off. */
  off?: Cleaning[];
};

/** One letter per column, so that the address stays short. */
const NONE = '-';
const LETTERS: Record<ColumnKind, string> = {
  name: 'n',
  firstName: 'f',
  middleName: 'm',
  lastName: 'l',
  suffix: 'j',
  email: 'e',
  otherEmail: 'o',
  school: 's',
  educatorNumber: 'i',
  units: 'u',
  completed: 'c',
};

export function matchingText(columns: Columns): string {
  return columns.map((kind) => (kind === null ? NONE : LETTERS[kind])).join('');
}

export function readMatchingText(text: string): Columns | null {
  if (!new RegExp(`^[${Object.values(LETTERS).join('')}${NONE}]{1,${MAX_COLUMNS}}$`).test(text)) return null;
  return [...text].map((message) => COLUMN_KINDS.find((kind) => LETTERS[kind] === message) ?? null);
}

/** Returns the meanings of words as one text for a form: "late=yes&full=no". */
export const marksText = (marks: Record<string, Mark> | undefined) => new URLSearchParams(marks).toString();

export function readMarksText(text: string): Record<string, Mark> {
  return Object.fromEntries(
    Array.from(new URLSearchParams(text)).flatMap(([word, mark]) => (isMark(mark) ? [[word, mark]] : [])),
  );
}

export const isMark = (text: unknown): text is Mark => text === 'yes' || text === 'no' || text === 'none';

export function readOff(text: string): Cleaning[] {
  return CLEANINGS.filter((cleaning) => text.split(',').includes(cleaning));
}
