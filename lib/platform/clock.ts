import { Temporal } from 'temporal-polyfill';

/** A calendar day without a time, `YYYY-MM-DD`. */
export type Day = string;

/** Dates of events are days in Montana, regardless of the server's own time zone. */
export const MONTANA = 'America/Denver';

export type Clock = {
  now(): Date;
  /** Montana's calendar day at this moment. */
  today(): Day;
};

export const systemClock: Clock = clockAt(() => new Date());

/** Returns a clock that reads a given moment: for tests, and for anything that must see one moment throughout. */
export function clockAt(moment: () => Date): Clock {
  return {
    now: moment,
    today: () => dayInMontana(moment()),
  };
}

export function dayInMontana(moment: Date): Day {
  return Temporal.Instant.fromEpochMilliseconds(moment.getTime()).toZonedDateTimeISO(MONTANA).toPlainDate().toString();
}

/**
 * Returns a date whose parts in the process's own time zone are those of Montana at this moment, for formats that write the
 * local time without its zone, such as ZIP.
 */
export function asLocalTime(moment: Date): Date {
  const { year, month, day, hour, minute, second } = Temporal.Instant.fromEpochMilliseconds(
    moment.getTime(),
  ).toZonedDateTimeISO(MONTANA);
  return new Date(year, month - 1, day, hour, minute, second);
}

/** Returns the time of day in Montana at this moment, `HH:MM:SS`. */
export function timeInMontana(moment: Date): string {
  return Temporal.Instant.fromEpochMilliseconds(moment.getTime())
    .toZonedDateTimeISO(MONTANA)
    .toPlainTime()
    .toString({ smallestUnit: 'second' });
}
