import { titleWithinConference } from '@/lib/events/rules';
import type { SessionToDo } from '@/lib/whole-conference/begin-runs';
import { DataTable } from '../data-table';

type Props = {
  sessions: readonly SessionToDo[];
  caption: string;
  /** The headings of the two numbers. */
  due: string;
  unsigned: string;
  /** The page of each event that says who they are. */
  page: 'certificates/issue-all' | 'certificates/mail';
};

/** Lists the sessions of a conference that something would be done for. */
export function SessionsToDo({ sessions, caption, due, unsigned, page }: Props) {
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: DataTable says why.
    <DataTable
      caption={caption}
      head={['Session', due, unsigned].map((heading, index) => (
        <th key={heading} scope="col" role="columnheader" className={index > 0 ? 'number' : undefined}>
          {heading}
        </th>
      ))}
    >
      {sessions.map((session) => (
        <tr key={session.eventId} role="row">
          <th scope="row" role="rowheader">
            <a href={`/events/${session.eventId}/${page}`} dir="auto">
              {titleWithinConference(session)}
            </a>
          </th>
          <td role="cell" data-label={due} className="number">
            {session.due.toLocaleString('en-US')}
          </td>
          <td role="cell" data-label={unsigned} className="number">
            {session.unsigned.toLocaleString('en-US')}
          </td>
        </tr>
      ))}
    </DataTable>
    // biome-ignore-end lint/a11y/noRedundantRoles: DataTable says why.
  );
}
