import type { UploadedLine } from '@/db/schema';
import { isMailAddress } from '@/lib/platform/mail/mail-settings';
import type { Table } from './find-table';
import { meaningOf } from './headings';

/**
 * Joins cells that a comma divided because they were not quoted: "Nov 20" and "2026 4:00 PM" of a day, "6" and "25"
 * of hours, and "Redfern" and "Ana" of a name.
 */
export function withWholeCells(headings: readonly string[], rows: UploadedLine[]): UploadedLine[] {
  return withWholeNames(headings, rows).map((row): UploadedLine => {
    const [number, cells] = row;
    return cells.length > headings.length ? [number, withWholeValues(cells, headings.length)] : row;
  });
}

/** Joins headings that a comma divided inside parentheses: "Staff Name (Last" and "First)". */
export function withWholeHeadings(table: Table): Table {
  const { heading, rows } = table;
  if (!heading) return table;
  const at = heading[1].findIndex(
    (text, index) => /\([^)]*$/.test(text) && /^[^(]*\)/.test(heading[1][index + 1] ?? ''),
  );
  const areNarrower = rows.every(([, cells]) => cells.length < heading[1].length);
  if (at < 0 || !areNarrower) return table;
  const whole = `${heading[1][at]}, ${heading[1][at + 1]}`;
  return withWholeHeadings({ ...table, heading: [heading[0], heading[1].toSpliced(at, 2, whole)] });
}

const DAY = /^(\p{L}{3,9},? )?\p{L}{3,9}\.? \d{1,2}$/u;
const YEAR = /^(19|20)\d\d\b/;

function withWholeValues(cells: string[], width: number): string[] {
  const joined = [...cells];
  for (let at = 0; joined.length > width && at < joined.length - 1; at++) {
    const [one, two] = [joined[at]!, joined[at + 1]!];
    if (DAY.test(one) && YEAR.test(two)) joined.splice(at, 2, `${one}, ${two}`);
    else if (/^\d{1,2}$/.test(one) && /^(00?|25|50?|75)$/.test(two)) joined.splice(at, 2, `${one}.${two}`);
  }
  return joined;
}

function withWholeNames(headings: readonly string[], rows: UploadedLine[]): UploadedLine[] {
  const kinds = headings.map((heading) => meaningOf(heading)?.kind);
  const nameAt = kinds.indexOf('name');
  const addressAt = kinds.indexOf('email');
  if (nameAt < 0) return rows;
  // Without addresses, most rows have a cell more than there are headings.
  const wide = rows.filter(([, cells]) => cells.length > 1);
  const areLonger = wide.filter(([, cells]) => cells.length > headings.length).length > wide.length / 2;
  const isWord = (cell: string | undefined) => /^\p{L}[\p{L}\p{M}'’-]*$/u.test(cell ?? '');
  const isSplit = (cells: readonly string[]) =>
    addressAt > nameAt
      ? !cells[addressAt]?.includes('@') && isMailAddress(cells[addressAt + 1] ?? '') && cells[nameAt + 1] !== ''
      : areLonger && isWord(cells[nameAt]) && /^\p{L}/u.test(cells[nameAt + 1] ?? '');
  return rows.map((row): UploadedLine => {
    const [number, cells] = row;
    if (!isSplit(cells)) return row;
    const whole = `${cells[nameAt]}, ${cells[nameAt + 1]}`;
    return [number, [...cells.slice(0, nameAt), whole, ...cells.slice(nameAt + 2)]];
  });
}
