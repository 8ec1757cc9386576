import { formatTime } from '@/lib/events/agenda';
import { issuedSinceReport, titleWithinConference, unitsOf } from '@/lib/events/rules';
import { formatDays } from '@/lib/platform/days';
import type { Session } from '@/lib/whole-conference/sessions';
import { DataTable } from '../data-table';
import { Tag } from '../tag';

type Props = { sessions: readonly Session[]; caption: string };

/** Lists the sessions of a conference with what there is of each (M24). */
export function SessionTable({ sessions, caption }: Props) {
  return (
    <DataTable
      caption={caption}
      className="session-list"
      wide
      head={
        <>
          {columnHeader('Session')}
          {columnHeader('When')}
          {columnHeader('PDUs', 'number')}
          {columnHeader('Completed', 'number')}
          {columnHeader('Issued here', 'number')}
          {columnHeader('Signed')}
          {columnHeader('Count', 'number')}
          {columnHeader('Status')}
        </>
      }
    >
      {sessions.map(sessionRow)}
    </DataTable>
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

/** A plain function and no component, because three hundred rows are most of the page's rendering cost. */
function sessionRow(session: Session) {
  const path = `/events/${session.id}`;
  const number = (count: number) => count.toLocaleString('en-US');
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: DataTable says why.
    <tr role="row" key={session.id}>
      <th scope="row" role="rowheader">
        <a href={path} dir="auto">
          {titleWithinConference(session)}
        </a>
        <span className="sub" dir="auto">
          {session.instructor}
        </span>
      </th>
      <td role="cell" data-label="When">
        {whenOf(session)}
        {placeOf(session) !== '' && (
          <span className="sub" dir="auto">
            {placeOf(session)}
          </span>
        )}
      </td>
      <td role="cell" data-label="PDUs" className="number">
        {unitsOf(session.hours)}
      </td>
      <td role="cell" data-label="Completed" className="number">
        <a href={`${path}/attendees`}>
          {number(session.completed)} of {number(session.attendees)}
          <span className="sr-only"> on the roster</span>
        </a>
      </td>
      <td role="cell" data-label="Issued here" className="number">
        <a href={`${path}/certificates`}>{number(session.issuedCount)}</a>
        {session.due > 0 && <span className="sub">{number(session.due)} to issue</span>}
      </td>
      <td role="cell" data-label="Signed">
        {session.isSigned ? 'Yes' : 'No'}
      </td>
      <td role="cell" data-label="Count" className="number">
        {session.certificateCount === null ? 'Not recorded' : number(session.certificateCount)}
        {session.countDiffers && (
          <span className="sub">{issuedSinceReport(session) > 0 ? 'More issued since' : 'Changed since'}</span>
        )}
      </td>
      <td role="cell" data-label="Status">
        <Tag state={session.state} />
      </td>
    </tr>
    // biome-ignore-end lint/a11y/noRedundantRoles: DataTable says why.
  );
}

function whenOf({ startsOn, endsOn, startsAt, endsAt }: Session): string {
  const days = formatDays(startsOn, endsOn);
  return startsAt && endsAt ? `${days}, ${formatTime(startsAt)} to ${formatTime(endsAt)}` : days;
}

function placeOf({ room, track }: Session): string {
  return [room, track].filter(Boolean).join(' · ');
}
