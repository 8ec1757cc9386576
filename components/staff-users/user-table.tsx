import { formatMoment } from '@/lib/platform/days';
import type { ListedUser } from '@/lib/users/staff/list-users';
import { DataTable } from '../data-table';
import { belongsTo } from './belongs-to';

const HEADINGS = ['Person', 'Username', 'Belongs to', 'Two-step sign-in', 'Last seen'];

export function UserTable({ people }: { people: ListedUser[] }) {
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: the card layout would take the meaning away.
    <DataTable
      columns="several"
      caption="Users, by name"
      head={HEADINGS.map((heading) => (
        <th key={heading} scope="col" role="columnheader">
          {heading}
        </th>
      ))}
    >
      {people.map((person) => (
        <tr key={person.id} role="row">
          <th scope="row" role="rowheader">
            <a href={`/admin/users/${person.id}`} dir="auto">
              {person.name}
            </a>
            {person.disabledAt && <span className="sub">Disabled</span>}
          </th>
          <td role="cell" data-label="Username">
            {person.username}
          </td>
          <td role="cell" data-label="Belongs to">
            {belongsTo(person)}
          </td>
          <td role="cell" data-label="Two-step sign-in">
            {person.twoStepConfirmedAt ? 'On' : 'Off'}
          </td>
          <td role="cell" data-label="Last seen">
            {person.lastSeenAt ? formatMoment(person.lastSeenAt) : 'Never'}
          </td>
        </tr>
      ))}
    </DataTable>
    // biome-ignore-end lint/a11y/noRedundantRoles: the card layout would take the meaning away.
  );
}
