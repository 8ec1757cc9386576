import type { LinkedSession } from '@/lib/conference-links/get-link';
import { formatDays } from '@/lib/platform/days';
import { DataTable } from '../data-table';

type Props = { sessions: readonly LinkedSession[]; mayChange: boolean };

const HEADINGS = ['Session', 'When and where', 'Attendees need'];

/** Lists the sessions of a conference with what each requires from people who claim it. */
export function LinkedSessions({ sessions, mayChange }: Props) {
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: the card layout would take the meaning away.
    <DataTable
      caption={`${sessions.length} ${sessions.length === 1 ? 'session' : 'sessions'}, by time`}
      head={
        <>
          {HEADINGS.map((heading) => (
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
      {sessions.map((session) => (
        <tr role="row" key={session.id}>
          <th scope="row" role="rowheader">
            <bdi>{session.title}</bdi>
            <span className="sub">
              <bdi>{session.instructor}</bdi>
            </span>
          </th>
          <td role="cell" data-label="When and where">
            <span>
              {[formatDays(session.startsOn, session.endsOn), session.times].filter(Boolean).join(', ')}
              {session.room && (
                <span className="sub">
                  <bdi>{session.room}</bdi>
                </span>
              )}
            </span>
          </td>
          <td role="cell" data-label="Attendees need">
            <span>{needsOf(session)}</span>
          </td>
          <td role="cell" className="actions">
            {!session.isCanceled && (
              <a href={`/events/${session.id}/share`}>
                {mayChange ? 'Change' : 'View'}
                <span className="sr-only"> the links of {session.title}</span>
              </a>
            )}
          </td>
        </tr>
      ))}
    </DataTable>
    // biome-ignore-end lint/a11y/noRedundantRoles: the card layout would take the meaning away.
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
