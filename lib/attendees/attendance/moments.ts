import { Temporal } from 'temporal-polyfill';
import { type Day, MONTANA } from '@/lib/platform/clock';

/**
 * Returns the moment, in milliseconds since 1970, at which clocks in a time zone show this day and time. For the hour
 * that comes twice in fall, it is the first one, unless that is before `notBefore`.
 */
export function momentOf(day: Day, time: string, zone = MONTANA, notBefore = Number.NEGATIVE_INFINITY): number {
  const shown = Temporal.PlainDateTime.from(`${day}T${time}`);
  const first = shown.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds;
  if (first >= notBefore) return first;
  return shown.toZonedDateTime(zone, { disambiguation: 'later' }).epochMilliseconds;
}

/**
 * Returns `momentOf` for a time zone, with a cache of minutes, because lists of thousands of people repeat the same
 * few.
 */
export function momentReader(zone: string): (day: Day, time: string, notBefore?: number) => number {
  const minutes = new Map<string, [first: number, later: number]>();
  return (day, time, notBefore = Number.NEGATIVE_INFINITY) => {
    const minute = time.slice(0, 5);
    const key = `${day}T${minute}`;
    let known = minutes.get(key);
    if (!known) {
      known = [momentOf(day, minute, zone), momentOf(day, minute, zone, Number.POSITIVE_INFINITY)];
      minutes.set(key, known);
    }
    const seconds = Number(time.slice(6) || 0) * 1_000;
    return known[0] + seconds >= notBefore ? known[0] + seconds : known[1] + seconds;
  };
}

/** Returns what clocks in Montana show at a moment, to the minute. */
export function shownAt(moment: number): { day: Day; time: string } {
  const shown = Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(MONTANA);
  return { day: shown.toPlainDate().toString(), time: shown.toPlainTime().toString({ smallestUnit: 'minute' }) };
}

/** A day of check-ins ends at this hour, because an evening can go on after midnight (choice). */
const NIGHT_ENDS = 4;

/** Returns when the night after a moment ends in Montana: a person who signed in before that has left by then. */
export function endOfNight(moment: number): number {
  const shown = Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(MONTANA);
  const day = shown.toPlainDate().add({ days: shown.hour < NIGHT_ENDS ? 0 : 1 });
  return day.toZonedDateTime({ timeZone: MONTANA, plainTime: { hour: NIGHT_ENDS } }).epochMilliseconds;
}
