import type { getConferenceCheckIn } from '@/lib/conference-roster/check-in';
import { formatDays } from '@/lib/platform/days';
import { DataTable } from '../data-table';

type Props = { sessions: Awaited<ReturnType<typeof getConferenceCheckIn>>['sessions'] };

/** Lists the sessions of a conference with their check-in codes and scanners. */
export function CheckInSessions({ sessions }: Props) {
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: the card layout would take the meaning away.
    <DataTable
      caption={`${sessions.length} ${sessions.length === 1 ? 'session' : 'sessions'}, by time`}
      head={
        <>
          {['Session', 'When and where', 'Code'].map((heading) => (
            <th key={heading} scope="col" role="columnheader">
              {heading}
            </th>
          ))}
          <th scope="col" role="columnheader" className="actions-heading">
            <span className="sr-only">Actions</span>
          </th>
        </>
      }
    >
      {sessions.map(({ id, title, startsOn, endsOn, times, room, isOpen }) => (
        <tr role="row" key={id}>
          <th scope="row" role="rowheader">
            <bdi>{title}</bdi>
          </th>
          <td role="cell" data-label="When and where">
            <span>
              {[formatDays(startsOn, endsOn), times].filter(Boolean).join(', ')}
              {room && (
                <span className="sub">
                  <bdi>{room}</bdi>
                </span>
              )}
            </span>
          </td>
          <td role="cell" data-label="Code">
            <span className={isOpen ? 'tag tag-running' : 'tag tag-ended'}>{isOpen ? 'Open' : 'Closed'}</span>
          </td>
          <td role="cell" className="actions">
            <a href={`/events/${id}/attendees/check-in/scan`}>
              Scanner<span className="sr-only"> of {title}</span>
            </a>{' '}
            <a href={`/events/${id}/attendees/check-in`}>
              Code<span className="sr-only"> of {title}</span>
            </a>
          </td>
        </tr>
      ))}
    </DataTable>
    // biome-ignore-end lint/a11y/noRedundantRoles: the card layout would take the meaning away.
  );
}
