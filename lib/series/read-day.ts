import type { Day } from '@/lib/platform/clock';
import { isDay, MONTHS } from '@/lib/platform/days';

const MONTH_FIRST = /^(?:[a-z]{3,9}\.?,?\s+)?([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$/i;
const NUMBERS = /^(\d{1,2})\/(\d{1,2})\/(\d{4}|\d{2})$/;

/**
 * Reads a date as people write it in Montana: "10/6/2026", "Oct 6, 2026", "Tuesday, October 6, 2026", "2026-10-06".
 * Returns null when it is no date. The weekday is not compared, because the summary shows the right one.
 */
export function readDay(typed: string): Day | null {
  const text = typed.trim();
  const [, monthName, dayOfMonth, year] = MONTH_FIRST.exec(text) ?? [];
  const [, month, day, shortYear] = NUMBERS.exec(text) ?? [];
  const read = monthName
    ? dayFrom(year!, String(numberOfMonth(monthName)), dayOfMonth!)
    : month
      ? dayFrom(shortYear!.padStart(4, '20'), month, day!)
      : text;
  return isDay(read) ? read : null;
}

/** Reads a month's name or its first letters; returns 0, which no date has, for any other word. */
function numberOfMonth(name: string): number {
  return MONTHS.findIndex((month) => month.toLowerCase().startsWith(name.toLowerCase())) + 1;
}

function dayFrom(year: string, month: string, day: string): string {
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}
