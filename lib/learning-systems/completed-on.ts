import { Temporal } from 'temporal-polyfill';
import { type Clock, type Day, dayInMontana } from '@/lib/platform/clock';
import { isDay } from '@/lib/platform/days';

/** RFC 3339: a time includes its offset from UTC. */
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/i;

/** The largest offset ahead of UTC anywhere on earth. */
const FURTHEST_AHEAD = '+14:00';

/** How far the clocks of two servers may differ (choice). */
const CLOCKS_DIFFER_MS = 5 * 60_000;

/** Returns true for a time with its offset from UTC, `2026-05-03T21:30:00-06:00`. */
export function isMoment(text: string): boolean {
  return MOMENT.test(text) && instantOf(text) !== null;
}

/**
 * Returns the day in Montana on which a learning system says that a course was completed. A time is converted. A date
 * that is today anywhere on earth counts as today, because systems that use UTC or Asian time are ahead of Montana in
 * the evening.
 * @param completedOn a day, or a time that `isMoment` accepts
 */
export function dayCompleted(completedOn: string, clock: Clock): Day {
  const today = clock.today();
  if (isDay(completedOn)) return completedOn > today && completedOn <= furthestDay(clock) ? today : completedOn;
  const moment = instantOf(completedOn)!.epochMilliseconds;
  const isNow = moment > clock.now().getTime() && moment <= clock.now().getTime() + CLOCKS_DIFFER_MS;
  return isNow ? today : dayInMontana(new Date(moment));
}

function furthestDay(clock: Clock): Day {
  const now = Temporal.Instant.fromEpochMilliseconds(clock.now().getTime());
  return now.toZonedDateTimeISO(FURTHEST_AHEAD).toPlainDate().toString();
}

function instantOf(text: string): Temporal.Instant | null {
  try {
    return Temporal.Instant.from(text);
  } catch {
    return null;
  }
}
