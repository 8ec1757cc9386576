import { readWrittenTime } from '@/lib/attendees/attendance/written-times';
import { minutesAsWritten, quartersRoundedDown } from '@/lib/attendees/hours-as-written';
import { shortTime } from '@/lib/events/times';
import type { Day } from '@/lib/platform/clock';
import { addDays, daysBetween, weekdayOf } from '@/lib/platform/days';
import { searchable } from '@/lib/platform/text';

/** The days of a conference, which complete what a program leaves out: "Friday", "Day 2", "March 5". */
export type ConferenceDays = { startsOn: Day; endsOn: Day };

/** A cell that was read: what it says, null when it is blank, or why it cannot be read. */
export type ReadCell<T> = { value: T | null } | { why: string };

/** No program that names days by their weekday is longer. */
const MAX_NAMED_DAYS = 14;

/**
 * Reads a date as programs write it, with the month first: "3/5/2027", "March 5", "Fri, Mar 5, 2027", "Friday", "Day 2",
 * also with a time behind it.
 */
export function readDayCell(cell: string, days: ConferenceDays): ReadCell<Day> {
  const text = cell.trim();
  if (text === '') return { value: null };
  const read = wholeDay(text) ?? dayOfConference(text, days);
  return read ? { value: read } : { why: `“${shown(text)}” is not a date. Write it such as 3/5/2027 or 2027-03-05.` };
}

function wholeDay(text: string): Day | null {
  const read = readWrittenTime(withSpacedHalf(text));
  return read?.hasDay ? (read.monthFirst ?? read.dayFirst) : null;
}

function dayOfConference(text: string, { startsOn, endsOn }: ConferenceDays): Day | null {
  const plain = searchable(text).replaceAll(/[.,]/g, ' ').replaceAll(/\s+/g, ' ').trim();
  const nth = /^day (\d{1,2})$/.exec(plain)?.[1];
  if (nth) return Number(nth) > 0 ? addDays(startsOn, Number(nth) - 1) : null;
  const count = Math.min(daysBetween(startsOn, endsOn) + 1, MAX_NAMED_DAYS);
  const named = Array.from({ length: count }, (_, index) => addDays(startsOn, index)).filter((day) => {
    const weekday = weekdayOf(day).toLowerCase();
    return plain.length >= 3 && (weekday.startsWith(plain) || plain === `${weekday}s`);
  });
  if (named.length > 0) return named.length === 1 ? named[0]! : null;
  const years = new Set([startsOn.slice(0, 4), endsOn.slice(0, 4)]);
  const slash = /^(\d{1,2})[/-](\d{1,2})$/.exec(text);
  const withoutWeekday = text.replace(/^\p{L}{3,9}\.?,\s+(?=\p{L})/u, '');
  for (const year of years) {
    const day = wholeDay(slash ? `${slash[1]}/${slash[2]}/${year}` : `${withoutWeekday}, ${year}`);
    if (day && day >= startsOn && day <= endsOn) return day;
  }
  return wholeDay(
    slash ? `${slash[1]}/${slash[2]}/${startsOn.slice(0, 4)}` : `${withoutWeekday}, ${startsOn.slice(0, 4)}`,
  );
}

/** A time that a program writes without its half of the day. No session is at 1:30 in the night. */
const AFTERNOON = /^[1-5]:\d\d$/;

/**
 * Reads a time of day, also behind a date: "9:00 AM", "9am", "13:30", "noon", "2027-03-05 09:00". "1:30" is in the afternoon,
 * "01:30" is not.
 */
export function readTimeCell(cell: string): ReadCell<string> {
  const text = cell.trim();
  if (text === '') return { value: null };
  if (/^(12\s*)?noon$/i.test(text)) return { value: '12:00' };
  const read = readWrittenTime(withSpacedHalf(AFTERNOON.test(text) ? `${text} pm` : text));
  return read?.time
    ? { value: shortTime(read.time) }
    : { why: `“${shown(text)}” is not a time. Write it such as 9:00 AM or 13:30.` };
}

/** Reads a start and an end in one cell: "9:00–10:15 AM", "9am to 10:15am", "13:30-15:00". */
export function readTimesCell(cell: string): ReadCell<{ startsAt: string; endsAt: string }> {
  const text = cell.trim();
  if (text === '') return { value: null };
  const why = `“${shown(text)}” is not a start and an end. Write it such as 9:00 AM–10:15 AM.`;
  const parts = text.split(/\s*(?:[-–—]|\bto\b|\buntil\b)\s*/i).filter(Boolean);
  if (parts.length !== 2) return { why };
  const [first, second] = parts as [string, string];
  const end = timeIn(second);
  const half = /([ap])\.?\s?m?\.?$/i.exec(second)?.[1];
  const plain = timeIn(first);
  const hasHalf = /[ap]\.?\s?m?\.?$/i.test(first);
  // "9:00–10:15 AM": the half of the day belongs to both, unless the start would be after the end.
  const shared = half && !hasHalf ? timeIn(`${first} ${half}m`) : plain;
  const start = shared !== null && end !== null && shared < end ? shared : plain;
  return start !== null && end !== null ? { value: { startsAt: start, endsAt: end } } : { why };
}

function timeIn(text: string): string | null {
  const read = readTimeCell(text);
  return 'value' in read ? read.value : null;
}

/** Reads hours as spreadsheets write them, rounded down to the quarter; time that was not taught is never credited. */
export function readHoursCell(cell: string): ReadCell<string> {
  const text = cell.trim();
  if (text === '') return { value: null };
  const minutes = minutesAsWritten(text);
  return minutes === null
    ? { why: `“${shown(text)}” is not a number of hours. Write it such as 1.25.` }
    : { value: quartersRoundedDown(minutes).hours };
}

/** What divides categories, from what no name contains to what some do: "Reading, writing; Science". */
const DIVIDERS = ['\n', '|', ';', ','];

/** Reads the names of categories, separated by semicolons, commas, bars or line breaks. */
export function readCategoriesCell(
  cell: string,
  categories: readonly { id: number; name: string }[],
): ReadCell<number[]> {
  if (cell.trim() === '') return { value: null };
  const find = (name: string) => {
    const wanted = searchable(name);
    const exact = categories.find((category) => searchable(category.name) === wanted);
    const begun = categories.filter((category) => searchable(category.name).startsWith(wanted));
    return exact ?? (begun.length === 1 ? begun[0] : undefined);
  };
  const ids = new Set<number>();
  const unknown: string[] = [];
  const read = (text: string) => {
    const found = find(text);
    const divider = DIVIDERS.find((each) => text.includes(each));
    if (text.trim() === '') return;
    if (found) ids.add(found.id);
    else if (divider) text.split(divider).forEach(read);
    else unknown.push(text.trim());
  };
  read(cell);
  const [first] = unknown;
  return first === undefined
    ? { value: [...ids].sort((a, b) => a - b) }
    : {
        why: `“${shown(first)}” is not one of the event categories. Write its name as in the list of categories.`,
      };
}

/** Writes "9am" and "9 a.m." as "9:00 am". */
function withSpacedHalf(text: string): string {
  return text
    .replace(/(^|\s)(\d{1,2})\s*([ap])\.?\s?m?\.?$/i, '$1$2:00 $3m')
    .replace(/(\d:\d\d)\s*([ap])\.?\s?m?\.?$/i, '$1 $2m');
}

function shown(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40).toWellFormed()}…` : text;
}
