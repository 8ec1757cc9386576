import type { LinkedSession } from '@/lib/conference-links/get-link';
import { formatDays } from '@/lib/platform/days';
import { DataTable } from '../data-table';

type Props = { sessions: readonly LinkedSession[]; mayChange: boolean };

/** Lists the sessions of a conference with what each requires from people who claim it. */
export function LinkedSessions({ sessions, mayChange }: Props) {
  return (
    <DataTable
      caption={`${sessions.length} ${sessions.length === 1 ? 'session' : 'sessions'}, by time`}
      rows={sessions}
      rowKey={({ id }) => id}
      columns={[
        {
          heading: 'Session',
          cell: ({ title, instructor }) => (
            <>
              <bdi>{title}</bdi>
              <span className="sub">
                <bdi>{instructor}</bdi>
              </span>
            </>
          ),
        },
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
        { heading: 'Attendees need', cell: (session) => <span>{needsOf(session)}</span> },
      ]}
      actions={({ id, title, isCanceled }) =>
        !isCanceled && (
          <a href={`/events/${id}/share`}>
            {mayChange ? 'Change' : 'View'}
            <span className="sr-only"> the links of {title}</span>
          </a>
        )
      }
    />
  );
}

function needsOf({ isCanceled, link }: LinkedSession): string {
  if (isCanceled) return 'Canceled, not offered';
  if (!link) return 'No open link, not offered';
  const needs = {
    open: ['The link'],
    code_word: [link.codeWord ? `The code word “${link.codeWord}”` : 'A code word'],
    roster: ['A place on the roster'],
  }[link.access];
  return [
    ...needs,
    ...(link.afterEvaluation ? ['the evaluation'] : []),
    ...(link.reviewed ? ['your review'] : []),
  ].join(', ');
}
