import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import { endOfYearFrom } from '@/lib/events/asynchronous';
import type { EventContent } from '@/lib/events/event';
import { LAST_YEAR } from '@/lib/events/limits';
import type { Day } from '@/lib/platform/clock';
import { addDays, daysBetween } from '@/lib/platform/days';
import { MAX_COPIES, type Nth, type Weekday } from './choices';

/** A rule for dates from a first day on, until a last day or for a number of times. */
export type Repetition = { from: Day } & ({ until: Day } | { times: number }) &
  ({ every: 'week'; weekdays: readonly Weekday[] } | { every: 'month'; nth: Nth; weekday: Weekday });

/**
 * Returns the dates of a rule in order: all of them, or one more than may be added at once. The first day is one of them
 * only when the rule matches it.
 */
export function datesOf(repetition: Repetition): Day[] {
  const rule = new RRuleTemporal({
    // Days have no time zone. In UTC, each of them begins at midnight.
    tzid: 'UTC',
    dtstart: midnight(repetition.from),
    ...('until' in repetition ? { until: midnight(repetition.until) } : { count: repetition.times }),
    ...(repetition.every === 'week'
      ? { freq: 'WEEKLY', byDay: [...repetition.weekdays] }
      : { freq: 'MONTHLY', byDay: [`${repetition.nth}${repetition.weekday}`] }),
  });
  return rule.all((_, index) => index <= MAX_COPIES).map((date) => date.toPlainDate().toString());
}

function midnight(day: Day) {
  return Temporal.PlainDate.from(day).toZonedDateTime('UTC');
}

/**
 * Returns the content of an event for another first day. It stays as long as it is, and the agenda moves along; a course
 * that is open for a year is open for a year, however many days that has (M10).
 */
export function copyOn(content: EventContent, startsOn: Day): EventContent {
  const moved = daysBetween(content.startsOn, startsOn);
  return {
    ...content,
    // It names one event.
    ownNumber: null,
    startsOn,
    endsOn: (content.asynchronous && endOfYearFrom(startsOn, content)) || addDays(content.endsOn, moved),
    agenda: content.agenda.map((item) => ({ ...item, heldOn: addDays(item.heldOn, moved) })),
  };
}

/** Returns why these dates cannot be used; null when they can. */
export function whyNotTheseDates(copies: readonly { endsOn: Day }[]): string | null {
  if (copies.length === 0) return 'No date matches. Check the days and the last day.';
  if (copies.length > MAX_COPIES) {
    return `These are more than ${MAX_COPIES} dates, and at most ${MAX_COPIES} events can be added at once. Choose fewer dates, then copy the event again for the rest.`;
  }
  return copies.some(({ endsOn }) => Number(endsOn.slice(0, 4)) > LAST_YEAR)
    ? `Every event has to end in ${LAST_YEAR} or before.`
    : null;
}
