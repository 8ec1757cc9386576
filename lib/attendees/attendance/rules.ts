import { quartersOf } from '@/lib/events/hours';
import { unitsOf } from '@/lib/events/rules';
import { type Interval, intersect, lengthOf, union } from './intervals';
import { type AttendanceRule, countedTime, stretchesOfSessions } from './session-times';

const MINUTE = 60_000;

/**
 * A period in which a person was there, in milliseconds since 1970. A report that does not say when they came or left
 * can still say how long they stayed. If that is less than the whole period, they were away for the rest of it.
 */
export type Presence = { from: number | null; to: number | null; lasted: number | null };

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
  return (presences) => {
    const placed = presences.map(placeOf);
    const stretches = placed.flatMap(({ stretch }) => (stretch ? [stretch] : []));
    const unplaced = placed.filter(({ stretch, lasted }) => !stretch && lasted !== null).length;
    return {
      result: resultOfTime({ present: presentFor(placed, time), of, most }, rule, event),
      times: union(stretches).length + unplaced,
      // The person left during a session and came back.
      hasRejoined: sessions.some((session) => intersect(stretches, [session]).length > 1),
    };
  };
}

/** Returns what one person earned. */
export const resultOf = (presences: readonly Presence[], rule: AttendanceRule, event: { hours: string }) =>
  counterOf(rule, event)(presences).result;

type Time = { present: number; of: number; most: number };

function resultOfTime(
  { present, of, most }: Time,
  { leastPercent }: AttendanceRule,
  event: { hours: string },
): AttendanceResult {
  const isBelowLeast = leastPercent !== null && present * 100 < leastPercent * of;
  const quarters = Math.floor(present / (15 * MINUTE));
  const units = isBelowLeast ? '0' : String(Math.min(quarters, most) / 4);
  const [minutes, ofMinutes] = [Math.floor(present / MINUTE), Math.floor(of / MINUTE)];
  const reason = [
    `${timeInWords(minutes)} of ${timeInWords(ofMinutes)} → ${units}`,
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

function presentFor(placed: readonly Placed[], time: readonly Interval[]): number {
  const firm = placed.flatMap(({ stretch, lasted }) => (stretch && lasted === null ? [stretch] : []));
  const sure = lengthOf(intersect(firm, time));
  const loose = placed.filter(({ lasted }) => lasted !== null);
  if (loose.length === 0) return sure;
  // A stay whose exact time is unknown counts for at most the countable time in which it may have been.
  const looseTime = loose.reduce(
    (sum, { stretch, lasted }) => sum + Math.min(lasted!, lengthOf(intersect(stretch ? [stretch] : time, time))),
    0,
  );
  const possible = placed.flatMap(({ stretch, lasted }) => (stretch ? [stretch] : lasted === null ? [] : time));
  return Math.min(lengthOf(intersect(possible, time)), sure + looseTime);
}

/** The precision of reports, which round to the minute. */
const ROUNDED = MINUTE;

/**
 * Returns when a visit was, and how long it lasted if that is less. Both are null for a visit without a time of
 * leaving.
 */
function placeOf({ from, to, lasted }: Presence): { stretch: Interval | null; lasted: number | null } {
  if (from !== null && to !== null) {
    return { stretch: [from, to], lasted: lasted === null || to - from - lasted <= ROUNDED ? null : lasted };
  }
  if (lasted === null) return { stretch: null, lasted: null };
  if (from !== null) return { stretch: [from, from + lasted], lasted: null };
  if (to !== null) return { stretch: [to - lasted, to], lasted: null };
  return { stretch: null, lasted };
}
