import type { getConferenceCheckIn } from '@/lib/conference-roster/check-in';
import { formatDays } from '@/lib/platform/days';
import { DataTable } from '../data-table';

type Props = { sessions: Awaited<ReturnType<typeof getConferenceCheckIn>>['sessions'] };

/** Lists the sessions of a conference with their check-in codes and scanners. */
export function CheckInSessions({ sessions }: Props) {
  return (
    <DataTable
      caption={`${sessions.length} ${sessions.length === 1 ? 'session' : 'sessions'}, by time`}
      rows={sessions}
      rowKey={({ id }) => id}
      columns={[
        { heading: 'Session', cell: ({ title }) => <bdi>{title}</bdi> },
        {
          heading: 'When and where',
          cell: ({ startsOn, endsOn, times, room }) => (
            <span>
              {[formatDays(startsOn, endsOn), times].filter(Boolean).join(', ')}
              {room && (
                <span className="sub">
                  <bdi>{room}</bdi>
                </span>
              )}
            </span>
          ),
        },
        {
          heading: 'Code',
          cell: ({ isOpen }) => (
            <span className={isOpen ? 'tag tag-running' : 'tag tag-ended'}>{isOpen ? 'Open' : 'Closed'}</span>
          ),
        },
      ]}
      actions={({ id, title }) => (
        <>
          <a href={`/events/${id}/attendees/check-in/scan`}>
            Scanner<span className="sr-only"> of {title}</span>
          </a>{' '}
          <a href={`/events/${id}/attendees/check-in`}>
            Code<span className="sr-only"> of {title}</span>
          </a>
        </>
      )}
    />
  );
}
