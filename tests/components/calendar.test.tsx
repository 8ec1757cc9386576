import { render, screen, within } from '@testing-library/react';
import { CalendarView } from '@/components/calendar/calendar-view';
import { entriesOf } from '@/lib/calendar/rules';
import type { CalendarEvent } from '@/lib/calendar/view-month';

const event = (given: Partial<CalendarEvent> = {}): CalendarEvent => ({
  id: 7,
  title: 'Teaching fractions',
  startsOn: '2026-05-03',
  endsOn: '2026-05-03',
  startsAt: null,
  place: 'Helena, MT',
  certificateCount: null,
  canceledAt: null,
  dueNow: true,
  ...given,
});

function show(events: CalendarEvent[], given: Partial<Parameters<typeof CalendarView>[0]> = {}) {
  const calendar = { month: '2026-05', today: '2026-05-04', days: entriesOf('2026-05', events), more: false };
  return render(<CalendarView calendar={calendar} view="month" note={null} mayChange mayHaveFeed={false} {...given} />);
}

const cellOf = (day: string) => screen.getByText(day).closest('td')!;

test('a month is a table of days under the names of the weekdays, and each day says its whole date', () => {
  show([event()]);
  const table = screen.getByRole('table', { name: 'Events in May 2026' });
  expect(
    within(table)
      .getAllByRole('columnheader')
      .map((cell) => cell.textContent),
  ).toEqual(['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']);
  const cell = cellOf('Sunday, May 3, 2026');
  expect(within(cell).getByRole('link', { name: 'Teaching fractions' })).toHaveAttribute('href', '/events/7');
  expect(cell).toHaveTextContent('Helena, MT');
  expect(cellOf('Monday, May 4, 2026')).toHaveAttribute('aria-current', 'date');
});

test('a count that is due leads to its form; for viewers, and before its day, to the event', () => {
  const count = () => within(cellOf('Monday, May 4, 2026')).getByRole('link', { name: /^Count due/ });
  const { unmount } = show([event()]);
  expect(count()).toHaveAttribute('href', '/events/7/report');
  unmount();
  const viewer = show([event()], { mayChange: false });
  expect(count()).toHaveAttribute('href', '/events/7');
  viewer.unmount();
  show([event({ dueNow: false })]);
  expect(count()).toHaveAttribute('href', '/events/7');
});

test('a day with many events shows five and leads to the list for the others', () => {
  show(
    Array.from({ length: 8 }, (_, index) => event({ id: index + 1, title: `Event ${index + 1}`, certificateCount: 0 })),
  );
  const cell = cellOf('Sunday, May 3, 2026');
  expect(within(cell).getAllByRole('listitem')).toHaveLength(5);
  expect(within(cell).getByRole('link', { name: '3 more on May 3, 2026' })).toHaveAttribute(
    'href',
    '/events?from=2026-05-03&to=2026-05-03',
  );
});

test.each(['month', 'agenda'] as const)(
  'in the %s, an event with a time says it before its title, and comes in its order',
  (view) => {
    const afternoon = event({ id: 8, title: 'Robotics', startsAt: '13:00:00' });
    const morning = event({ id: 9, title: 'Algebra', startsAt: '09:30:00' });
    show([afternoon, morning, event()], { view });
    const links = screen.getAllByRole('link', { name: /^(?!Count due).*(Robotics|Algebra|fractions)/ });
    expect(links.map((link) => link.textContent)).toEqual([
      'Teaching fractions',
      '9:30 AM Algebra',
      '1:00 PM Robotics',
    ]);
    expect(screen.getByRole('link', { name: '1:00 PM Robotics' })).toHaveAttribute('href', '/events/8');
    expect(screen.getByText('1:00 PM')).toHaveAttribute('datetime', '13:00');
  },
);

test('the agenda lists the days that have something, with which day of an event it is', () => {
  show([event({ endsOn: '2026-05-05', certificateCount: 0 })], { view: 'agenda' });
  expect(screen.getAllByRole('heading', { level: 3 }).map((heading) => heading.textContent)).toEqual([
    'Sunday, May 3, 2026',
    'Monday, May 4, 2026 Today',
    'Tuesday, May 5, 2026',
  ]);
  expect(screen.getByText(/Day 2 of 3/)).toBeInTheDocument();
});

test('the months before and after are links that keep the view', () => {
  show([], { view: 'agenda' });
  expect(screen.getByRole('link', { name: 'Previous month, April 2026' })).toHaveAttribute(
    'href',
    '/events/calendar?month=2026-04&view=agenda',
  );
  expect(screen.getByRole('link', { name: 'Next month, June 2026' })).toHaveAttribute('rel', 'next');
  expect(screen.getByText(/No event starts or ends in May 2026/)).toBeInTheDocument();
});
