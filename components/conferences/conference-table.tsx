import type { ListedConference } from '@/lib/conferences/list-conferences';
import { formatDays } from '@/lib/platform/days';
import { DataTable } from '../data-table';

type Props = {
  conferences: readonly ListedConference[];
  /** Shows whose each one is, for staff. */
  withProvider: boolean;
};

/** Lists conferences, latest first, with what is missing from each. */
export function ConferenceTable({ conferences, withProvider }: Props) {
  const headings = ['Conference', ...(withProvider ? ['Provider'] : []), 'Dates', 'Place', 'Sessions', 'Status'];
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: DataTable says why.
    <DataTable
      caption="Conferences, latest first"
      captionHidden
      head={headings.map((heading) => (
        <th key={heading} scope="col" role="columnheader" className={heading === 'Sessions' ? 'number' : undefined}>
          {heading}
        </th>
      ))}
    >
      {conferences.map((conference) => (
        <tr key={conference.id} role="row">
          <th scope="row" role="rowheader">
            <a href={`/conferences/${conference.id}`} dir="auto">
              {conference.name}
            </a>
          </th>
          {withProvider && (
            <td role="cell" data-label="Provider">
              {conference.providerName}
            </td>
          )}
          <td role="cell" data-label="Dates">
            {formatDays(conference.startsOn, conference.endsOn)}
          </td>
          <td role="cell" data-label="Place" dir="auto">
            {conference.place || 'Not given'}
          </td>
          <td role="cell" data-label="Sessions" className="number">
            {conference.sessions.toLocaleString('en-US')}
          </td>
          <td role="cell" data-label="Status">
            {statusOf(conference)}
          </td>
        </tr>
      ))}
    </DataTable>
    // biome-ignore-end lint/a11y/noRedundantRoles: DataTable says why.
  );
}

function statusOf({ closedAt, countsDue }: ListedConference): string {
  if (countsDue > 0) return countsDue === 1 ? '1 count due' : `${countsDue.toLocaleString('en-US')} counts due`;
  return closedAt ? 'Closed' : 'Open';
}
