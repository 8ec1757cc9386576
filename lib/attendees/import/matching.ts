import type { ColumnKind, Columns } from './columns';
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

/** The character of a column that is not imported. */
const NONE = '-';
/** One letter for each kind of column, so that the address stays short. */
export const LETTERS: Record<ColumnKind, string> = {
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

/** Returns how columns are written as one text, with a character for each, and how such a text is read. */
export function columnText<Kind extends string>(letters: Record<Kind, string>) {
  const kinds = new Map(Object.entries<string>(letters).map(([kind, letter]) => [letter, kind as Kind]));
  const pattern = new RegExp(`^[${[...kinds.keys()].join('')}${NONE}]{1,${MAX_COLUMNS}}$`);
  return {
    write: (columns: readonly (Kind | null)[]) =>
      columns.map((kind) => (kind === null ? NONE : letters[kind])).join(''),
    read: (text: string): (Kind | null)[] | null =>
      pattern.test(text) ? [...text].map((letter) => kinds.get(letter) ?? null) : null,
  };
}

export const { write: matchingText, read: readMatchingText } = columnText(LETTERS);

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
