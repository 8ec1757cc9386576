import type { ListedAttendee } from '@/lib/attendees/list-attendees';
import { unitsOf } from '@/lib/events/rules';
import { DataTable } from '../data-table';
import { SelectAll } from './select-all';

type Props = {
  eventId: number;
  attendees: ListedAttendee[];
  caption: string;
  /** False for viewers and staff: no boxes to tick, nothing to edit. */
  mayChange: boolean;
};

const HEADINGS = ['Name', 'School or district', 'PDUs', 'Completed', 'Certificate'];

export function RosterTable({ eventId, attendees, caption, mayChange }: Props) {
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: the card layout would take the meaning away.
    <DataTable
      columns="several"
      className="roster-table"
      caption={caption}
      head={
        <>
          {mayChange && (
            <th scope="col" role="columnheader" className="tick">
              <span className="sr-only">Checked</span>
              <SelectAll name="attendees[]" label="Check everyone on this page" />
            </th>
          )}
          {HEADINGS.map((heading) => (
            <th key={heading} scope="col" role="columnheader" className={heading === 'PDUs' ? 'number' : undefined}>
              {heading}
            </th>
          ))}
          {mayChange && (
            <th scope="col" role="columnheader" className="actions-heading">
              <span className="sr-only">Actions</span>
            </th>
          )}
        </>
      }
    >
      {attendees.map((person) => rosterRow(person, eventId, mayChange))}
    </DataTable>
    // biome-ignore-end lint/a11y/noRedundantRoles: the card layout would take the meaning away.
  );
}

/** A function and not a component, as in the event list: fifty rows are most of what the page costs. */
function rosterRow(person: ListedAttendee, eventId: number, mayChange: boolean) {
  const { id, name, email, school, educatorNumber, units, completed, currentCertificateId, attendance } = person;
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: the card layout would take the meaning away.
    <tr role="row" key={id}>
      {mayChange && (
        <td role="cell" className="tick">
          <label className="choice">
            <input type="checkbox" name="attendees[]" value={id} />
            <span className="sr-only" dir="auto">
              {name}
            </span>
          </label>
        </td>
      )}
      <th scope="row" role="rowheader">
        <bdi>{name}</bdi>
        {email && <span className="sub wrap-anywhere">{email}</span>}
      </th>
      <td role="cell" data-label="School or district">
        <span className="wrap-anywhere">
          <bdi>{school || '–'}</bdi>
          {educatorNumber && <span className="sub">Educator number {educatorNumber}</span>}
        </span>
      </td>
      <td role="cell" data-label="PDUs" className="number">
        <span>
          {unitsOf(units)}
          {attendance && <span className="sub">{attendance.reason}</span>}
        </span>
      </td>
      <td role="cell" data-label="Completed">
        <span className={completed ? 'tag tag-reported' : 'tag tag-upcoming'}>
          {completed ? 'Completed' : 'Not yet'}
        </span>
      </td>
      <td role="cell" data-label="Certificate">
        {currentCertificateId === null ? '–' : 'Issued'}
      </td>
      {mayChange && (
        <td role="cell" className="actions">
          <a href={`/events/${eventId}/attendees/${id}`}>
            Edit<span className="sr-only"> {name}</span>
          </a>
        </td>
      )}
    </tr>
    // biome-ignore-end lint/a11y/noRedundantRoles: the card layout would take the meaning away.
  );
}
