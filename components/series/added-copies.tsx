import { formatDays, weekdayOf } from '@/lib/platform/days';
import type { AddedCopy } from '@/lib/series/list-copies';
import { DataTable } from '../data-table';

/** Lists the events that were just added, with a way to each of them. */
export function AddedCopies({ copies }: { copies: AddedCopy[] }) {
  return (
    <DataTable
      caption="The new events"
      head={
        // biome-ignore-start lint/a11y/noRedundantRoles: DataTable says why.
        <>
          <th scope="col" role="columnheader">
            Title
          </th>
          <th scope="col" role="columnheader">
            Dates
          </th>
          <th scope="col" role="columnheader">
            Actions
          </th>
        </>
        // biome-ignore-end lint/a11y/noRedundantRoles: DataTable says why.
      }
    >
      {copies.map(({ id, title, startsOn, endsOn, editable }) => (
        // biome-ignore-start lint/a11y/noRedundantRoles: DataTable says why.
        <tr role="row" key={id}>
          <th scope="row" role="rowheader">
            <a href={`/events/${id}`} dir="auto">
              {title}
            </a>
            <span className="sub">Event {id}</span>
          </th>
          <td role="cell" data-label="Dates">
            {weekdayOf(startsOn)}, {formatDays(startsOn, endsOn)}
          </td>
          <td role="cell" className="actions">
            {editable ? (
              <a href={`/events/${id}/edit`}>
                Edit<span className="sr-only"> event {id}</span>
              </a>
            ) : (
              <span className="hint">It is over, so only staff can change it.</span>
            )}
          </td>
        </tr>
        // biome-ignore-end lint/a11y/noRedundantRoles: DataTable says why.
      ))}
    </DataTable>
  );
}
