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
      size="many"
      rows={sessions}
      rowKey={({ id }) => id}
      columns={[
        {
          heading: 'Session',
          cell: (session) => (
            <>
              <a href={pathOf(session)} dir="auto">
                {titleWithinConference(session)}
              </a>
              <span className="sub" dir="auto">
                {session.instructor}
              </span>
            </>
          ),
        },
        {
          heading: 'When',
          cell: (session) => (
            <>
              {whenOf(session)}
              {placeOf(session) !== '' && (
                <span className="sub" dir="auto">
                  {placeOf(session)}
                </span>
              )}
            </>
          ),
        },
        { heading: 'PDUs', kind: 'number', cell: ({ hours }) => unitsOf(hours) },
        {
          heading: 'Completed',
          kind: 'number',
          cell: (session) => (
            <a href={`${pathOf(session)}/attendees`}>
              {number(session.completed)} of {number(session.attendees)}
              <span className="sr-only"> on the roster</span>
            </a>
          ),
        },
        {
          heading: 'Issued here',
          kind: 'number',
          cell: (session) => (
            <>
              <a href={`${pathOf(session)}/certificates`}>{number(session.issuedCount)}</a>
              {session.due > 0 && <span className="sub">{number(session.due)} to issue</span>}
            </>
          ),
        },
        { heading: 'Signed', cell: ({ isSigned }) => (isSigned ? 'Yes' : 'No') },
        {
          heading: 'Count',
          kind: 'number',
          cell: (session) => (
            <>
              {session.certificateCount === null ? 'Not recorded' : number(session.certificateCount)}
              {session.countDiffers && (
                <span className="sub">{issuedSinceReport(session) > 0 ? 'More issued since' : 'Changed since'}</span>
              )}
            </>
          ),
        },
        { heading: 'Status', cell: ({ state }) => <Tag state={state} /> },
      ]}
    />
  );
}

const pathOf = ({ id }: Session) => `/events/${id}`;

const number = (count: number) => count.toLocaleString('en-US');

function whenOf({ startsOn, endsOn, startsAt, endsAt }: Session): string {
  const days = formatDays(startsOn, endsOn);
  return startsAt && endsAt ? `${days}, ${formatTime(startsAt)} to ${formatTime(endsAt)}` : days;
}

function placeOf({ room, track }: Session): string {
  return [room, track].filter(Boolean).join(' · ');
}
