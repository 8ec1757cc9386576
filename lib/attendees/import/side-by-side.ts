import type { UploadAbout, UploadedLine } from '@/db/schema';
import { findTable } from './find-table';
import { isGivenName } from './given-names';
import { meaningOf, plain } from './headings';
import { ONE_NAME } from './names';
import { isGroupTitle, isTitleOfAbsent } from './not-people';

/** Where a table beside the first one went: its first column, and its rows in the list that was made of both. */
export type Beside = NonNullable<UploadAbout['beside']>[number];

/** Headings further down are not searched for. */
const LOOKED_AT = 300;

const NAMES = ['name', 'firstName', 'lastName'];

/**
 * Puts tables that are side by side below each other, if the same headings are repeated further to the right, such as
 * the lists of a morning and an afternoon. Null when there is only one table.
 */
export function stacked(
  lines: readonly UploadedLine[],
  hidden: readonly number[] = [],
): { lines: UploadedLine[]; beside: Beside[]; hidden: number[] } | null {
  const { heading } = findTable(lines.slice(0, LOOKED_AT));
  const starts = heading ? startsOf(heading[1]) : startsOfNames(lines);
  if (!starts) return null;
  const headedIn = heading?.[0] ?? 0;
  const [first, ...others] = starts;
  const width = others[0]! - first!;
  const below = lines.filter(([number]) => number > headedIn);
  const wasHidden = new Set(hidden);
  const nowHidden = [...hidden];
  let next = lines.at(-1)![0] + 1;
  const beside: Beside[] = [];
  const right = others.flatMap((start) => {
    const from = next;
    // "Did not attend", above the headings of this table
    const title = lines.find(([number]) => number === headedIn - 1)?.[1][start] ?? '';
    const titled: UploadedLine[] = isTitleOfAbsent(title) ? [[next++, [...Array(first!).fill(''), title]]] : [];
    const part = below.flatMap(([number, cells]): UploadedLine[] => {
      const own = cells.slice(start, start + width);
      if (own.every((cell) => cell === '')) return [];
      if (wasHidden.has(number)) nowHidden.push(next);
      return [[next++, [...Array(first!).fill(''), ...own]]];
    });
    if (part.length > 0) beside.push({ column: start, from, to: next - 1 });
    return part.length > 0 ? [...titled, ...part] : [];
  });
  if (right.length === 0) return null;
  const left = lines.map(
    ([number, cells]): UploadedLine => [number, number < headedIn ? cells : cells.slice(0, others[0])],
  );
  return {
    lines: [...left.filter(([, cells]) => cells.some((cell) => cell !== '')), ...right],
    beside,
    hidden: nowHidden,
  };
}

/** The most columns of names that a page has side by side. */
const MAX_COLUMNS_OF_PEOPLE = 6;

/** Returns the columns of a list that has nothing but names in each, such as a page with three columns; null otherwise. */
function startsOfNames(lines: readonly UploadedLine[]): number[] | null {
  const rows = lines.slice(0, LOOKED_AT).map(([, cells]) => cells);
  const width = Math.max(0, ...rows.map(({ length }) => length));
  if (width < 2 || width > MAX_COLUMNS_OF_PEOPLE || rows.filter((cells) => cells.filter(Boolean).length > 1).length < 2)
    return null;
  const columns = Array.from({ length: width }, (_, at) => rows.map((cells) => cells[at] ?? '').filter(Boolean));
  const areNames = (cells: readonly string[]) =>
    cells.length > 0 &&
    cells.every((cell) => ONE_NAME.test(cell) && !isGroupTitle(cell)) &&
    cells.filter((cell) => isGivenName(cell.split(' ')[0]!)).length > cells.length * 0.6;
  return columns.every(areNames) ? columns.map((_, at) => at) : null;
}

/** Returns the columns where the same headings start, at least two; null when they are not repeated. */
function startsOf(headings: readonly string[]): number[] | null {
  const keys = headings.map(plain);
  const first = keys.findIndex((key) => key !== '');
  const second = keys.indexOf(keys[first]!, first + 1);
  if (first < 0 || second < 0) return null;
  const width = second - first;
  const block = keys.slice(first, second);
  const filled = block.filter((key) => key !== '');
  const isNamed = headings.slice(first, second).some((heading) => NAMES.includes(meaningOf(heading)?.kind ?? ''));
  // One heading twice is a first and a last name, unless a blank column is between the two.
  if (!isNamed || width < 2) return null;
  const starts: number[] = [];
  for (let start = first; start < keys.length; start += width) {
    const part = keys.slice(start, start + width);
    if (part.filter((key) => key !== '').length === 0) continue;
    if (!filled.every((key) => part[block.indexOf(key)] === key)) return null;
    starts.push(start);
  }
  return starts.length > 1 ? starts : null;
}
