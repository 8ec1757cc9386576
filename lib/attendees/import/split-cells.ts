import type { UploadedLine } from '@/db/schema';
import { isMailAddress } from '@/lib/platform/mail/mail-settings';
import { meaningOf } from './headings';

/**
 * Joins cells that a comma divided because they were not quoted: "Nov 20" and "2026 4:00 PM" of a day, and "Redfern" and
 * "Ana" of a name.
 */
export function withWholeCells(headings: readonly string[], rows: readonly UploadedLine[]): UploadedLine[] {
  const isLonger = (cells: string[]) => cells.length > headings.length;
  const whole = rows.map((row): UploadedLine => {
    const [number, cells] = row;
    return isLonger(cells) ? [number, withWholeDays(cells, headings.length)] : row;
  });
  return withWholeNames(headings, whole);
}

const DAY = /^(\p{L}{3,9},? )?\p{L}{3,9}\.? \d{1,2}$/u;
const YEAR = /^(19|20)\d\d\b/;

function withWholeDays(cells: string[], width: number): string[] {
  const joined = [...cells];
  for (let at = 0; joined.length > width && at < joined.length - 1; at++) {
    if (DAY.test(joined[at]!) && YEAR.test(joined[at + 1]!)) joined.splice(at, 2, `${joined[at]}, ${joined[at + 1]}`);
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
