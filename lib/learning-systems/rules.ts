import { whyUnitsTooMany } from '@/lib/attendees/units';
import type { Day } from '@/lib/platform/clock';
import { formatDay } from '@/lib/platform/days';

type Earned = { units: string; completedOn: Day };
type EventToEarn = { startsOn: Day; endsOn: Day; asynchronous: boolean; hours: string };

/**
 * Returns why a learner cannot have earned this much at an event on this day; null when it is possible. The learning
 * system of a seminar may record the completion days later. A course that is always open is entered for each year, so a
 * completion after its end date belongs to the next year's entry, which is not made yet (M10).
 */
export function whyNotEarned({ units, completedOn }: Earned, event: EventToEarn, today: Day): string | null {
  if (completedOn < event.startsOn) {
    return `Completed on ${formatDay(completedOn)}, but the event began on ${formatDay(event.startsOn)}.`;
  }
  if (completedOn > today) return `Completed on ${formatDay(completedOn)}, but that date is in the future.`;
  if (event.asynchronous && completedOn > event.endsOn) {
    return `The entry of this course ended on ${formatDay(event.endsOn)}, and a completion after that day belongs to the entry for the next year. If there is none yet, its provider has to make it on the event’s page.`;
  }
  return whyUnitsTooMany(units, event);
}

/** Returns what managers change about a key as one text, by which a form says what it showed. */
export function keyText({ label, signedOnly }: { label: string; signedOnly: boolean }): string {
  return `${signedOnly ? 'signed' : 'all'} ${label}`;
}
