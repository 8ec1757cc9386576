import { formatTime, minuteOfDay } from './times';

/** The largest quarter-hour step that fits `numeric(5,2)`; no event is longer (choice). */
export const MAX_HOURS = '999.75';

const QUARTERS: Record<string, number> = { '': 0, '25': 1, '5': 2, '75': 3 };

/** Returns the quarter hours in a checked amount such as `6.25` or the database's `6.00`, without binary floats. */
export function quartersOf(hours: string): number {
  const [whole = '', fraction = ''] = hours.split('.');
  return Number(whole) * 4 + (QUARTERS[fraction.replace(/0+$/, '')] ?? 0);
}

export function minutesOf(hours: string): number {
  return quartersOf(hours) * 15;
}

/**
 * Returns the hours between two times of a day such as `09:00`, rounded down to the quarter, as a proposal; null when there
 * is not a quarter hour between them.
 */
export function hoursBetween(startsAt: string, endsAt: string): string | null {
  const quarters = Math.floor((minuteOfDay(endsAt) - minuteOfDay(startsAt)) / 15);
  return quarters > 0 ? exact(String(Math.floor(quarters / 4)), ['', '25', '5', '75'][quarters % 4]!) : null;
}

/** Returns why times of a day cannot contain this many hours; null when they can, or when there are no times. */
export function whyHoursExceedTimes(hours: string, startsAt: string | null, endsAt: string | null): string | null {
  if (!startsAt || !endsAt || endsAt <= startsAt) return null;
  if (minutesOf(hours) <= minuteOfDay(endsAt) - minuteOfDay(startsAt)) return null;
  return `${hours} hours is more than the time from ${formatTime(startsAt)} to ${formatTime(endsAt)}. Check the hours and the times.`;
}

/** Returns why an event's days cannot contain this many hours; null when they can. */
export function whyHoursTooMany(hours: string, days: number): string | null {
  if (quartersOf(hours) <= days * 24 * 4) return null;
  const span = days === 1 ? 'fits in one day' : `fits in ${days} days`;
  return `${hours} hours is more than ${span}. Check the hours and the dates.`;
}

/** Formats the amount for storage: no leading or trailing zeros, `.5` as `0.5`. */
function exact(whole: string, fraction: string): string {
  const left = whole.replace(/^0+/, '') || '0';
  const right = fraction.replace(/0+$/, '');
  return right ? `${left}.${right}` : left;
}

/**
 * Reads hours of instruction as people type them: "6", "6.5", "6.25", ".5".
 * @returns the exact decimal, or the sentence that says what to do
 */
export function readHours(typed: string): { hours: string } | { why: string } {
  const text = typed.trim();
  if (text === '') return { why: 'Enter the hours of instruction.' };
  const match = /^(\d{0,12})(?:\.(\d{0,12}))?$/.exec(text);
  const [, whole = '', fraction = ''] = match ?? [];
  if (!match || whole + fraction === '') {
    return { why: 'Enter the hours of instruction as a number, such as 6 or 6.25.' };
  }
  const hours = exact(whole, fraction);
  const [left = '', right = ''] = hours.split('.');
  if (hours === '0') return { why: 'The hours of instruction must be more than 0.' };
  if (left.length > 3) return { why: `The hours of instruction can be at most ${MAX_HOURS}.` };
  if (!(right in QUARTERS)) {
    return { why: 'Enter the hours of instruction in quarter hours: whole, or ending in .25, .5 or .75.' };
  }
  return { hours };
}
