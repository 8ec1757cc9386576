import { hasEnded } from '@/lib/events/rules';
import type { Day } from '@/lib/platform/clock';
import { addDays, daysBetween, isDay, weekdayOf } from '@/lib/platform/days';

/** A month, `YYYY-MM`. */
export type Month = string;

/** Events longer than this are in a calendar on their first and last day only, since a course can last a year (choice). */
export const MAX_DAYS_SHOWN = 14;

type Dated = { startsOn: Day; endsOn: Day };
type Timed = { startsAt: string | null };
type Counted = Dated & { certificateCount: number | null; canceledAt: Date | null };

/** What an event is to one day: it takes place, it is the first or last day of a long one, or its count is due. */
export type DayEntry<Event> = {
  kind: 'day' | 'first' | 'last' | 'count-due';
  event: Event;
  /** Which of how many days it is, for an event of several days. */
  part: { day: number; of: number } | null;
  /** When it starts, for an event of one day that has a time. */
  startsAt: string | null;
};

/** Returns the month of a URL; null when the text is none, or one in which no event can be. */
export function readMonth(text: string): Month | null {
  return isDay(`${text}-01`) && text >= '1900-01' && text < '2200-01' ? text : null;
}

export function monthOf(day: Day): Month {
  return day.slice(0, 7);
}

export function firstDay(month: Month): Day {
  return `${month}-01`;
}

/** Returns the month that is so many months later, or earlier. */
export function addMonths(month: Month, months: number): Month {
  const [year, number] = month.split('-').map(Number) as [number, number];
  const count = year * 12 + number - 1 + months;
  return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`;
}

export function lastDay(month: Month): Day {
  return addDays(firstDay(addMonths(month, 1)), -1);
}

export function daysOf(month: Month): Day[] {
  const first = firstDay(month);
  return Array.from({ length: daysBetween(first, lastDay(month)) + 1 }, (_, index) => addDays(first, index));
}

export const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** Returns the weeks of a month, from Sunday to Saturday; null for the days of other months. */
export function weeksOf(month: Month): (Day | null)[][] {
  const days: (Day | null)[] = daysOf(month);
  const before = WEEKDAYS.indexOf(weekdayOf(firstDay(month)));
  const cells = [...Array<null>(before).fill(null), ...days];
  while (cells.length % 7 > 0) cells.push(null);
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
}

export function isLong(event: Dated): boolean {
  return daysBetween(event.startsOn, event.endsOn) >= MAX_DAYS_SHOWN;
}

/** Returns the day from which an event's count is due, whether or not that day has come (M9). */
export function countDueOn({ endsOn }: Dated): Day {
  return addDays(endsOn, 1);
}

/** Returns whether a day with a due count is still of interest: the count is missing, and the event not canceled. */
export function owesCount({ certificateCount, canceledAt }: Counted): boolean {
  return certificateCount === null && canceledAt === null;
}

/**
 * Returns what each day of a month has: first what has no time, in the order of the events, then the others in the order
 * of their times. Days with nothing are missing.
 */
export function entriesOf<Event extends Counted & Timed>(
  month: Month,
  events: readonly Event[],
): Map<Day, DayEntry<Event>[]> {
  const days = new Map<Day, DayEntry<Event>[]>(daysOf(month).map((day) => [day, []]));
  const put = (day: Day, entry: DayEntry<Event>) => days.get(day)?.push(entry);
  for (const event of events) {
    const of = daysBetween(event.startsOn, event.endsOn) + 1;
    if (isLong(event)) {
      put(event.startsOn, { kind: 'first', event, part: null, startsAt: null });
      put(event.endsOn, { kind: 'last', event, part: null, startsAt: null });
    } else if (of === 1) {
      put(event.startsOn, { kind: 'day', event, part: null, startsAt: event.startsAt });
    } else {
      for (let day = 1; day <= of; day += 1) {
        put(addDays(event.startsOn, day - 1), { kind: 'day', event, part: { day, of }, startsAt: null });
      }
    }
    if (owesCount(event)) put(countDueOn(event), { kind: 'count-due', event, part: null, startsAt: null });
  }
  return new Map(
    [...days]
      .filter(([, entries]) => entries.length > 0)
      .map(([day, entries]) => [day, entries.toSorted((one, other) => compareTimes(one.startsAt, other.startsAt))]),
  );
}

function compareTimes(one: string | null, other: string | null): number {
  return (one ?? '').localeCompare(other ?? '');
}

/** Returns whether a count is due now, and not only planned. */
export function isDueNow(event: Counted, today: Day): boolean {
  return owesCount(event) && hasEnded(event, today);
}
