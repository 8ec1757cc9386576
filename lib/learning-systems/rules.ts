import { whyUnitsTooMany } from '@/lib/attendees/units';
import type { Day } from '@/lib/platform/clock';
import { formatDay } from '@/lib/platform/days';

type Earned = { units: string; completedOn: Day };
type EventToEarn = { startsOn: Day; endsOn: Day; asynchronous: boolean; hours: string };

/**
 * Why a learner cannot have earned this much of an event on this day; null when it is possible. A seminar's learning
 * system may note the completion days later. A course that is always open is entered anew each year, and who completed
 * it later completed the next year's (M10).
 */
export function whyNotEarned({ units, completedOn }: Earned, event: EventToEarn, today: Day): string | null {
  if (completedOn < event.startsOn) {
    return `Completed on ${formatDay(completedOn)}, but the event began on ${formatDay(event.startsOn)}.`;
  }
  if (completedOn > today) return `Completed on ${formatDay(completedOn)}, but that day has not come yet.`;
  if (event.asynchronous && completedOn > event.endsOn) {
    return `This entry of the course ended on ${formatDay(event.endsOn)}. A course that stays open is added again for the next year: use the number of that event.`;
  }
  return whyUnitsTooMany(units, event);
}
