import { render, screen, within } from '@testing-library/react';
import { CountsForm } from '@/components/counts/counts-form';
import type { CountToRecord } from '@/lib/events/list-counts-to-record';

const count: CountToRecord = {
  eventId: 7,
  title: 'Robotics',
  conference: 'Sky days',
  startsOn: '2026-05-03',
  endsOn: '2026-05-03',
  daysOverdue: 2,
  issuedHere: 9,
  onPaper: null,
  latestReport: 0,
  requestKey: 'key',
};

test('an event with possible duplicates on its roster leads to them before its count is recorded', () => {
  render(
    <CountsForm
      action={async () => ({ values: {}, errors: [] })}
      counts={[count, { ...count, eventId: 8, title: 'Stories' }]}
      duplicates={new Map([[8, 4]])}
      address="/events/counts"
      cancelHref="/events"
    />,
  );
  const link = within(screen.getByRole('row', { name: /Stories/ })).getByRole('link', {
    name: '4 possible duplicates',
  });
  expect(link).toHaveAttribute('href', '/events/8/attendees/duplicates');
  expect(within(screen.getByRole('row', { name: /Robotics/ })).queryByText(/duplicates/)).not.toBeInTheDocument();
});
