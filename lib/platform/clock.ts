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

/** Returns the time of day in Montana at this moment, `HH:MM:SS`. */
export function timeInMontana(moment: Date): string {
  return Temporal.Instant.fromEpochMilliseconds(moment.getTime())
    .toZonedDateTimeISO(MONTANA)
    .toPlainTime()
    .toString({ smallestUnit: 'second' });
}
