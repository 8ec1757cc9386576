import { locationOf } from '@/lib/events/location';
import { locationLine, unitsOf } from '@/lib/events/rules';
import { formatDays } from '@/lib/platform/days';
import type { ListedForReport, ReportedEvent } from '@/lib/yearly-documents/annual-report/list-events';
import { scheduleOf } from '@/lib/yearly-documents/annual-report/schedule';
import { DataTable } from '../../data-table';
import { EmptyState } from '../../empty-state';
import { KeysetPager } from '../../keyset-pager';

type Props = {
  listed: ListedForReport;
  /** The address of the list, and of an event. */
  path: string;
  eventHref: (id: number) => string;
  isFirst: boolean;
};

/** Lists what an annual report has of each event (ARM 10.57.216), a page at a time. */
export function ReportListing({ listed: { events, next }, path, eventHref, isFirst }: Props) {
  if (events.length === 0) {
    return (
      <EmptyState title={isFirst ? 'No events in this year' : 'No more events'}>
        {isFirst ? 'An event belongs to the year in which it ends.' : <a href={path}>Back to the first page</a>}
      </EmptyState>
    );
  }
  return (
    <>
      <DataTable
        size="many"
        caption="Events of the annual report, by the day on which they end"
        captionHidden
        rows={events}
        rowKey={({ id }) => id}
        columns={[
          { heading: 'Event', cell: (event) => <Described event={event} href={eventHref(event.id)} /> },
          { heading: 'Dates', cell: ({ startsOn, endsOn }) => formatDays(startsOn, endsOn) },
          { heading: 'Location', cell: (event) => locationLine(locationOf(event)) },
          {
            heading: 'Schedule',
            cell: (event) => <span className="whitespace-pre-line">{scheduleOf(event) ?? 'Not entered'}</span>,
          },
          { heading: 'PDUs', kind: 'number', cell: ({ hours }) => unitsOf(hours) },
          {
            heading: 'On the roster',
            kind: 'number',
            cell: ({ participants }) => participants.toLocaleString('en-US'),
          },
          { heading: 'Certificates', kind: 'number', cell: certificatesOf },
        ]}
      />
      <KeysetPager
        label="Pages of events"
        nextHref={next && `${path}?after=${next}`}
        summary={!isFirst && <a href={path}>First page</a>}
      />
    </>
  );
}

function Described({ event: { title, description }, href }: { event: ReportedEvent; href: string }) {
  return (
    <>
      <a href={href} dir="auto">
        {title}
      </a>
      <span className="sub prose-lines" dir="auto">
        {description}
      </span>
    </>
  );
}

function certificatesOf({ certificateCount, goesOn, interim }: ReportedEvent): string {
  if (goesOn) return interim === null ? 'No count up to June 30' : `${interim.toLocaleString('en-US')} up to June 30`;
  return certificateCount === null ? 'Not recorded' : certificateCount.toLocaleString('en-US');
}
