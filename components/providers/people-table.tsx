import { formatMoment } from '@/lib/platform/days';
import type { ProviderPerson } from '@/lib/providers/staff/get-provider';
import { ROLE_WORDS } from '@/lib/users/roles';
import { DataTable } from '../data-table';

const HEADINGS = ['Name', 'Username', 'Role', 'Last seen'];

/** Lists the people of a provider for staff. */
export function PeopleTable({ people }: { people: ProviderPerson[] }) {
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: the card layout would take the meaning away.
    <DataTable
      caption={people.length === 1 ? '1 user' : `${people.length} users, by name`}
      head={HEADINGS.map((heading) => (
        <th key={heading} scope="col" role="columnheader">
          {heading}
        </th>
      ))}
    >
      {people.map(({ userId, name, username, role, disabledAt, lastSeenAt }) => (
        <tr key={userId} role="row">
          <th scope="row" role="rowheader">
            <a href={`/admin/users/${userId}`} dir="auto">
              {name}
            </a>
            {disabledAt && <span className="sub">Disabled</span>}
          </th>
          <td role="cell" data-label="Username">
            {username}
          </td>
          <td role="cell" data-label="Role">
            {ROLE_WORDS[role].label}
          </td>
          <td role="cell" data-label="Last seen">
            {lastSeenAt ? formatMoment(lastSeenAt) : 'Not recently'}
          </td>
        </tr>
      ))}
    </DataTable>
    // biome-ignore-end lint/a11y/noRedundantRoles: the card layout would take the meaning away.
  );
}
