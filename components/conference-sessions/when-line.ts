import { formatTime } from '@/lib/events/times';
import type { Day } from '@/lib/platform/clock';
import { formatDays, weekdayOf } from '@/lib/platform/days';

type Timed = { startsOn: Day; endsOn: Day; startsAt: string | null; endsAt: string | null };

/** Returns "Friday, March 5, 2027, 9:00 AM–10:15 AM". */
export function whenLine({ startsOn, endsOn, startsAt, endsAt }: Timed): string {
  const day = startsOn === endsOn ? `${weekdayOf(startsOn)}, ` : '';
  const times = startsAt && endsAt ? `, ${formatTime(startsAt)}–${formatTime(endsAt)}` : '';
  return `${day}${formatDays(startsOn, endsOn)}${times}`;
}
