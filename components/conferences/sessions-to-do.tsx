import { titleWithinConference } from '@/lib/events/rules';
import type { SessionToDo } from '@/lib/whole-conference/begin-runs';
import { type Column, DataTable } from '../data-table';

type Props<Session> = {
  sessions: readonly Session[];
  caption: string;
  /** The headings of the two numbers. */
  due: string;
  unsigned: string;
  /** The page of each event that says who they are. */
  page: 'certificates/issue-all' | 'certificates/mail';
  /** What else is said of each session. */
  more?: readonly Column<Session>[];
};

/** Lists the sessions of a conference that something would be done for. */
export function SessionsToDo<Session extends SessionToDo>(props: Props<Session>) {
  const { sessions, caption, due, unsigned, page, more = [] } = props;
  return (
    <DataTable
      caption={caption}
      rows={sessions}
      rowKey={({ eventId }) => eventId}
      columns={[
        {
          heading: 'Session',
          cell: (session) => (
            <a href={`/events/${session.eventId}/${page}`} dir="auto">
              {titleWithinConference(session)}
            </a>
          ),
        },
        { heading: due, kind: 'number', cell: (session) => session.due.toLocaleString('en-US') },
        { heading: unsigned, kind: 'number', cell: (session) => session.unsigned.toLocaleString('en-US') },
        ...more,
      ]}
    />
  );
}
