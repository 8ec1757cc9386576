import type { Day } from '@/lib/platform/clock';
import { addDays } from '@/lib/platform/days';
import { momentReader } from './moments';
import type { SessionTime } from './session-times';
import { inAfternoon, inEarlyAfternoon, isOf24Hours, type WrittenTime } from './written-times';

export type Resolve = (time: WrittenTime, notBefore?: number) => number | null;
/** What the times of a report mean. */
export type Resolver = {
  /** Returns the moment of a time, which is on the next day if it would be before another one on its own. */
  resolve: Resolve;
  /** Returns the moment of a time such as "1:30" in the afternoon; null when that is not after another one, or unlikely. */
  resolveInAfternoon: (time: WrittenTime, notBefore: number) => number | null;
  dayOf: (time: WrittenTime) => Day | null;
};

/** Whether a time was written on a sheet for a day, and not by a program that also writes the day, or counts in UTC. */
const isOfSheet = ({ hasDay, isDayOfRow, offset }: WrittenTime) => offset === null && (!hasDay || isDayOfRow === true);

type ResolvingOptions = {
  zone: string;
  /** The day of times without one. */
  day: Day;
  event: { startsOn: Day; endsOn: Day };
  /** When the event takes place, as far as it is known. */
  program?: readonly SessionTime[];
};

/** How long before an event's first session people come, and how long after its last one they leave, in minutes. */
const AROUND = 120;

/**
 * Returns what reads a time such as "1:05" or "6:30" as the one in the afternoon or evening, if the whole event is after
 * noon and that time is about when it takes place; null for other times.
 */
function afternoonReader(program: readonly SessionTime[]): (time: WrittenTime) => WrittenTime | null {
  if (program.length === 0 || program.some(({ from, to }) => from < '12:00' || to <= from)) return () => null;
  const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
  const first = Math.min(...program.map(({ from }) => minutesOf(from))) - AROUND;
  const last = Math.max(...program.map(({ to }) => minutesOf(to))) + AROUND;
  return (time) => {
    const afternoon = inAfternoon(time);
    const minutes = minutesOf(afternoon?.time ?? '');
    return minutes >= first && minutes <= last ? afternoon : null;
  };
}

/**
 * Decides whether the month or the day comes first, which differs by country but is the same for all times of a report,
 * and whether times without AM and PM may be in the afternoon: in a report without one from 13:00 on.
 */
export function resolverOf(
  all: readonly WrittenTime[],
  { zone, day, event, program = [] }: ResolvingOptions,
): Resolver {
  const daysOf = (order: 'monthFirst' | 'dayFirst') => all.filter(({ hasDay }) => hasDay).map((time) => time[order]);
  const [earliest, latest] = [addDays(event.startsOn, -1), addDays(event.endsOn, 1)];
  const isNear = (each: Day | null) => each !== null && each >= earliest && each <= latest;
  const worth = (order: 'monthFirst' | 'dayFirst') => {
    const days = daysOf(order);
    return days.filter((each) => each !== null).length * 1_000_000 + days.filter(isNear).length;
  };
  const momentAt = momentReader(zone);
  const order = worth('dayFirst') > worth('monthFirst') ? 'dayFirst' : 'monthFirst';
  // Sheets are filled in by a local clock, and programs that count in UTC write 24 hours.
  const is24Hours = zone === 'UTC' || all.some(isOf24Hours);
  const at = (time: WrittenTime, notBefore?: number, later = 0) => {
    const on = time.hasDay ? time[order] : day;
    if (on === null || time.time === null) return null;
    const date = later > 0 ? addDays(on, later) : on;
    return time.offset ? Date.parse(`${date}T${time.time}${time.offset}`) : momentAt(date, time.time, notBefore);
  };
  const resolveInAfternoon: Resolver['resolveInAfternoon'] = (time, notBefore) => {
    const afternoon = is24Hours || time.offset !== null ? null : inAfternoon(time);
    const moment = afternoon && at(afternoon, notBefore);
    return moment !== null && moment >= notBefore ? moment : null;
  };
  const ofProgram = afternoonReader(program);
  const halfOfDay = (time: WrittenTime) =>
    is24Hours || time.offset !== null ? null : (ofProgram(time) ?? (isOfSheet(time) ? inEarlyAfternoon(time) : null));
  const resolve: Resolve = (time, notBefore) => {
    const moment = at(halfOfDay(time) ?? time, notBefore);
    if (moment === null || notBefore === undefined || moment >= notBefore) return moment;
    // The person left in the afternoon, or after midnight, and only the time is written.
    const isSameDay = time.hasDay && !time.isDayOfRow;
    return resolveInAfternoon(time, notBefore) ?? (isSameDay ? moment : at(time, notBefore, 1));
  };
  return { resolve, resolveInAfternoon, dayOf: (time) => time[order] };
}
