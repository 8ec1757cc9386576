/** Returns the minutes since midnight for a time such as `13:30`. */
export function minuteOfDay(time: string): number {
  const [hours, minutes] = time.split(':');
  return Number(hours) * 60 + Number(minutes);
}

/** Formats a time as "1:30 PM". */
export function formatTime(time: string): string {
  const minute = minuteOfDay(time);
  const hour = Math.floor(minute / 60);
  return `${hour % 12 || 12}:${String(minute % 60).padStart(2, '0')} ${hour < 12 ? 'AM' : 'PM'}`;
}

/** Returns a time without its seconds, as forms write it: the database's `09:00:00` is `09:00`. */
export function shortTime(time: string): string {
  return time.slice(0, 5);
}
