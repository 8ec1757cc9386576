import type { UploadedLine } from '@/db/schema';
import { COLUMN_KINDS, type ColumnKind, type Columns, guessColumns } from './columns';
import { MAX_COLUMNS } from './limits';

/** How an uploaded table is to be read; the address of its page is all of it. */
export type Matching = {
  /** The first line holds headings and is nobody. */
  headings: boolean;
  columns: Columns;
  /** Who has no mark in a "completed" column: left as they are, new ones not completed; or all completed. */
  unmarked: 'leave' | 'completed';
};

/** One letter a column, so that the address stays short. */
const NONE = '-';
const LETTERS = 'nflesiuc';

export function matchingText(columns: Columns): string {
  return columns.map((kind) => (kind === null ? NONE : LETTERS[COLUMN_KINDS.indexOf(kind)])).join('');
}

export function readMatchingText(text: string): Columns | null {
  if (!new RegExp(`^[${LETTERS}${NONE}]{1,${MAX_COLUMNS}}$`).test(text)) return null;
  return [...text].map((letter) => COLUMN_KINDS[LETTERS.indexOf(letter)] ?? null);
}

type SearchParams = Record<string, string | string[] | undefined>;

/** What the person chose (`c0`, `c1`, … of the form), else what the table itself suggests. */
export function readMatching(params: SearchParams, lines: readonly UploadedLine[]): Matching {
  const guess = guessColumns(lines);
  const unmarked = params.unmarked === 'completed' ? 'completed' : 'leave';
  if (params.matched !== 'yes') return { ...guess, unmarked };
  const columns = guess.columns.map((_, index): ColumnKind | null => {
    const chosen = params[`c${index}`];
    return COLUMN_KINDS.find((kind) => kind === chosen) ?? null;
  });
  return { headings: params.headings === 'yes', columns, unmarked };
}
