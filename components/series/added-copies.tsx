import { formatDays, weekdayOf } from '@/lib/platform/days';
import type { AddedCopy } from '@/lib/series/list-copies';
import { DataTable } from '../data-table';

/** Lists the events that were just added, with a way to each of them. */
export function AddedCopies({ copies }: { copies: AddedCopy[] }) {
  return (
    <DataTable
      caption="The new events"
      rows={copies}
      rowKey={({ id }) => id}
      columns={[
        {
          heading: 'Title',
          cell: ({ id, title }) => (
            <>
              <a href={`/events/${id}`} dir="auto">
                {title}
              </a>
              <span className="sub">Event {id}</span>
            </>
          ),
        },
        {
          heading: 'Dates',
          cell: ({ startsOn, endsOn }) => `${weekdayOf(startsOn)}, ${formatDays(startsOn, endsOn)}`,
        },
      ]}
      actions={({ id, editable }) =>
        editable ? (
          <a href={`/events/${id}/edit`}>
            Edit<span className="sr-only"> event {id}</span>
          </a>
        ) : (
          <span className="hint">It is over, so only staff can change it.</span>
        )
      }
    />
  );
}
