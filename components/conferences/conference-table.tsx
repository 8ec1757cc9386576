import type { ListedConference } from '@/lib/conferences/list-conferences';
import { formatDays } from '@/lib/platform/days';
import { type Column, DataTable } from '../data-table';

type Props = {
  conferences: readonly ListedConference[];
  /** Shows whose each one is, for staff. */
  withProvider: boolean;
};

const PROVIDER: Column<ListedConference> = { heading: 'Provider', cell: ({ providerName }) => providerName };

/** Lists conferences, latest first, with what is missing from each. */
export function ConferenceTable({ conferences, withProvider }: Props) {
  return (
    <DataTable
      caption="Conferences, latest first"
      captionHidden
      rows={conferences}
      rowKey={({ id }) => id}
      columns={[
        {
          heading: 'Conference',
          cell: ({ id, name }) => (
            <a href={`/conferences/${id}`} dir="auto">
              {name}
            </a>
          ),
        },
        ...(withProvider ? [PROVIDER] : []),
        { heading: 'Dates', cell: ({ startsOn, endsOn }) => formatDays(startsOn, endsOn) },
        { heading: 'Place', dir: 'auto', cell: ({ place }) => place || 'Not given' },
        { heading: 'Sessions', kind: 'number', cell: ({ sessions }) => sessions.toLocaleString('en-US') },
        { heading: 'Status', cell: statusOf },
      ]}
    />
  );
}

function statusOf({ closedAt, countsDue }: ListedConference): string {
  if (countsDue > 0) return countsDue === 1 ? '1 count due' : `${countsDue.toLocaleString('en-US')} counts due`;
  return closedAt ? 'Closed' : 'Open';
}
