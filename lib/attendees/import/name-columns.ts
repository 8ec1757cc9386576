import type { UploadedLine } from '@/db/schema';
import { type ColumnKind, type HeadingMeaning, plain } from './headings';

/** How many rows decide what a column contains. */
export const LOOKED_AT = 300;

/** What the cells of a column contain, as shares of those that are not blank. */
export type Contents = {
  filled: number;
  emails: number;
  addresses: number;
  dates: number;
  single: number;
  likeNames: number;
  /** The share of cells that begin with a common given name. */
  given: number;
  /** The share of cells with nothing but words, the first with a capital, such as "Redfern" and "Van Dyke". */
  capitalized: number;
  marks: number;
  yes: number;
  /** The share of words about attendance. */
  attendance: number;
  /** The share of check boxes, with or without a mark. */
  boxes: number;
  no: number;
  numbers: number;
  /** The share of cells with hours, such as "3:30" and "2.5". */
  hours: number;
  /** The shares of times of day, and of hours with their unit, such as "6 hrs". */
  times: number;
  ofHours: number;
  /** The shares of cells with jobs, and with words for schools. */
  jobs: number;
  schools: number;
  /** The share of numbers in quarter steps, the largest number, and whether any of them has a fraction. */
  quarters: number;
  most: number;
  hasFraction: boolean;
  /** The share of "Last, First". */
  lastFirst: number;
  /** Whether any number is written with a point, such as 6.0. */
  hasPoint: boolean;
  /** Whether any cell has a digit, or the error of a formula. */
  hasDigit: boolean;
};

/** A column whose heading has a meaning that its cells allow. */
export type Candidate = { column: number; meaning: HeadingMeaning; contents: Contents };

/** What names and addresses are found with. */
export type NameSources = {
  best: (kind: ColumnKind) => Candidate | undefined;
  headings: readonly string[];
  contents: readonly Contents[];
  meanings: readonly (HeadingMeaning | null)[];
  rows: readonly UploadedLine[];
  /** Whether a column has no other kind yet. */
  free: (column: number) => boolean;
};

type Named = [column: number, kind: ColumnKind][];

/**
 * Returns the columns that contain names. First and last name take precedence over one column of names, which remains
 * for rows without them.
 */
export function nameColumns({ best, headings, contents, meanings, rows, free }: NameSources): Named {
  const [name, ...parts] = [best('name'), best('firstName'), best('lastName')];
  // A form's own columns for the name stay blank when it asks for the name in a question.
  const areBlank = parts.every((part) => !part || part.contents.filled === 0);
  const [first, last] = name && name.contents.filled > 0 && areBlank ? [] : parts;
  if (first && last) return firstAndLast(first, last, name);
  if (name && (first || last)) return nameAndPart(name, { first, last }, rows);
  if (name) {
    const second = name.column + 1;
    return free(second) && isOverTwo(name.column, headings, contents)
      ? [
          [name.column, 'firstName'],
          [second, 'lastName'],
        ]
      : [[name.column, 'name']];
  }
  const part = first ?? last;
  if (part) {
    const [kind, other]: [ColumnKind, ColumnKind] = first ? ['firstName', 'lastName'] : ['lastName', 'firstName'];
    const beside = [part.column - 1, part.column + 1].find(
      (at) => free(at) && !meanings[at] && isPartOfName(contents[at]),
    );
    return [[part.column, kind], ...(beside === undefined ? [] : ([[beside, other]] satisfies Named))];
  }
  // Without such a heading, a column whose cells look like people's names.
  const likely = contents.findIndex(({ likeNames }, at) => likeNames >= 0.6 && !meanings[at] && free(at));
  return likely >= 0 ? [[likely, 'name']] : [];
}

function firstAndLast(first: Candidate, last: Candidate, name: Candidate | undefined): Named {
  const isFilled = name !== undefined && name.contents.filled > 0;
  const both: Named = [
    [first.column, 'firstName'],
    [last.column, 'lastName'],
  ];
  return isFilled && name.meaning.rank < 4 ? [...both, [name.column, 'name']] : both;
}

/** Treats "Name" next to a first or last name as the other part, unless its cells have whole names. */
function nameAndPart(
  name: Candidate,
  { first, last }: { first: Candidate | undefined; last: Candidate | undefined },
  rows: readonly UploadedLine[],
): Named {
  const part = (first ?? last)!;
  const both = rows.slice(0, LOOKED_AT).filter(([, cells]) => cells[name.column] && cells[part.column]);
  const repeating = both.filter(([, cells]) => {
    const whole = cells[name.column]!.toLowerCase();
    const piece = cells[part.column]!.toLowerCase();
    return whole !== piece && (whole.endsWith(piece) || whole.startsWith(piece));
  });
  const isWhole = name.contents.likeNames > 0.5 && part.contents.single > 0.5 && part.meaning.rank > 1;
  if (isWhole || (both.length > 0 && repeating.length > both.length / 2)) return [[name.column, 'name']];
  return [
    [part.column, first ? 'firstName' : 'lastName'],
    [name.column, first ? 'lastName' : 'firstName'],
  ];
}

/** Returns whether a column next to a first or last name, under an unknown heading, has the other part. */
const isPartOfName = (cells: Contents | undefined) =>
  cells !== undefined && cells.filled > 0 && cells.capitalized > 0.9 && cells.single >= 0.5 && cells.marks < 0.3;

/** Returns whether a heading spans two columns: merged, and so repeated or blank over the second. */
function isOverTwo(column: number, headings: readonly string[], contents: readonly Contents[]): boolean {
  const [one, two] = [contents[column]!, contents[column + 1]];
  const over = headings[column + 1] ?? '';
  const sameHeading = over === '' || plain(over) === plain(headings[column]!);
  return two !== undefined && sameHeading && one.single > 0.5 && two.single > 0.5 && two.emails > 0.5;
}
