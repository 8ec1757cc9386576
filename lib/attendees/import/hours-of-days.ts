import type { UploadedLine } from '@/db/schema';
import { minutesAsWritten } from '../hours-as-written';
import { meaningOf, plain, withoutDay } from './headings';

/** A list with one column more: the hours of all days, and the columns that they come from. */
type WithSums = { heading: UploadedLine; rows: UploadedLine[]; of: number[] };

/**
 * Adds a column with the sum of hours that have a column for each day: "Hours - Day 1" and "Hours - Day 2". None of them
 * alone is what a person earned. Null when there is another column of hours, or only one.
 */
export function withHoursOfDays(heading: UploadedLine, rows: readonly UploadedLine[]): WithSums | null {
  const [number, headings] = heading;
  const hours = headings.flatMap((text, at) => (meaningOf(text)?.kind === 'units' ? [at] : []));
  const bases = new Set(hours.map((at) => plain(withoutDay(headings[at]!))));
  if (hours.length < 2 || bases.size > 1 || hours.every((at) => headings[at] === headings[hours[0]!])) return null;
  const width = Math.max(headings.length, ...rows.map(([, cells]) => cells.length));
  const widened = (cells: readonly string[], last: string) => [...cells, ...Array(width - cells.length).fill(''), last];
  return {
    heading: [number, widened(headings, 'Total hours')],
    rows: rows.map(([row, cells]) => [row, widened(cells, sumOf(hours.map((at) => cells[at] ?? '')))]),
    of: hours,
  };
}

/** Returns the sum of some hours; the first text that is none, so that its row has a complaint. */
function sumOf(cells: readonly string[]): string {
  const filled = cells.filter((cell) => cell !== '');
  const minutes = filled.map(minutesAsWritten);
  const unread = minutes.indexOf(null);
  if (filled.length === 0) return '';
  return unread >= 0 ? filled[unread]! : String(minutes.reduce<number>((sum, each) => sum + each!, 0) / 60);
}
