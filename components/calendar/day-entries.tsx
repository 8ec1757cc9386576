import type { DayEntry } from '@/lib/calendar/rules';
import type { CalendarEvent } from '@/lib/calendar/view-month';
import { formatTime, shortTime } from '@/lib/events/times';

export type Entry = DayEntry<CalendarEvent>;

type Props = {
  entries: readonly Entry[];
  /** False for viewers, who do not record counts. */
  mayChange: boolean;
};

/** Lists what a day has. Each kind has words of its own, so that nothing depends on a color. */
export function DayEntries({ entries, mayChange }: Props) {
  return (
    <ul className="day-entries">
      {entries.map((entry) => (
        <li key={`${entry.kind}-${entry.event.id}`} className={`day-entry day-entry-${entry.kind}`}>
          <EntryLink entry={entry} mayChange={mayChange} />
        </li>
      ))}
    </ul>
  );
}

function EntryLink({ entry: { kind, event, part, startsAt }, mayChange }: { entry: Entry; mayChange: boolean }) {
  const href = `/events/${event.id}`;
  if (kind === 'count-due') {
    return (
      <a href={mayChange && event.dueNow ? `${href}/report` : href}>
        <strong>Count due</strong> <bdi>{event.title}</bdi>
      </a>
    );
  }
  return (
    <>
      <a href={href}>
        {startsAt && (
          <>
            <time className="day-entry-time" dateTime={shortTime(startsAt)}>
              {formatTime(startsAt)}
            </time>{' '}
          </>
        )}
        <bdi>{event.title}</bdi>
      </a>
      <span className="day-entry-sub">
        {kind === 'first' && 'First day'}
        {kind === 'last' && 'Last day'}
        {part && `Day ${part.day} of ${part.of}`}
        {(part || kind !== 'day') && ' · '}
        <bdi>{event.place}</bdi>
      </span>
    </>
  );
}
