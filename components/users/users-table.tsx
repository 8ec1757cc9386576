import { formatMoment } from '@/lib/platform/days';
import type { Colleague } from '@/lib/users/colleagues';
import { ROLE_WORDS } from '@/lib/users/roles';
import { DataTable } from '../data-table';

const HEADINGS = ['Name', 'Username', 'Email', 'Role', 'Last seen'];

type Props = { people: (Colleague & { lastSeenAt: Date | null })[]; ownId: number };

/** Lists the people of one provider. */
export function UsersTable({ people, ownId }: Props) {
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: the card layout would take the meaning away.
    <DataTable
      columns="several"
      className="users-table"
      caption={people.length === 1 ? '1 user' : `${people.length} users, by name`}
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
      {people.map(({ userId, name, username, email, role, disabledAt, lastSeenAt }) => (
        <tr key={userId} role="row">
          <th scope="row" role="rowheader">
            <span dir="auto">{name}</span>
            {userId === ownId && <span className="sub">You</span>}
          </th>
          <td role="cell" data-label="Username">
            <span className="wrap-anywhere">{username}</span>
          </td>
          <td role="cell" data-label="Email">
            <a href={`mailto:${email}`} className="wrap-anywhere">
              {email}
            </a>
          </td>
          <td role="cell" data-label="Role">
            <span>
              {ROLE_WORDS[role].label}
              {disabledAt && <span className="sub">Can’t sign in: disabled by staff</span>}
            </span>
          </td>
          <td role="cell" data-label="Last seen">
            {lastSeenAt ? formatMoment(lastSeenAt) : 'Not recently'}
          </td>
          <td role="cell" className="actions">
            <a href={`/users/${userId}`}>
              Change role<span className="sr-only"> of {name}</span>
            </a>
            <a href={`/users/${userId}/remove`}>
              Remove<span className="sr-only"> access of {name}</span>
            </a>
          </td>
        </tr>
      ))}
    </DataTable>
    // biome-ignore-end lint/a11y/noRedundantRoles: the card layout would take the meaning away.
  );
}
