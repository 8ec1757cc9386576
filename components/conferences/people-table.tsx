import type { ConferenceSession, ListedPerson } from '@/lib/conference-roster/list-people';
import { CameBack } from '../certificates/came-back';
import { DataTable } from '../data-table';

type Props = {
  people: readonly ListedPerson[];
  sessions: readonly ConferenceSession[];
  caption: string;
  /** The lines of the rosters whose latest email with a certificate came back. */
  unreached: ReadonlySet<number>;
  /** Whether the person may correct an address. */
  mayChange: boolean;
};

/** Lists the people at a conference with the sessions at which each of them was. */
export function PeopleTable({ people, sessions, caption, unreached, mayChange }: Props) {
  const titles = new Map(sessions.map(({ id, title }) => [id, title]));
  return (
    <DataTable
      caption={caption}
      rows={people}
      rowKey={({ firstId }) => firstId}
      columns={[
        {
          heading: 'Name',
          cell: ({ name, email, school }) => (
            <>
              <bdi>{name}</bdi>
              {email && <span className="sub wrap-anywhere">{email}</span>}
              {school && (
                <span className="sub wrap-anywhere">
                  <bdi>{school}</bdi>
                </span>
              )}
            </>
          ),
        },
        {
          heading: 'Sessions',
          cell: (person) => (
            <ul className="person-sessions">
              {person.sessions.map(({ eventId, attendeeId, completed, hasCertificate, canceled }) => (
                <li key={attendeeId}>
                  <a href={`/events/${eventId}/attendees`}>
                    <bdi>{titles.get(eventId)}</bdi>
                  </a>{' '}
                  <span className="sub">{statusOf({ completed, hasCertificate, canceled })}</span>
                  {unreached.has(attendeeId) && (
                    <span className="sub">
                      <CameBack />{' '}
                      {mayChange && (
                        <a href={`/events/${eventId}/attendees/${attendeeId}`}>
                          Correct the address<span className="sr-only"> of {person.name}</span>
                        </a>
                      )}
                    </span>
                  )}
                </li>
              ))}
            </ul>
          ),
        },
        { heading: 'PDUs', kind: 'number', cell: ({ units }) => <span>{units}</span> },
      ]}
    />
  );
}

function statusOf({
  completed,
  hasCertificate,
  canceled,
}: Record<'completed' | 'hasCertificate' | 'canceled', boolean>) {
  if (hasCertificate) return canceled ? 'Canceled, certificate issued' : 'Certificate issued';
  if (canceled) return 'Canceled';
  return completed ? 'Completed, no certificate' : 'Not completed';
}
