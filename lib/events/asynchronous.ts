import type { Day } from '@/lib/platform/clock';

/**
 * Returns the latest end date of an asynchronous course: one year after its start (manual, "Continuously Available
 * Asynchronous Professional Development Unit Activities"; M10). The year after a leap year has no February 29.
 */
export function lastDayOfCourse(startsOn: Day): Day {
  const [year = '', ...rest] = startsOn.split('-');
  const monthAndDay = rest.join('-');
  return `${String(Number(year) + 1).padStart(4, '0')}-${monthAndDay === '02-29' ? '02-28' : monthAndDay}`;
}
