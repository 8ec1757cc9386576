import { Fragment } from 'react';
import { WEEKDAYS, weeksOf } from '@/lib/calendar/rules';
import type { CalendarMonth } from '@/lib/calendar/view-month';
import { eventListHref, WHOLE_LIST } from '@/lib/events/list-query';
import type { Day } from '@/lib/platform/clock';
import { formatDay, weekdayOf } from '@/lib/platform/days';
import { DayEntries } from './day-entries';

type Props = { calendar: CalendarMonth; caption: string; mayChange: boolean };

/** More would push the rest of the month out of view; the list has them all. */
const SHOWN_PER_DAY = 5;

/**
 * Shows a month as a table of weeks. On narrow screens the same table is read day by day, without the days that have
 * nothing; its roles say again what it is, because the layout would remove them.
 */
export function MonthTable({ calendar, caption, mayChange }: Props) {
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: see above
    <table role="table" className="month-table">
      <caption className="sr-only">{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {WEEKDAYS.map((name) => (
            <th key={name} scope="col" role="columnheader">
              <abbr title={name}>{name.slice(0, 3)}</abbr>
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {weeksOf(calendar.month).map((week) => (
          <tr role="row" key={week.find((day) => day !== null)}>
            {week.map((day, index) =>
              day === null ? (
                <td role="cell" key={WEEKDAYS[index]} className="month-outside" />
              ) : (
                <DayCell key={day} day={day} calendar={calendar} mayChange={mayChange} />
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
    // biome-ignore-end lint/a11y/noRedundantRoles: see above
  );
}

function DayCell({ day, calendar, mayChange }: { day: Day; calendar: CalendarMonth; mayChange: boolean }) {
  const entries = calendar.days.get(day) ?? [];
  const isToday = day === calendar.today;
  const more = entries.length - SHOWN_PER_DAY;
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: see above
    <td
      role="cell"
      className={entries.length > 0 ? 'month-day' : 'month-day month-empty'}
      aria-current={isToday ? 'date' : undefined}
    >
      <p className="month-number">
        <time dateTime={day}>
          <span className="month-narrow">
            {weekdayOf(day)}, {formatDay(day)}
          </span>
          <span className="month-wide" aria-hidden="true">
            {Number(day.slice(8))}
          </span>
        </time>
        {isToday && <Fragment> Today</Fragment>}
      </p>
      {entries.length > 0 && <DayEntries entries={entries.slice(0, SHOWN_PER_DAY)} mayChange={mayChange} />}
      {more > 0 && (
        <a className="month-more" href={eventListHref({ ...WHOLE_LIST, from: day, to: day })}>
          {more} more<span className="sr-only"> on {formatDay(day)}</span>
        </a>
      )}
    </td>
    // biome-ignore-end lint/a11y/noRedundantRoles: see above
  );
}
