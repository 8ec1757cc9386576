import type { Day } from '@/lib/platform/clock';
import { formatTime } from './agenda';
import { quartersOf } from './hours';

/** When a session takes place. The times are those of a session on one day, in Montana; both or neither. */
export type Slot = { startsOn: Day; endsOn: Day; startsAt: string | null; endsAt: string | null };

/** Returns whether nobody can have been at both: the days and the times of day overlap. Without times, nobody knows. */
export function isAtTheSameTime(one: Slot, other: Slot): boolean {
  if (!one.startsAt || !one.endsAt || !other.startsAt || !other.endsAt) return false;
  const sameDays = one.startsOn <= other.endsOn && other.startsOn <= one.endsOn;
  return sameDays && one.startsAt < other.endsAt && other.startsAt < one.endsAt;
}

/** Returns "9:00–10:30 AM" or "11:00 AM – 1:00 PM"; null for a session without times. */
export function timesInWords({ startsAt, endsAt }: Pick<Slot, 'startsAt' | 'endsAt'>): string | null {
  if (!startsAt || !endsAt) return null;
  const [from, to] = [formatTime(startsAt), formatTime(endsAt)];
  return from.slice(-2) === to.slice(-2) ? `${from.slice(0, -3)}–${to}` : `${from} – ${to}`;
}

/** Adds units exactly: "1.5" and "0.25" are "1.75". */
export function sumOfUnits(units: readonly string[]): string {
  const quarters = units.reduce((sum, each) => sum + quartersOf(each), 0);
  const rest = ['', '.25', '.5', '.75'][quarters % 4];
  return `${Math.floor(quarters / 4)}${rest}`;
}
