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
  const { heading, titles } = table;
  if (!heading || titles.length < 2 || !titles.every(([, title]) => isOfOne(title))) return table;
  return widened(table, 'Session', (number) => titles.findLast(([line]) => line < number)?.[1] ?? '');
}

/** Adds a column at the end. */
function widened(table: Table, words: string, of: (line: number) => string): Table {
  const { heading, rows } = table;
  const width = Math.max(heading?.[1].length ?? 0, ...rows.map(([, cells]) => cells.length));
  const wide = (cells: readonly string[], last: string) => [...cells, ...Array(width - cells.length).fill(''), last];
  return {
    ...table,
    heading: heading && [heading[0], wide(heading[1], words)],
    rows: rows.map(([number, cells]): UploadedLine => [number, wide(cells, of(number))]),
  };
}

const HOURS = /^(\d{1,2}(?:[.,]\d{1,2})? ?(?:hours?|hrs?|pdus?|units?))\s*:?$/i;

/** Adds a column with the hours of each row, when people are below titles such as "6 hours:". */
export function withHoursOfTitles(table: Table): Table {
  const titles = table.rows.flatMap(([number, cells]): [number, string][] => {
    const [only = '', ...more] = cells.filter(Boolean);
    const hours = more.length === 0 ? HOURS.exec(only)?.[1] : undefined;
    return hours ? [[number, hours]] : [];
  });
  const lines = titles.map(([line]) => line);
  if (lines.length < 2 || lines[0] !== table.rows[0]![0]) return table;
  const rows = table.rows.filter(([number]) => !lines.includes(number));
  const leftOut = [...table.leftOut, { lines, what: 'titles with hours' }];
  return widened({ ...table, rows, leftOut }, 'Hours', (number) => titles.findLast(([line]) => line < number)![1]);
}

const OF_A_PERSON = ['name', 'firstName', 'middleName', 'lastName', 'suffix', 'email', 'school', 'educatorNumber'];

/** Writes the person of a group in all of its rows, when only the first of several sessions has the name. */
export function withNamesOfGroups(rows: readonly UploadedLine[], columns: Columns, sessionAt: number): UploadedLine[] {
  const own = columns.flatMap((kind, at) => (kind !== null && OF_A_PERSON.includes(kind) ? [at] : []));
  const isBlank = ([, cells]: UploadedLine) => own.every((at) => !cells[at]);
  // Behind a session, a blank name is a place that nobody took.
  if (own.length === 0 || sessionAt < own[0]! || !rows[0] || isBlank(rows[0])) return [...rows];
  let person = rows[0][1];
  return rows.map((row): UploadedLine => {
    const [number, cells] = row;
    if (!isBlank(row)) person = cells;
    if (!isBlank(row) || !cells[sessionAt]) return row;
    return [number, cells.map((cell, at) => (own.includes(at) ? (person[at] ?? '') : cell))];
  });
}

/**
 * Writes the school of a group in all of its rows, when only the first row of each school has it: the school comes before
 * the names, and is never in two rows below each other.
 */
export function withSchoolsOfGroups(rows: readonly UploadedLine[], columns: Columns): UploadedLine[] {
  const at = columns.indexOf('school');
  const named = columns.findIndex((kind) => kind === 'name' || kind === 'firstName' || kind === 'lastName');
  const schools = rows.map(([, cells]) => cells[at] ?? '');
  const blanks = schools.filter((school) => school === '').length;
  const isRepeated = schools.some((school, index) => index > 0 && school !== '' && school === schools[index - 1]);
  if (at < 0 || at > named || schools[0] === '' || isRepeated || blanks < 2 || blanks < rows.length / 3)
    return [...rows];
  let school = '';
  return rows.map(([number, cells]): UploadedLine => {
    school = cells[at] || school;
    return [number, cells.with(at, school)];
  });
}
