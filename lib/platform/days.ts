import { Temporal } from 'temporal-polyfill';
import { type Day, MONTANA } from './clock';

export const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

export const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** Returns true for a strict `YYYY-MM-DD` that names a real day: 2026-02-30 is refused, not moved to March. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  try {
    Temporal.PlainDate.from(text, { overflow: 'reject' });
    return true;
  } catch {
    return false;
  }
}

export function addYears(day: Day, years: number): Day {
  return Temporal.PlainDate.from(day).add({ years }).toString();
}

export function addDays(day: Day, days: number): Day {
  return Temporal.PlainDate.from(day).add({ days }).toString();
}

/** Counts the whole days from one day to a later one; negative when `to` comes first. */
export function daysBetween(from: Day, to: Day): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'days' }).days;
}

const momentFormat = new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeStyle: 'short', timeZone: MONTANA });

function utcNoon(day: Day): Date {
  return new Date(`${day}T12:00:00Z`);
}

// Days are written from their parts: a list writes hundreds, and a range by Intl takes longer than the rest of its row.

/** Returns the parts of a day: "May", 3 and "2026". */
function partsOf(day: Day): { month: string; date: number; year: string } {
  const month = MONTHS[Number(day.slice(5, 7)) - 1];
  if (month === undefined) throw new RangeError(`Not a day: ${day}`);
  return { month, date: Number(day.slice(8, 10)), year: day.slice(0, 4) };
}

/** Formats a day as "May 3, 2026". */
export function formatDay(day: Day): string {
  const { month, date, year } = partsOf(day);
  return `${month} ${date}, ${year}`;
}

/** Formats the month of a day as "May 2026". */
export function formatMonth(day: Day): string {
  const { month, year } = partsOf(day);
  return `${month} ${year}`;
}

const weekdayFormat = new Intl.DateTimeFormat('en-US', { weekday: 'long', timeZone: 'UTC' });

/** Returns the name of the day of the week, such as "Sunday". */
export function weekdayOf(day: Day): string {
  return weekdayFormat.format(utcNoon(day));
}

/** Formats days as "May 3, 2026", "May 3–5, 2026" or "May 30 – June 2, 2026". */
export function formatDays(from: Day, to: Day): string {
  if (from === to) return formatDay(from);
  const [first, last] = [partsOf(from), partsOf(to)];
  if (first.year !== last.year) return `${formatDay(from)} – ${formatDay(to)}`;
  return first.month === last.month
    ? `${first.month} ${first.date}–${last.date}, ${last.year}`
    : `${first.month} ${first.date} – ${last.month} ${last.date}, ${last.year}`;
}

/** Formats a moment as "May 3, 2026 at 4:05 PM MT": in Mountain Time, and always labeled so. */
export function formatMoment(moment: Date): string {
  return `${momentFormat.format(moment).replaceAll(/[\u2009\u202f]/g, ' ')} MT`;
}

const timeFormat = new Intl.DateTimeFormat('en-US', { timeZone: MONTANA, hour: 'numeric', minute: '2-digit' });

/** Returns a moment's time of day in Montana: "3:05 PM MT". */
export function formatTimeOfDay(moment: Date): string {
  return `${timeFormat.format(moment).replaceAll(/[\u2009\u202f]/g, ' ')} MT`;
}
