import type { UploadedLine } from '@/db/schema';
import { COLUMN_KINDS, type ColumnKind, type Columns } from './columns';
import { isMark, type Matching } from './matching';
import { CLEANINGS } from './names';
import { understand } from './understand';

type SearchParams = Record<string, string | string[] | undefined>;

/** Returns what the person chose (`c0`, `c1`, … of the form), or otherwise what the table itself suggests. */
export function readMatching(params: SearchParams, lines: readonly UploadedLine[]): Matching {
  const unmarked = params.unmarked === 'completed' ? 'completed' : 'leave';
  if (params.matched !== 'yes') {
    const { heading, columns } = understand(lines);
    return { headings: heading !== null, ...lineOf(heading?.[0]), columns, unmarked };
  }
  const number = /^\d{1,7}$/.test(String(params.heading)) ? Number(params.heading) : undefined;
  // Older forms have a checkbox; without it, the line decides.
  const headings = params.heading === undefined ? params.headings === 'yes' : number !== undefined && number > 0;
  const headingLine = headings && number ? number : undefined;
  const off = CLEANINGS.filter(
    (cleaning) => params[`shown-${cleaning}`] === 'yes' && params[`clean-${cleaning}`] !== 'yes',
  );
  const marks = Object.fromEntries(
    Object.entries(params).flatMap(([name, mark]) =>
      name.startsWith('word-') && isMark(mark) ? [[name.slice(5), mark]] : [],
    ),
  );
  const guess = understand(lines, { headings, ...lineOf(headingLine) }).columns;
  const columns = guess.map(
    (_, index): ColumnKind | null => COLUMN_KINDS.find((kind) => kind === params[`c${index}`]) ?? null,
  );
  const isMoved = params.headingBefore !== undefined && params.heading !== params.headingBefore;
  if (!isMoved) return { headings, ...lineOf(headingLine), columns, unmarked, marks, off };
  return {
    headings,
    ...lineOf(headingLine),
    columns: moved(columns, guess, guessBelow(lines, params)),
    unmarked,
    marks,
    off,
  };
}

/** Returns what the table suggests below the headings for which the form was made. */
function guessBelow(lines: readonly UploadedLine[], { headingBefore }: SearchParams): Columns {
  const number = /^\d{1,7}$/.test(String(headingBefore)) ? Number(headingBefore) : 0;
  return understand(lines, number > 0 ? { headings: true, headingLine: number } : { headings: false }).columns;
}

/** Applies what the new headings suggest, but keeps what the person chose. */
function moved(chosen: Columns, guess: Columns, before: Columns): Columns {
  const own = chosen.map((kind, index) => (kind === (before[index] ?? null) ? null : kind));
  return guess.map((kind, index) => own[index] ?? (kind !== null && own.includes(kind) ? null : kind));
}

const lineOf = (headingLine: number | undefined) => (headingLine === undefined ? {} : { headingLine });
