import type { UploadedLine } from '@/db/schema';
import type { Columns } from './columns';
import type { Table } from './find-table';
import { isDate } from './marks';

/** A title of one day or session: "Tuesday 11/17", "Day 2", "Session B: Fractions". */
const OF_ONE =
  /^(day|session|part|week|module|class|meeting|sesi[oó]n|d[ií]a|jour|tag|teil)\s*#?\s*\w{1,8}\b|\b(mon|tues|wednes|thurs|fri|satur|sun)day\b|\b\d{1,2}\/\d{1,2}\b/i;
const isOfOne = (title: string) => title.length <= 100 && (OF_ONE.test(title) || isDate(title));

/**
 * Adds a column with the day or session of each row, when the headings are repeated below titles of days or sessions:
 * the hours of a person's rows are added then.
 */
export function withSessions(table: Table): Table {
  const { heading, rows, titles } = table;
  if (!heading || titles.length < 2 || !titles.every(([, title]) => isOfOne(title))) return table;
  const width = Math.max(heading[1].length, ...rows.map(([, cells]) => cells.length));
  const widened = (cells: readonly string[], last: string) => [...cells, ...Array(width - cells.length).fill(''), last];
  const titleOf = (number: number) => titles.findLast(([line]) => line < number)?.[1] ?? '';
  return {
    ...table,
    heading: [heading[0], widened(heading[1], 'Session')],
    rows: rows.map(([number, cells]): UploadedLine => [number, widened(cells, titleOf(number))]),
  };
}

const OF_A_PERSON = ['name', 'firstName', 'middleName', 'lastName', 'suffix', 'email', 'school', 'educatorNumber'];

/** Writes the person of a group in all of its rows, when only the first of several sessions has the name. */
export function withNamesOfGroups(rows: readonly UploadedLine[], columns: Columns, sessionAt: number): UploadedLine[] {
  const own = columns.flatMap((kind, at) => (kind !== null && OF_A_PERSON.includes(kind) ? [at] : []));
  const isBlank = ([, cells]: UploadedLine) => own.every((at) => !cells[at]);
  if (sessionAt < 0 || own.length === 0 || !rows[0] || isBlank(rows[0])) return [...rows];
  let person = rows[0][1];
  return rows.map((row): UploadedLine => {
    const [number, cells] = row;
    if (!isBlank(row)) person = cells;
    if (!isBlank(row) || !cells[sessionAt]) return row;
    return [number, cells.map((cell, at) => (own.includes(at) ? (person[at] ?? '') : cell))];
  });
}
