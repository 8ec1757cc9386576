import type { UploadedLine } from '@/db/schema';
import { hoursInWords } from '../hours-as-written';
import { meaningOf } from './headings';
import type { WithSums } from './hours-of-days';
import { markOf } from './marks';

/** "Session 1 (1.5 hrs)" */
const HOURS = /(?<![\d.,:])(\d{1,2}(?:[.,]\d{1,2})?)\s*-?\s*(?:h|hrs?|hours?|pdus?|std|heures?|horas?)\b/i;

/** Returns whether a row of a numbered sheet has nothing but its number. */
const isUnfilled = (cells: readonly string[]) => cells.every((cell) => /^(\d{1,4}[.)]?)?$/.test(cell));

/**
 * Adds a column with the hours of the sessions that a person attended, when headings say how long each one was, such as
 * "Session 1 (1.5 hrs)", and the cells below are marks. Null for other lists.
 */
export function withHoursOfMarks(heading: UploadedLine, rows: readonly UploadedLine[]): WithSums | null {
  const [number, headings] = heading;
  /** The minutes of each session, by its column. */
  const sessions = new Map<number, number>();
  for (const [at, text] of headings.entries()) {
    const found = HOURS.exec(text)?.[1];
    if (!found) continue;
    const cells = rows.map(([, line]) => line[at] ?? '').filter(Boolean);
    const areMarks = cells.length > 0 && cells.every((cell) => markOf(cell) !== undefined && !/^\d/.test(cell));
    if (areMarks) sessions.set(at, Number(found.replace(',', '.')) * 60);
  }
  const hasOwn = headings.some((text, at) => !sessions.has(at) && meaningOf(text)?.kind === 'units');
  if (sessions.size < 2 || hasOwn) return null;
  const width = Math.max(headings.length, ...rows.map(([, cells]) => cells.length));
  const widened = (cells: readonly string[], last: string) => [...cells, ...Array(width - cells.length).fill(''), last];
  const sumOf = (cells: readonly string[]) =>
    [...sessions].reduce((sum, [at, each]) => sum + (markOf(cells[at] ?? '') === 'yes' ? each : 0), 0);
  return {
    heading: [number, widened(headings, 'Total hours')],
    rows: rows.map(
      ([row, cells]): UploadedLine => [row, widened(cells, isUnfilled(cells) ? '' : hoursInWords(sumOf(cells)))],
    ),
    of: [...sessions.keys()],
  };
}
