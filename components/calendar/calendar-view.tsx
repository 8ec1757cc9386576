import { addMonths, firstDay, lastDay, MAX_DAYS_SHOWN, monthOf } from '@/lib/calendar/rules';
import type { CalendarMonth } from '@/lib/calendar/view-month';
import { eventListHref, WHOLE_LIST } from '@/lib/events/list-query';
import { formatMonth } from '@/lib/platform/days';
import { Notice } from '../notice';
import { PageHeader } from '../page-header';
import { Agenda } from './agenda';
import { calendarHref, EventViews } from './event-views';
import { MonthTable } from './month-table';

type Props = {
  calendar: CalendarMonth;
  view: 'month' | 'agenda';
  /** What was ignored in the URL, and why; null: nothing. */
  note: string | null;
  mayChange: boolean;
  /** Whether the reader can have a calendar feed. */
  mayHaveFeed: boolean;
};

/** Shows a provider's events by month, with the days on which counts are due (M9). */
export function CalendarView({ calendar, view, note, mayChange, mayHaveFeed }: Props) {
  const { month, today, days, more } = calendar;
  const name = formatMonth(firstDay(month));
  const listHref = eventListHref({ ...WHOLE_LIST, from: firstDay(month), to: lastDay(month) });
  return (
    <>
      <PageHeader title="Calendar" lead="Your events by day, and the days when their certificate counts are due." />
      <EventViews current={view} month={month} />
      {note && (
        <Notice announce>
          <p>{note}</p>
        </Notice>
      )}
      <div className="month-head">
        <h2>{name}</h2>
        <nav aria-label="Months">
          <ul>
            <li>
              <a className="button button-secondary" rel="prev" href={calendarHref(view, addMonths(month, -1))}>
                <span className="sr-only">Previous month, </span>
                {formatMonth(firstDay(addMonths(month, -1)))}
              </a>
            </li>
            {month !== monthOf(today) && (
              <li>
                <a className="button button-quiet" href={calendarHref(view)}>
                  This month
                </a>
              </li>
            )}
            <li>
              <a className="button button-secondary" rel="next" href={calendarHref(view, addMonths(month, 1))}>
                <span className="sr-only">Next month, </span>
                {formatMonth(firstDay(addMonths(month, 1)))}
              </a>
            </li>
          </ul>
        </nav>
      </div>
      {more && (
        <Notice kind="warning">
          <p>
            This month has more events than the calendar can show. <a href={listHref}>The list has all of them.</a>
          </p>
        </Notice>
      )}
      {days.size === 0 && <p>No event starts or ends in {name}, and no count is due.</p>}
      {view === 'month' ? (
        <MonthTable calendar={calendar} caption={`Events in ${name}`} mayChange={mayChange} />
      ) : (
        <Agenda calendar={calendar} mayChange={mayChange} />
      )}
      <p className="calendar-notes">
        Events longer than {MAX_DAYS_SHOWN} days are shown on their first and last day.{' '}
        <a href={listHref}>List all events in progress in {name}</a>
        {mayHaveFeed && (
          <>
            {' · '}
            <a href="/account/calendar">See them in your own calendar</a>
          </>
        )}
      </p>
    </>
  );
}
