import { nextDates } from '@/lib/events/asynchronous';
import type { EventContent } from '@/lib/events/event';
import type { Day } from '@/lib/platform/clock';
import { addDays, daysBetween, formatDay } from '@/lib/platform/days';

/** Returns the content of the entry for the next year. Rows of the agenda move along, up to its last day. */
export function nextEntryOf(content: EventContent): EventContent {
  const dates = nextDates(content);
  const moved = daysBetween(content.startsOn, dates.startsOn);
  const onOrBefore = (day: Day) => (day < dates.endsOn ? day : dates.endsOn);
  return {
    ...content,
    ...dates,
    // One names an event, and the other had its own days.
    ownNumber: null,
    conference: null,
    agenda: content.agenda.map((item) => ({ ...item, heldOn: onOrBefore(addDays(item.heldOn, moved)) })),
  };
}

/** Returns why a course is not continued a second time when its next entry was canceled; null when it was not. */
export function whyCanceledNext({ canceledAt, startsOn }: { canceledAt: Date | null; startsOn: Day }): string | null {
  return canceledAt
    ? `The entry for the next year, from ${formatDay(startsOn)} on, was canceled. Ask agency staff to restore it.`
    : null;
}

/** After the last day, a provider is still asked to continue for this many days (choice); then the course has closed. */
export const ASK_AFTER_DAYS = 30;

export type Continuing = 'early' | 'soon' | 'now' | 'over';

/**
 * Says how much a provider is asked to continue a course: not yet; from the first of the days on; urgently from the last of
 * them on, also for some days after the end; no longer.
 * @param before days before the end on which the provider is asked, the largest first
 */
export function askToContinue({ endsOn }: { endsOn: Day }, today: Day, before: readonly number[]): Continuing {
  const left = daysBetween(today, endsOn);
  if (left < -ASK_AFTER_DAYS) return 'over';
  if (left > Math.max(...before)) return 'early';
  return left > Math.min(...before) ? 'soon' : 'now';
}

/** Returns the June 30ths on which a course runs and after which it goes on: the count at its end comes too late for them. */
export function interimDays({ startsOn, endsOn }: { startsOn: Day; endsOn: Day }): Day[] {
  const days: Day[] = [];
  for (let year = Number(startsOn.slice(0, 4)); year <= Number(endsOn.slice(0, 4)); year++) {
    const day = `${String(year).padStart(4, '0')}-06-30`;
    if (startsOn <= day && day < endsOn) days.push(day);
  }
  return days;
}

type Countable = { asynchronous: boolean; startsOn: Day; endsOn: Day; canceledAt: Date | null };

/** Returns the latest June 30 up to which a count can be recorded today, which is over; null while there is none. */
export function interimDayNow(event: Countable, today: Day): Day | null {
  if (!event.asynchronous || event.canceledAt) return null;
  return interimDays(event).findLast((day) => day < today) ?? null;
}

/** Returns why no count up to this day can be recorded; null when one can. */
export function whyNotInterim(event: Countable, asOf: Day, today: Day): string | null {
  if (!event.asynchronous) return 'Only courses that are always open have a count up to June 30.';
  if (!interimDays(event).includes(asOf)) {
    return 'A count up to June 30 is for courses that run on that day and go on after it.';
  }
  // Until the day is over, certificates are given out that it has to include.
  return today <= asOf ? `You can record this count from ${formatDay(addDays(asOf, 1))} on.` : null;
}
