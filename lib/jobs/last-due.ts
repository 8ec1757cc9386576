import { Temporal } from 'temporal-polyfill';
import { MONTANA } from '@/lib/platform/clock';

/** Times in Montana, such as `{ every: 'hour', at: ':23' }` and `{ daily: '06:00' }`. */
export type Times = { every: 'hour'; at: `:${number}` } | { daily: `${number}:${number}` };

/**
 * Returns the latest moment, up to and including `now`, at which something scheduled for these times is due. When clocks go
 * forward, a skipped time counts as an hour later; when they go back, a day's time counts only the first time, and an hour
 * that occurs twice counts twice. So each day has one moment, and so does each hour that passes.
 */
export function lastDue(times: Times, now: Date): Date {
  const here = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(MONTANA);
  if ('every' in times) {
    const minute = Number(times.at.slice(1));
    const thisHour = here.round({ smallestUnit: 'hour', roundingMode: 'floor' }).add({ minutes: minute });
    return moment(Temporal.ZonedDateTime.compare(thisHour, here) <= 0 ? thisHour : thisHour.subtract({ hours: 1 }));
  }
  const time = Temporal.PlainTime.from(times.daily);
  const on = (day: Temporal.PlainDate) => day.toZonedDateTime({ timeZone: MONTANA, plainTime: time });
  const today = here.toPlainDate();
  return moment(Temporal.ZonedDateTime.compare(on(today), here) <= 0 ? on(today) : on(today.subtract({ days: 1 })));
}

function moment(at: Temporal.ZonedDateTime): Date {
  return new Date(at.epochMilliseconds);
}
