import type { Day } from '@/lib/platform/clock';
import { addDays, daysBetween, formatDay } from '@/lib/platform/days';

/**
 * Returns the latest end date of an asynchronous course: one year after its start (manual, "Continuously Available
 * Asynchronous Professional Development Unit Activities"; M10). The year after a leap year has no February 29.
 */
export function lastDayOfCourse(startsOn: Day): Day {
  const [year = '', ...rest] = startsOn.split('-');
  const monthAndDay = rest.join('-');
  return `${String(Number(year) + 1).padStart(4, '0')}-${monthAndDay === '02-29' ? '02-28' : monthAndDay}`;
}

type Dated = { startsOn: Day; endsOn: Day };

/**
 * Returns the last day of a year that begins on `startsOn`, counted as an entry for a year counts it: to the same day of
 * the next year, or to the day before, as July 1 to June 30. Null for an entry that is not open for a year.
 */
export function endOfYearFrom(startsOn: Day, entry: Dated): Day | null {
  const latest = lastDayOfCourse(entry.startsOn);
  if (entry.endsOn === latest) return lastDayOfCourse(startsOn);
  return entry.endsOn === addDays(latest, -1) ? addDays(lastDayOfCourse(startsOn), -1) : null;
}

/**
 * Returns the dates of the entry for the next year: it begins on the day after this one ends. An entry whose end is one
 * year after its start is followed by another such entry. Any other entry is followed by one that ends on the day before
 * its start comes around again, so that July 1 to June 30 stays July 1 to June 30.
 */
export function nextDates(entry: Dated): Dated {
  const startsOn = addDays(entry.endsOn, 1);
  return { startsOn, endsOn: endOfYearFrom(startsOn, entry) ?? addDays(lastDayOfCourse(startsOn), -1) };
}

/**
 * Returns the year of a course to which a completion on this day belongs: the first one that has not ended by then. When
 * all have ended, it is the last one, and when none has begun, the first one.
 * @param entries the years of the course, oldest first; at least one
 */
export function entryOn<Entry extends Dated>(entries: readonly Entry[], day: Day): Entry {
  return entries.find(({ endsOn }) => day <= endsOn) ?? entries.at(-1)!;
}

/**
 * For this many days after one entry ends and the next one begins, attendees are asked when they completed the course, and
 * a person who has a certificate from the other side waits for the provider (choice).
 */
export const ROLL_OVER_DAYS = 30;

/**
 * Returns why a course cannot be continued with an entry for the next year; null when it can. The entry may have ended
 * already: a course that was forgotten is continued late.
 */
export function whyNotContinued({ asynchronous }: { asynchronous: boolean }): string | null {
  return asynchronous
    ? null
    : 'Only an online course that is always open is continued for the next year. Copy this event to other dates instead.';
}

type Neighbors = { before: Dated | null; after: Dated | null };

/** Returns why an entry of a course cannot have this content, given the entries next to it; null when it can. */
export function whyNotThisEntry(
  { asynchronous, startsOn, endsOn }: Dated & { asynchronous: boolean },
  { before, after }: Neighbors,
): string | null {
  if (!asynchronous && (before || after)) {
    return 'This entry is one year of a course that is always open, and its links lead from year to year. It has to stay an asynchronous course.';
  }
  if (before && startsOn <= before.endsOn) {
    return `The entry for the year before ends on ${formatDay(before.endsOn)}. This one has to start after that day.`;
  }
  return after && endsOn >= after.startsOn
    ? `The entry for the next year starts on ${formatDay(after.startsOn)}. This one has to end before that day.`
    : null;
}

/** A day on which an attendee has to say when they completed the course, and the days that are possible. */
export type AsksCompleted = { from: Day; to: Day };

/**
 * Returns the days among which a person who claims today has to choose the one on which they completed the course; null
 * when today decides. People claim late: who completes a course on the last evening of its year often claims the
 * certificate in the next one.
 */
export function asksCompleted(entries: readonly Dated[], today: Day): AsksCompleted | null {
  const entry = entryOn(entries, today);
  if (today > entry.endsOn) return { from: entry.startsOn, to: entry.endsOn };
  const before = entries[entries.indexOf(entry) - 1];
  if (!before || today < entry.startsOn || daysBetween(before.endsOn, today) > ROLL_OVER_DAYS) return null;
  return { from: before.startsOn, to: today };
}

/**
 * Returns the day on which a claim counts: the day that the person gave when the link asks for it; otherwise the day on
 * which they opened the form, if that was yesterday, because midnight may have passed while they filled it in; otherwise
 * today.
 */
export function dayOfClaim(
  { completedOn, openedOn }: { completedOn: Day | null; openedOn: Day | null },
  asks: AsksCompleted | null,
  today: Day,
): Day {
  if (asks && completedOn !== null) return completedOn;
  return openedOn !== null && openedOn === addDays(today, -1) ? openedOn : today;
}

/**
 * Returns why a certificate of a course cannot be claimed for this day; null when it can.
 * @param asks the days that are possible, when the person had to choose one
 */
export function whyNotOnThisDay(
  day: Day,
  { asks, entry, today }: { asks: AsksCompleted | null; entry: Dated; today: Day },
): string | null {
  if (day > today) return `You can’t have completed the course on ${formatDay(day)}: that date is in the future.`;
  if (asks && day < asks.from) {
    return `Enter a day from ${formatDay(asks.from)} on. For an earlier year of the course, ask its provider.`;
  }
  if (day > entry.endsOn) return whyNoEntry(entry);
  // Before the course begins at all, the rule of when certificates are issued says so.
  return day < entry.startsOn && today >= entry.startsOn
    ? `This course was not open on ${formatDay(day)}. Ask its provider.`
    : null;
}

/** Says that a course is not entered for the year in which it was completed. */
export function whyNoEntry({ endsOn }: Dated): string {
  return `This course was entered until ${formatDay(endsOn)}. Its provider has not entered it for the next year yet, so there is no certificate for a later day.`;
}
