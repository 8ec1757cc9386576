import { quartersOf } from '@/lib/events/hours';
import { unitsOf } from '@/lib/events/rules';
import type { Day } from '@/lib/platform/clock';
import { type Interval, intersect, lengthOf, union, without } from './intervals';
import { type AttendanceRule, countedTime, stretchesOfSessions } from './session-times';

const MINUTE = 60_000;

/**
 * A period in which a person was there, in milliseconds since 1970. A report that does not say when they came or left
 * can still say how long they stayed. If that is less than the whole period, they were away for the rest of it.
 */
export type Presence = {
  from: number | null;
  to: number | null;
  lasted: number | null;
  /** The day of a stay whose times are unknown; any day of the event when it is missing. */
  day?: Day;
};

export type AttendanceResult = {
  /** The whole minutes that count for the person, and those that the event has in all. */
  minutes: number;
  ofMinutes: number;
  /** The units earned, in quarter steps; "0" for less than a quarter hour, or for less than the required presence. */
  units: string;
  /** Whether the person earned anything, without which they have not completed the event. */
  isEnough: boolean;
  isBelowLeast: boolean;
  /** For example, "2 h 52 min of 3 h → 2.75". */
  reason: string;
};

/** The result of counting a person by a rule. */
export type Counted = { result: AttendanceResult; times: number; hasRejoined: boolean };

/**
 * Returns a function that counts people one at a time: the time in the sessions without the breaks, overlaps once,
 * rounded down to the quarter hour, and never more than the event's units (ARM 10.57.215).
 */
export function counterOf(rule: AttendanceRule, event: { hours: string }): (presences: readonly Presence[]) => Counted {
  const time = countedTime(rule);
  const of = lengthOf(time);
  const sessions = stretchesOfSessions(rule);
  const most = quartersOf(event.hours);
  const windowOf = windowsOf(rule, time);
  return (presences) => {
    const placed = presences.map(placeOf);
    const stretches = placed.flatMap(({ stretch }) => (stretch ? [stretch] : []));
    const unplaced = placed.filter(({ stretch, lasted }) => !stretch && lasted !== null).length;
    return {
      result: resultOfTime({ ...presentFor(placed, time, windowOf), of, most }, rule, event),
      times: union(stretches).length + unplaced,
      // The person left during a session and came back.
      hasRejoined: sessions.some((session) => intersect(stretches, [session]).length > 1),
    };
  };
}

/** Returns what one person earned. */
export const resultOf = (presences: readonly Presence[], rule: AttendanceRule, event: { hours: string }) =>
  counterOf(rule, event)(presences).result;

type Time = { present: number; breaksOff: number; of: number; most: number };

function resultOfTime(
  { present, breaksOff, of, most }: Time,
  { leastPercent }: AttendanceRule,
  event: { hours: string },
): AttendanceResult {
  const isBelowLeast = leastPercent !== null && present * 100 < leastPercent * of;
  const quarters = Math.floor(present / (15 * MINUTE));
  const units = isBelowLeast ? '0' : String(Math.min(quarters, most) / 4);
  const [minutes, ofMinutes] = [Math.floor(present / MINUTE), Math.floor(of / MINUTE)];
  const reason = [
    `${timeInWords(minutes)} of ${timeInWords(ofMinutes)} → ${units}`,
    ...(breaksOff >= MINUTE ? [`after ${timeInWords(Math.floor(breaksOff / MINUTE))} for breaks`] : []),
    ...(isBelowLeast ? [`less than ${leastPercent}%`] : []),
    ...(!isBelowLeast && quarters > most ? [`the event gives ${unitsOf(event.hours)}`] : []),
  ].join(', ');
  return { minutes, ofMinutes, units, isEnough: units !== '0', isBelowLeast, reason };
}

/** Formats minutes as "2 h 52 min", "3 h" or "0 min". */
export function timeInWords(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}

type Placed = ReturnType<typeof placeOf>;

/** The sessions of a day, or of all days, with breaks, and the part that counts. */
type Window = { length: number; counted: Interval[]; breaks: number };

function windowsOf(rule: AttendanceRule, time: readonly Interval[]): (day: Day | null) => Window {
  const known = new Map<Day | null, Window>();
  const make = (day: Day | null): Window => {
    const sessions = day === null ? rule.sessions : rule.sessions.filter((each) => each.day === day);
    const all = stretchesOfSessions({ ...rule, sessions });
    const counted = intersect(all, time);
    return { length: lengthOf(all), counted, breaks: lengthOf(all) - lengthOf(counted) };
  };
  return (day) => {
    const window = known.get(day) ?? make(day);
    known.set(day, window);
    return window;
  };
}

