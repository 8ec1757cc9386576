import type { UploadedLine } from '@/db/schema';
import { hoursInWords, minutesAsWritten } from '../hours-as-written';
import { isOfMinutes, meaningOf, plain, withoutDay } from './headings';
import { whatElse } from './not-people';

/** A list with one column more: the sum of several columns of hours, and the columns that it comes from. */
export type WithSums = { heading: UploadedLine; rows: UploadedLine[]; of: number[] };

/** Writes "90 min" for the numbers below a heading of minutes, so that they are never read as hours. */
export function withMinutes(heading: UploadedLine, rows: readonly UploadedLine[]): UploadedLine[] {
  const minutes = heading[1].flatMap((text, at) => (isOfMinutes(text) ? [at] : []));
  if (minutes.length === 0) return [...rows];
  const written = (cell: string, at: number) =>
    minutes.includes(at) && /^\d{1,4}([.,]\d+)?$/.test(cell) ? `${cell} min` : cell;
  return rows.map(([number, cells]): UploadedLine => [number, cells.map(written)]);
}

const PART =
  /^(\d{1,3}(?:[.,]\d+)?)\s*(?:hours?|hrs?|h|pdus?)?\s*(\/|of|out of|von|de|sur)\s*(\d{1,3}(?:[.,]\d+)?)\s*(?:hours?|hrs?|h|pdus?)?$/i;

/** Writes "4" for "4/6" and "4 of 6" in columns of hours: parts of a whole, unless they are fractions such as "1/2". */
export function withoutWholes(heading: UploadedLine, rows: readonly UploadedLine[]): UploadedLine[] {
  const hours = heading[1].flatMap((text, at) => (meaningOf(text)?.kind === 'units' ? [at] : []));
  const parted = hours.filter((at) => {
    const parts = rows.flatMap(([, cells]) => PART.exec(cells[at] ?? '')?.slice(1, 4) ?? []);
    const wholes = new Set(parts.filter((_, index) => index % 3 === 2));
    const [whole = '0'] = wholes;
    const areWords = parts.length > 0 && !parts.includes('/');
    const hasAll = parts.some((part, index) => index % 3 === 0 && part === whole);
    return areWords || (wholes.size === 1 && (hasAll || Number(whole) > 4));
  });
  if (parted.length === 0) return [...rows];
  const written = (cell: string, at: number) => (parted.includes(at) ? (PART.exec(cell)?.[1] ?? cell) : cell);
  return rows.map(([number, cells]): UploadedLine => [number, cells.map(written)]);
}

/**
 * Adds a column with the sum of hours that have a column for each day, "Hours - Day 1" and "Hours - Day 2", or one for
 * whole hours and one for minutes. None of them alone is what a person earned. Null when there is another column of
 * hours, or only one.
 */
export function withHoursOfDays(heading: UploadedLine, rows: readonly UploadedLine[]): WithSums | null {
  const [number, headings] = heading;
  const named = headings.flatMap((text, at) => (meaningOf(text)?.kind === 'units' ? [at] : []));
  const all = named.length > 0 ? named : daysWithHours(headings, rows);
  const minutes = all.filter((at) => isOfMinutes(headings[at]!));
  const whole = all.filter((at) => !minutes.includes(at));
  const of = areOfHours(headings, whole, minutes) && areParts(rows, whole, minutes) ? all : whole;
  const hours = of.length > 0 ? of : minutes;
  const baseOf = (at: number) => plain(withoutUnit(withoutDay(headings[at]!)));
  // "Hours attended" and "Minutes"
  const bases = new Set(
    hours.map(baseOf).filter((base) => base !== '' || hours === whole || minutes.length > whole.length),
  );
  if (hours.length < 2 || bases.size > 1 || hours.every((at) => headings[at] === headings[hours[0]!])) return null;
  const width = Math.max(headings.length, ...rows.map(([, cells]) => cells.length));
  const widened = (cells: readonly string[], last: string) => [...cells, ...Array(width - cells.length).fill(''), last];
  return {
    heading: [number, widened(headings, 'Total hours')],
    rows: rows.map(([row, cells]) => [
      row,
      widened(
        cells,
        sumOf(
          hours.map((at) => cells[at] ?? ''),
          of === all,
        ),
      ),
    ]),
    of: hours,
  };
}

/** Returns the columns of days that have hours: numbers in quarter steps, not only 0 and 1, under dates such as "6/15". */
function daysWithHours(headings: readonly string[], rows: readonly UploadedLine[]): number[] {
  const people = rows.filter(([, cells]) => whatElse(cells.find(Boolean) ?? '', undefined) === null);
  const days = headings.flatMap((text, at) => {
    const cells = people.map(([, line]) => line[at] ?? '').filter(Boolean);
    const areHours = cells.length > 0 && cells.every((cell) => /^\d{1,2}([.,](0|00|25|5|50|75))?$/.test(cell));
    return areHours && /^\d{1,2}\/\d{1,2}(\/\d{2,4})?$/.test(text) ? [{ at, cells }] : [];
  });
  const all = days.flatMap(({ cells }) => cells.map((cell) => Number(cell.replace(',', '.'))));
  return Math.max(0, ...all) > 1 && Math.max(...all) <= 12 ? days.map(({ at }) => at) : [];
}

const UNIT = /\b(hours?|hrs?|minutes?|mins?|horas?|heures?|stunden|std|minutos?|minuten)\b/gi;
const withoutUnit = (heading: string) => heading.replaceAll(UNIT, ' ');

/** Returns whether there are as many columns of minutes as of hours, which are called so: units may be rounded minutes. */
const areOfHours = (headings: readonly string[], whole: readonly number[], minutes: readonly number[]) =>
  minutes.length === whole.length && whole.every((at) => withoutUnit(headings[at]!) !== headings[at]);

/** Returns whether minutes go with whole hours, "1" and "30"; other minutes are the same time once more. */
function areParts(rows: readonly UploadedLine[], whole: readonly number[], minutes: readonly number[]): boolean {
  const people = rows.filter(([, cells]) => whatElse(cells.find(Boolean) ?? '', undefined) === null);
  const times = people.flatMap(([, cells]) =>
    minutes.map((at, index) => [at, whole[index]!].map((each) => minutesAsWritten(cells[each] ?? '') ?? 0)),
  );
  const both = times.filter(([part, hours]) => part! > 0 && hours! > 0);
  return both.filter(([part, hours]) => part! >= 60 || hours! % 60 > 0).length <= both.length / 4;
}

/**
 * Returns the sum of some hours; a text that is none, so that its row has a complaint, when one of them is none, or when
 * minutes beside hours are more than an hour.
 */
function sumOf(cells: readonly string[], hasMinutes: boolean): string {
  const filled = cells.filter((cell) => cell !== '');
  const minutes = filled.map(minutesAsWritten);
  const unread = minutes.indexOf(null);
  if (filled.length === 0) return '';
  const isUnclear = hasMinutes && filled.some((cell, index) => /min/.test(cell) && minutes[index]! >= 60);
  if (isUnclear && minutes.filter(Boolean).length > 1) return filled.join(' + ');
  if (unread >= 0) return filled[unread]!;
  return hoursInWords(minutes.reduce<number>((all, each) => all + each!, 0));
}
