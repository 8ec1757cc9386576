import type { CountDue } from '@/lib/events/list-counts-due';
import { daysOverdue } from '@/lib/events/rules';
import type { Day } from '@/lib/platform/clock';
import { formatDay } from '@/lib/platform/days';
import { DataTable } from './data-table';

/** Lists ended events without a count, for the staff who remind their providers. */
export function CountsDueTable({ events, today }: { events: CountDue[]; today: Day }) {
  return (
    <DataTable
      size="several"
      caption="Past events without a certificate count, oldest first"
      rows={events}
      rowKey={({ id }) => id}
      columns={[
        {
          heading: 'Event',
          cell: ({ id, title }) => (
            <a href={`/admin/events/${id}`} dir="auto">
              {title}
            </a>
          ),
        },
        { heading: 'Provider', cell: ({ providerName }) => providerName },
        { heading: 'Phone', className: 'nowrap', cell: ({ providerPhone }) => providerPhone },
        { heading: 'Ended', cell: ({ endsOn }) => formatDay(endsOn) },
        { heading: 'Overdue', className: 'nowrap', cell: (event) => inDays(daysOverdue(event, today)) },
      ]}
    />
  );
}

function inDays(days: number): string {
  return days === 1 ? '1 day' : `${days.toLocaleString('en-US')} days`;
}