function presentFor(
  placed: readonly Placed[],
  time: readonly Interval[],
  windowOf: (day: Day | null) => Window,
): { present: number; breaksOff: number } {
  const firm = placed.flatMap(({ stretch, lasted }) => (stretch && lasted === null ? [stretch] : []));
  const sure = lengthOf(intersect(firm, time));
  if (placed.every(({ lasted }) => lasted === null)) return { present: sure, breaksOff: 0 };
  const possible = placed.flatMap(({ stretch }) => (stretch ? [stretch] : []));
  const stays = placed.flatMap(({ stretch, lasted }) => (stretch && lasted !== null ? [{ stretch, lasted }] : []));
  let loose = looseTime(stays, intersect(firm, time), time);
  let breaksOff = 0;
  for (const [day, lasted] of unplacedByDay(placed)) {
    const { length, counted, breaks } = windowOf(day);
    const inside = Math.min(lasted, length);
    // The person may have been there during the breaks, which never count (choice).
    const off = Math.min(inside, breaks);
    loose += inside - off;
    breaksOff += off;
    possible.push(...counted);
  }
  return { present: Math.min(lengthOf(intersect(possible, time)), sure + loose), breaksOff };
}

/** A stay that is shorter than the period in which it was. */
type Stay = { stretch: Interval; lasted: number };

/**
 * Returns how long a person stayed at times that are known only roughly, besides the time that is known for sure. Stays in
 * nearly the same period are one stay that was reported more than once, so of these one counts: the combination with the
 * most time.
 */
function looseTime(stays: readonly Stay[], sure: readonly Interval[], time: readonly Interval[]): number {
  const sorted = stays.toSorted((a, b) => a.stretch[1] - b.stretch[1] || a.stretch[0] - b.stretch[0]);
  // The most time of stays up to each one, with that one. Only neighbors are compared: of three stays in this order, the one
  // in the middle is the same as the first or the last if these two are the same.
  const most: number[] = [];
  for (const { stretch, lasted } of sorted) {
    // A stay counts for at most the countable time in which it may have been.
    const countable = Math.min(lasted, lengthOf(intersect([stretch], time)));
    const beyond = (others: readonly Interval[]) =>
      Math.max(0, countable - lengthOf(intersect(without([stretch], others), sure)));
    const alone = beyond([]);
    let best = alone;
    for (const [index, before] of most.entries()) {
      const earlier = sorted[index]!.stretch;
      if (isSameStay(earlier, stretch)) continue;
      best = Math.max(best, before + (earlier[1] <= stretch[0] ? alone : beyond([earlier])));
    }
    most.push(best);
  }
  return Math.max(0, ...most);
}

/** Two stays are the same one if they share this much of the shorter period (choice). */
const SAME = 0.9;

/** Returns whether two periods are nearly the same, or one is nearly all of it in the other. */
function isSameStay(one: Interval, other: Interval): boolean {
  const shared = Math.min(one[1], other[1]) - Math.max(one[0], other[0]);
  return shared >= SAME * Math.min(one[1] - one[0], other[1] - other[0]);
}

/** Returns how long a person stayed at unknown times, by day. */
function unplacedByDay(placed: readonly Placed[]): Map<Day | null, number> {
  const days = new Map<Day | null, number>();
  for (const { stretch, lasted, day } of placed) {
    if (!stretch && lasted !== null) days.set(day, (days.get(day) ?? 0) + lasted);
  }
  return days;
}

/** The precision of reports, which round to the minute. */
const ROUNDED = MINUTE;

/**
 * Returns when a visit was, and how long it lasted if that is less. Both are null for a visit without a time of
 * leaving.
 */
function placeOf({ from, to, lasted, day: on }: Presence): {
  stretch: Interval | null;
  lasted: number | null;
  day: Day | null;
} {
  const day = on ?? null;
  if (from !== null && to !== null) {
    return { stretch: [from, to], lasted: lasted === null || to - from - lasted <= ROUNDED ? null : lasted, day };
  }
  if (lasted === null) return { stretch: null, lasted: null, day };
  if (from !== null) return { stretch: [from, from + lasted], lasted: null, day };
  if (to !== null) return { stretch: [to - lasted, to], lasted: null, day };
  return { stretch: null, lasted, day };
}
