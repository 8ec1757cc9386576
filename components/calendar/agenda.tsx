import type { CalendarMonth } from '@/lib/calendar/view-month';
import { formatDay, weekdayOf } from '@/lib/platform/days';
import { DayEntries } from './day-entries';

type Props = { calendar: CalendarMonth; mayChange: boolean };

/** Shows a month day by day, without the days that have nothing. */
export function Agenda({ calendar, mayChange }: Props) {
  return (
    <ol className="agenda">
      {[...calendar.days].map(([day, entries]) => (
        <li key={day}>
          <h3>
            <time dateTime={day}>
              {weekdayOf(day)}, {formatDay(day)}
            </time>
            {day === calendar.today && <span className="agenda-today"> Today</span>}
          </h3>
          <DayEntries entries={entries} mayChange={mayChange} />
        </li>
      ))}
    </ol>
  );
}
