/** The days of the week by the names that recurrence rules use (RFC 5545). */
export const WEEKDAYS = {
  MO: 'Monday',
  TU: 'Tuesday',
  WE: 'Wednesday',
  TH: 'Thursday',
  FR: 'Friday',
  SA: 'Saturday',
  SU: 'Sunday',
} as const;

export type Weekday = keyof typeof WEEKDAYS;

/** Which of a weekday's dates in a month. A fifth one exists in a few months only, so it is not offered. */
export const NTHS = { '1': 'First', '2': 'Second', '3': 'Third', '4': 'Fourth', '-1': 'Last' } as const;

export type Nth = keyof typeof NTHS;

/** The ways to choose dates. */
export const WAYS = {
  listed: 'Dates that you list',
  weekly: 'Every week, on the same weekdays',
  monthly: 'Every month, such as on the second Tuesday',
} as const;

export type Way = keyof typeof WAYS;

/** No more events are added at once, so that people can check the whole summary (choice). */
export const MAX_COPIES = 60;

/** Returns a table's keys with their type. */
export function keysOf<Key extends string>(table: Record<Key, string>): [Key, ...Key[]] {
  return Object.keys(table) as [Key, ...Key[]];
}
