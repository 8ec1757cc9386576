import type { ListedEvent } from '@/lib/events/list-events';
import type { ListedForStaff } from '@/lib/events/list-every-event';
import type { EventSort } from '@/lib/events/list-query';
import { issuedSinceReport, locationLine, proposedCount, titleWithinConference, unitsOf } from '@/lib/events/rules';
import { formatDays } from '@/lib/platform/days';
import { type Column, DataTable } from './data-table';
import { Tag } from './tag';

type ListProps = {
  caption: string;
  sort: EventSort;
  order: 'asc' | 'desc';
  /** The URL that a column heading links to. */
  sortHref: (sort: EventSort) => string;
};

type EventTableProps = ListProps & {
  events: ListedEvent[];
  /** False for viewers, who only read and print. */
  mayChange: boolean;
  /** All are sessions of one conference, which the caption names. */
  ofOneConference?: boolean;
};

export function EventTable({ events, mayChange, ofOneConference = false, ...list }: EventTableProps) {
  const facts = factColumns(list);
  return (
    <DataTable
      caption={list.caption}
      className="event-list"
      size="many"
      rows={events}
      rowKey={({ id }) => id}
      columns={[
        {
          heading: 'Title',
          sort: sortOf('title', list),
          cell: ({ id, title, conference, ownNumber }) => (
            <>
              <a href={`/events/${id}`}>{titleWithinConference({ title, conference: conference?.name ?? null })}</a>
              {conference && !ofOneConference && <span className="sub">{conference.name}</span>}
              {ownNumber && <span className="sub">No. {ownNumber}</span>}
            </>
          ),
        },
        facts.instructor,
        facts.dates,
        facts.location,
        { ...facts.units, sort: sortOf('hours', list) },
        facts.status,
        { ...facts.certificates, sort: sortOf('certificates', list) },
        { heading: 'Actions', kind: 'actions', cell: (event) => actionsOf(event, mayChange) },
      ]}
    />
  );
}

type EveryEventTableProps = ListProps & {
  events: ListedForStaff[];
  /** The URL of the list of one provider's events. */
  providerHref: (providerId: number) => string;
};

/** Lists events of every provider, for staff. */
export function EveryEventTable({ events, providerHref, ...list }: EveryEventTableProps) {
  const facts = factColumns(list);
  return (
    <DataTable
      caption={list.caption}
      className="event-list"
      size="many"
      rows={events}
      rowKey={({ id }) => id}
      columns={[
        {
          heading: 'Title',
          sort: sortOf('title', list),
          cell: ({ id, title }) => (
            <>
              <a href={`/admin/events/${id}`}>{title}</a>
              <span className="sub">Event {id}</span>
            </>
          ),
        },
        {
          heading: 'Provider',
          cell: ({ providerId, providerName }) => <a href={providerHref(providerId)}>{providerName}</a>,
        },
        { ...facts.instructor, sort: undefined },
        facts.dates,
        facts.location,
        facts.units,
        facts.status,
        facts.certificates,
      ]}
    />
  );
}

function sortOf(column: EventSort, { sort, order, sortHref }: ListProps) {
  return { href: sortHref(column), order: sort === column ? order : null };
}

/** Returns the columns that both lists show. */
function factColumns(list: ListProps) {
  return {
    instructor: {
      heading: 'Instructor',
      sort: sortOf('instructor', list),
      cell: ({ instructor }) => instructor,
    },
    dates: {
      heading: 'Dates',
      sort: sortOf('start', list),
      cell: ({ startsOn, endsOn }) => formatDays(startsOn, endsOn),
    },
    location: { heading: 'Location', cell: ({ location }) => locationLine(location) },
    units: { heading: 'PDUs', kind: 'number', cell: ({ hours }) => unitsOf(hours) },
    status: { heading: 'Status', cell: ({ state }) => Tag({ state }) },
    certificates: { heading: 'Certificates', kind: 'number', cell: certificatesOf },
  } satisfies Record<string, Column<ListedEvent>>;
}

function certificatesOf(event: ListedEvent) {
  const since = issuedSinceReport(event);
  return (
    <>
      {event.certificateCount?.toLocaleString('en-US')}
      {since !== 0 && <span className="sub">{differenceWords(since)}</span>}
    </>
  );
}

/** The links only say what they do; the row's heading says for which event. */
function actionsOf(event: ListedEvent, mayChange: boolean) {
  const { id } = event;
  const path = `/events/${id}`;
  return (
    <>
      <details>
        <summary className="chevron" aria-label={`Actions for ${event.title}`}>
          Actions
        </summary>
      </details>
      <div>
        {mayChange && event.reportable && <a href={`${path}/report`}>{reportWords(event, issuedSinceReport(event))}</a>}
        {mayChange && event.editable && <a href={`${path}/edit`}>Edit</a>}
        {event.state !== 'canceled' && <a href={`${path}/certificate`}>Print to PDF</a>}
        {mayChange && <a href={`/events/new?from=${id}`}>Duplicate</a>}
      </div>
    </>
  );
}

function reportWords(event: ListedEvent, since: number): string {
  if (event.certificateCount === null) return 'Record count';
  return since === 0 ? 'Correct count' : `Record ${proposedCount(event).toLocaleString('en-US')}`;
}

/** Says how many certificates were issued or revoked after the count was recorded (M14). */
function differenceWords(since: number): string {
  const number = Math.abs(since).toLocaleString('en-US');
  return since > 0 ? `${number} more issued since` : `${number} revoked since`;
}
