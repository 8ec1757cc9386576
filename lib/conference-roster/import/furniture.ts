import type { Day } from '@/lib/platform/clock';
import { MONTHS, WEEKDAYS, weekdayOf } from '@/lib/platform/days';

/** The ways to shorten the name of a day or a month. */
const shortened = (names: readonly string[]) =>
  names
    .map((each) => each.toLowerCase())
    .map((name) => `${name.slice(0, 3)}(?:${name.slice(3)}|${name.slice(3, 4)}|${name.slice(3, 5)})?`)
    .join('|');

const CLOCK = '\\d{1,2}(?: \\d{2})?';
const NOON = '(?:am|pm|a m|p m)';
const TIME = `(?:${CLOCK} ?${NOON})`;
const DATE = `(?:(?:${shortened(MONTHS)})(?: \\d{1,2})?(?: \\d{4})?|\\d{4} \\d{1,2} \\d{1,2}|\\d{1,2} \\d{1,2} (?:20)?\\d{2})`;
const WEEKDAY = `(?:(?:${shortened(WEEKDAYS)})(?: ${CLOCK}(?: ?${NOON})?)?)`;
const PLACE =
  '(?:(?:room|rm|hall|ballroom|salon|track|slot|day|zoom|session|workshop|breakout|block)(?: [a-z]?\\d{1,4}[a-z]?| [a-z])?)';
const WORDS = `(?:${[TIME, DATE, WEEKDAY, PLACE, 'in|at|on|to|until|in person|online|attended|checked in'].join('|')})`;
const ONLY_WORDS = new RegExp(`^(?:${WORDS}(?: |$))*$`);
/** A list may number its sessions in its own way; after a title, a number can be a part or a grade. */
const OWN_CODE = /^(?:[a-z]{0,3} ?\d{1,4}[a-z]?)(?: |$)/;

/** What says when and where a session is, is short. A longer text is not tried: its words could be read in too many ways. */
const MAX_FURNITURE = 80;

/**
 * Returns whether what stands before and after a title says only when and where it is: "Thu 9 am" and "room 5" do; "advanced",
 * "part 2" and "grades 6 12" do not, because they can make it another session.
 */
export function isFurniture(before: string, after: string): boolean {
  if (before.length + after.length > MAX_FURNITURE) return false;
  return ONLY_WORDS.test(after) && (ONLY_WORDS.test(before) || ONLY_WORDS.test(before.replace(OWN_CODE, '')));
}

/** Returns whether a text of letters and digits names a day. */
export function namesDay(text: string, day: Day): boolean {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const name = MONTHS[month - 1]!.toLowerCase();
  const two = (number: number) => String(number).padStart(2, '0');
  const days = [...new Set([String(date), two(date)])];
  const months = [...new Set([String(month), two(month)])];
  const written = days.flatMap((d) => [
    ...[name, name.slice(0, 3)].flatMap((word) => [`${word} ${d}`, `${d} ${word}`]),
    ...months.flatMap((m) => [
      `${year} ${m} ${d}`,
      ...[year, two(year % 100)].map((y) => `${m} ${d} ${y}`),
      ...(text.includes(String(year)) ? [] : [`${m} ${d}`]),
    ]),
  ]);
  const within = ` ${text.replaceAll(/(?<=\d)(?=st|nd|rd|th)\S{2}/g, '')} `;
  if (written.some((form) => within.includes(` ${form} `))) return true;
  return new RegExp(` (?:${shortened([weekdayOf(day)])}) `).test(within) && !/ \d{1,2} \d{1,2} \d{2,4} /.test(within);
}

/** Returns whether a text of letters and digits names a time of day, such as "15:00:00". */
export function namesTime(text: string, time: string): boolean {
  const [hour, minute] = time.split(':').map(Number) as [number, number];
  const minutes = String(minute).padStart(2, '0');
  const half = hour < 12 ? 'a' : 'p';
  const twelve = hour % 12 || 12;
  const hours = [String(twelve), String(twelve).padStart(2, '0')];
  const clock = hours.flatMap((h) => (minute === 0 ? [`${h} 00`, h] : [`${h} ${minutes}`]));
  const written = clock.flatMap((c) => [`${c} ${half}m`, `${c}${half}m`, `${c} ${half} m`]);
  const exact = [String(hour), String(hour).padStart(2, '0')].map((h) => `${h} ${minutes}`);
  const within = ` ${text} `;
  if (written.some((form) => within.includes(` ${form} `))) return true;
  return exact.some((form) => new RegExp(` ${form}(?: 00)? (?![ap] ?m\\b)`).test(within));
}
