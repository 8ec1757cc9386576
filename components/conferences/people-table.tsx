import type { ConferenceSession, ListedPerson } from '@/lib/conference-roster/list-people';
import { DataTable } from '../data-table';

type Props = { people: readonly ListedPerson[]; sessions: readonly ConferenceSession[]; caption: string };

const HEADINGS = ['Name', 'Sessions', 'PDUs'];

/** Lists the people at a conference with the sessions at which each of them was. */
export function PeopleTable({ people, sessions, caption }: Props) {
  const titles = new Map(sessions.map(({ id, title }) => [id, title]));
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: the card layout would take the meaning away.
    <DataTable
      caption={caption}
      head={HEADINGS.map((heading) => (
        <th key={heading} scope="col" role="columnheader" className={heading === 'PDUs' ? 'number' : undefined}>
          {heading}
        </th>
      ))}
    >
      {people.map((person) => (
        <tr role="row" key={person.firstId}>
          <th scope="row" role="rowheader">
            <bdi>{person.name}</bdi>
            {person.email && <span className="sub wrap-anywhere">{person.email}</span>}
            {person.school && (
              <span className="sub wrap-anywhere">
                <bdi>{person.school}</bdi>
              </span>
            )}
          </th>
          <td role="cell" data-label="Sessions">
            <ul className="person-sessions">
              {person.sessions.map(({ eventId, attendeeId, completed, hasCertificate }) => (
                <li key={attendeeId}>
                  <a href={`/events/${eventId}/attendees`}>
                    <bdi>{titles.get(eventId)}</bdi>
                  </a>{' '}
                  <span className="sub">
                    {completed
                      ? hasCertificate
                        ? 'Certificate issued'
                        : 'Completed, no certificate'
                      : 'Not completed'}
                  </span>
                </li>
              ))}
            </ul>
          </td>
          <td role="cell" data-label="PDUs" className="number">
            <span>{person.units}</span>
          </td>
        </tr>
      ))}
    </DataTable>
    // biome-ignore-end lint/a11y/noRedundantRoles: the card layout would take the meaning away.
  );
}
