import type { ListedEvent } from '@/lib/events/list-events';
import type { ListedForStaff } from '@/lib/events/list-every-event';
import type { EventSort } from '@/lib/events/list-query';
import { issuedSinceReport, locationLine, proposedCount, titleWithinConference, unitsOf } from '@/lib/events/rules';
import { formatDays } from '@/lib/platform/days';
import { DataTable } from './data-table';
import { SortHeading } from './sort-heading';
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
  const heading = sortHeadings(list);
  return (
    <DataTable
      caption={list.caption}
      className="event-list"
      wide
      head={
        <>
          {heading('title', 'Title')}
          {heading('instructor', 'Instructor')}
          {heading('start', 'Dates')}
          {columnHeader('Location')}
          {heading('hours', 'PDUs', true)}
          {columnHeader('Status')}
          {heading('certificates', 'Certificates', true)}
          {columnHeader('Actions', 'actions-heading')}
        </>
      }
    >
      {events.map((event) => eventRow(event, mayChange, ofOneConference))}
    </DataTable>
  );
}

type EveryEventTableProps = ListProps & {
  events: ListedForStaff[];
  /** The URL of the list of one provider's events. */
  providerHref: (providerId: number) => string;
};

/** Lists events of every provider, for staff. */
export function EveryEventTable({ events, providerHref, ...list }: EveryEventTableProps) {
  const heading = sortHeadings(list);
  return (
    <DataTable
      caption={list.caption}
      className="event-list"
      wide
      head={
        <>
          {heading('title', 'Title')}
          {columnHeader('Provider')}
          {columnHeader('Instructor')}
          {heading('start', 'Dates')}
          {columnHeader('Location')}
          {columnHeader('PDUs', 'number')}
          {columnHeader('Status')}
          {columnHeader('Certificates', 'number')}
        </>
      }
    >
      {events.map((event) => (
        // biome-ignore-start lint/a11y/noRedundantRoles: DataTable says why.
        <tr role="row" key={event.id}>
          <th scope="row" role="rowheader">
            <a href={`/admin/events/${event.id}`}>{event.title}</a>
            <span className="sub">Event {event.id}</span>
          </th>
          <td role="cell" data-label="Provider">
            <a href={providerHref(event.providerId)}>{event.providerName}</a>
          </td>
          {factCells(event)}
        </tr>
        // biome-ignore-end lint/a11y/noRedundantRoles: DataTable says why.
      ))}
    </DataTable>
  );
}

function sortHeadings({ sort, order, sortHref }: ListProps) {
  return (column: EventSort, label: string, number?: boolean) => (
    <SortHeading
      href={sortHref(column)}
      sorted={sort === column ? (order === 'asc' ? 'ascending' : 'descending') : null}
      number={number}
    >
      {label}
    </SortHeading>
  );
}

function columnHeader(label: string, className?: string) {
  return (
    // biome-ignore lint/a11y/noRedundantRoles: DataTable says why.
    <th scope="col" role="columnheader" className={className}>
      {label}
    </th>
  );
}

/**
 * A plain function instead of a component, with no element that displays nothing, because fifty rows are most of the
 * list's rendering cost. The links only say what they do; the row's heading says for which event.
 */
function eventRow(event: ListedEvent, mayChange: boolean, ofOneConference: boolean) {
  const { id } = event;
  const since = issuedSinceReport(event);
  const path = `/events/${id}`;
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: DataTable says why.
    <tr role="row" key={id}>
      <th scope="row" role="rowheader">
        <a href={path}>{titleWithinConference({ title: event.title, conference: event.conference?.name ?? null })}</a>
        {event.conference && !ofOneConference && <span className="sub">{event.conference.name}</span>}
      </th>
      {factCells(event)}
      <td role="cell" className="actions">
        <details>
          <summary className="chevron" aria-label={`Actions for ${event.title}`}>
            Actions
          </summary>
        </details>
        <div>
          {mayChange && event.reportable && <a href={`${path}/report`}>{reportWords(event, since)}</a>}
          {mayChange && event.editable && <a href={`${path}/edit`}>Edit</a>}
          {event.state !== 'canceled' && <a href={`${path}/certificate`}>Print to PDF</a>}
          {mayChange && <a href={`/events/new?from=${id}`}>Duplicate</a>}
        </div>
      </td>
    </tr>
    // biome-ignore-end lint/a11y/noRedundantRoles: DataTable says why.
  );
}

/** The facts about an event that both lists show, as a plain function for the same reason. */
function factCells(event: ListedEvent) {
  const { certificateCount } = event;
  const since = issuedSinceReport(event);
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: DataTable says why.
    <>
      <td role="cell" data-label="Instructor">
        {event.instructor}
      </td>
      <td role="cell" data-label="Dates">
        {formatDays(event.startsOn, event.endsOn)}
      </td>
      <td role="cell" data-label="Location">
        {locationLine(event.location)}
      </td>
      <td role="cell" data-label="PDUs" className="number">
        {unitsOf(event.hours)}
      </td>
      <td role="cell" data-label="Status">
        {Tag({ state: event.state })}
      </td>
      <td role="cell" data-label="Certificates" className="number">
        {certificateCount?.toLocaleString('en-US')}
        {since !== 0 && <span className="sub">{differenceWords(since)}</span>}
      </td>
    </>
    // biome-ignore-end lint/a11y/noRedundantRoles: DataTable says why.
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
