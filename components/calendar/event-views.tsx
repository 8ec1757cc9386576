type View = 'list' | 'month' | 'agenda';

type Props = {
  current: View;
  /** The month to keep, `YYYY-MM`; without it, the calendar opens this month. */
  month?: string;
};

const LABELS: Record<View, string> = { list: 'List', month: 'Month', agenda: 'Agenda' };

/** Returns the URL of the calendar; the month is in it, so that it can be kept and sent. */
export function calendarHref(view: 'month' | 'agenda', month?: string): string {
  const params = new URLSearchParams();
  if (month) params.set('month', month);
  if (view === 'agenda') params.set('view', view);
  return params.size > 0 ? `/events/calendar?${params}` : '/events/calendar';
}

/** Links the views of a provider's events: the list, and the calendar by month or day by day. */
export function EventViews({ current, month }: Props) {
  return (
    <nav aria-label="Views of events" className="event-views">
      <ul>
        {(['list', 'month', 'agenda'] as const).map((view) => (
          <li key={view}>
            <a
              href={view === 'list' ? '/events' : calendarHref(view, month)}
              aria-current={view === current ? 'page' : undefined}
            >
              {LABELS[view]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
