import type { ReportedEvent } from '@/db/queries/annual-report';
import { FIELDS } from '@/lib/events/fields';
import { formatTime } from '@/lib/events/times';

const NO_NAMES: ReadonlyMap<number, string> = new Map();

/** Returns the program schedule of an event in words: its agenda, or its times; null when it has neither. */
export function scheduleOf({
  agenda,
  startsAt,
  endsAt,
  asynchronous,
}: Pick<ReportedEvent, 'agenda' | 'startsAt' | 'endsAt' | 'asynchronous'>): string | null {
  if (agenda.length > 0) return FIELDS.agenda.words(agenda, NO_NAMES);
  if (startsAt && endsAt) return `${formatTime(startsAt)} to ${formatTime(endsAt)}`;
  return asynchronous ? 'Always open' : null;
}
