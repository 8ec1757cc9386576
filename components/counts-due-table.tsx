import type { CountDue } from '@/lib/events/list-counts-due';
import { daysOverdue } from '@/lib/events/rules';
import type { Day } from '@/lib/platform/clock';
import { formatDay } from '@/lib/platform/days';
import { DataTable } from './data-table';

const HEADINGS = ['Event', 'Provider', 'Phone', 'Ended', 'Overdue'];

/** Lists ended events without a count, for the staff who remind their providers. */
export function CountsDueTable({ events, today }: { events: CountDue[]; today: Day }) {
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: the card layout would take the meaning away.
    <DataTable
      columns="several"
      caption="Past events without a certificate count, oldest first"
      head={HEADINGS.map((heading) => (
        <th key={heading} scope="col" role="columnheader">
          {heading}
        </th>
      ))}
    >
      {events.map((event) => (
        <tr key={event.id} role="row">
          <th scope="row" role="rowheader">
            <a href={`/admin/events/${event.id}`} dir="auto">
              {event.title}
            </a>
          </th>
          <td role="cell" data-label="Provider">
            {event.providerName}
          </td>
          <td role="cell" data-label="Phone">
            {event.providerPhone}
          </td>
          <td role="cell" data-label="Ended">
            {formatDay(event.endsOn)}
          </td>
          <td role="cell" data-label="Overdue">
            {inDays(daysOverdue(event, today))}
          </td>
        </tr>
      ))}
    </DataTable>
    // biome-ignore-end lint/a11y/noRedundantRoles: the card layout would take the meaning away.
  );
}

function inDays(days: number): string {
  return days === 1 ? '1 day' : `${days.toLocaleString('en-US')} days`;
}
