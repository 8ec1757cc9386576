import { formatMoment } from '@/lib/platform/days';
import { ROLE_WORDS } from '@/lib/users/roles';
import type { Invitation } from '@/lib/users/staff/list-invitations';
import { DataTable } from '../data-table';

const HEADINGS = ['Person', 'Provider', 'Role', 'Invited by', 'When'];

export function InvitationTable({ invitations }: { invitations: Invitation[] }) {
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: the card layout would take the meaning away.
    <DataTable
      caption="Latest invitations"
      captionHidden
      head={HEADINGS.map((heading) => (
        <th key={heading} scope="col" role="columnheader">
          {heading}
        </th>
      ))}
    >
      {invitations.map(({ id, userId, name, providerId, providerName, role, by, at }) => (
        <tr key={id} role="row">
          <th scope="row" role="rowheader">
            <a href={`/admin/users/${userId}`} dir="auto">
              {name}
            </a>
          </th>
          <td role="cell" data-label="Provider">
            <a href={`/admin/providers/${providerId}`}>{providerName}</a>
          </td>
          <td role="cell" data-label="Role">
            {ROLE_WORDS[role].label}
          </td>
          <td role="cell" data-label="Invited by">
            <bdi>{by}</bdi>
          </td>
          <td role="cell" data-label="When">
            {formatMoment(at)}
          </td>
        </tr>
      ))}
    </DataTable>
    // biome-ignore-end lint/a11y/noRedundantRoles: the card layout would take the meaning away.
  );
}
