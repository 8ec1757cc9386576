import { Temporal } from 'temporal-polyfill';
import type { Day } from './clock';

const MONDAY = 1;
const TUESDAY = 2;
const THURSDAY = 4;
const SATURDAY = 6;
const SUNDAY = 7;

/** Returns the nth weekday (1 is Monday) of a month. */
function nth(n: number, weekday: number, month: number, year: number): Temporal.PlainDate {
  const first = Temporal.PlainDate.from({ year, month, day: 1 });
  return first.add({ days: ((weekday - first.dayOfWeek + 7) % 7) + (n - 1) * 7 });
}

/** A holiday on a weekend is kept on the Friday before or the Monday after (MCA 1-1-216). */
function observed(year: number, month: number, day: number): Temporal.PlainDate {
  const date = Temporal.PlainDate.from({ year, month, day });
  if (date.dayOfWeek === SATURDAY) return date.subtract({ days: 1 });
  return date.dayOfWeek === SUNDAY ? date.add({ days: 1 }) : date;
}

/**
 * Returns the days of a year's legal holidays in Montana on which state offices are closed, in order (MCA 1-1-216). New
 * Year's Day can be kept on December 31 of the year before.
 */
export function holidaysOf(year: number): Day[] {
  const lastDayOfMay = Temporal.PlainDate.from({ year, month: 5, day: 31 });
  const days = [
    observed(year, 1, 1),
    nth(3, MONDAY, 1, year),
    nth(3, MONDAY, 2, year),
    lastDayOfMay.subtract({ days: lastDayOfMay.dayOfWeek - MONDAY }),
    observed(year, 6, 19),
    observed(year, 7, 4),
    nth(1, MONDAY, 9, year),
    nth(2, MONDAY, 10, year),
    // The state general election: the Tuesday after the first Monday in November of even years.
    ...(year % 2 === 0 ? [nth(1, MONDAY, 11, year).add({ days: TUESDAY - MONDAY })] : []),
    observed(year, 11, 11),
    nth(4, THURSDAY, 11, year),
    observed(year, 12, 25),
  ];
  return days.map(String).sort();
}

/** The holidays of years that were asked about: working them out takes longer than the page that asks for each of its rows. */
const knownYears = new Map<number, ReadonlySet<Day>>();

function isHoliday(day: Day, year: number): boolean {
  let days = knownYears.get(year);
  if (!days) {
    days = new Set(holidaysOf(year));
    knownYears.set(year, days);
  }
  return days.has(day);
}

/** How the agency's days off differ from the legal holidays. */
export type OtherHolidays = { added: readonly Day[]; removed: readonly Day[] };

const NO_OTHERS: OtherHolidays = { added: [], removed: [] };

/** Returns whether state offices in Montana are open on a day. */
export function isBusinessDay(day: Day, { added, removed }: OtherHolidays = NO_OTHERS): boolean {
  const date = Temporal.PlainDate.from(day);
  if (date.dayOfWeek >= SATURDAY || added.includes(day)) return false;
  if (removed.includes(day)) return true;
  // New Year's Day of the next year can be kept in this one.
  return !isHoliday(day, date.year) && !isHoliday(day, date.year + 1);
}

/** Returns the day that is so many business days after another; the day itself does not count. */
export function addBusinessDays(day: Day, count: number, others: OtherHolidays = NO_OTHERS): Day {
  let date = Temporal.PlainDate.from(day);
  for (let left = count; left > 0; ) {
    date = date.add({ days: 1 });
    if (isBusinessDay(date.toString(), others)) left -= 1;
  }
  return date.toString();
}
