import { formatMoment } from '@/lib/platform/days';
import { ROLE_WORDS } from '@/lib/users/roles';
import type { Invitation } from '@/lib/users/staff/list-invitations';
import { DataTable } from '../data-table';

export function InvitationTable({ invitations }: { invitations: Invitation[] }) {
  return (
    <DataTable
      caption="Latest invitations"
      captionHidden
      rows={invitations}
      rowKey={({ id }) => id}
      columns={[
        {
          heading: 'Person',
          cell: ({ userId, name }) => (
            <a href={`/admin/users/${userId}`} dir="auto">
              {name}
            </a>
          ),
        },
        {
          heading: 'Provider',
          cell: ({ providerId, providerName }) => <a href={`/admin/providers/${providerId}`}>{providerName}</a>,
        },
        { heading: 'Role', cell: ({ role }) => ROLE_WORDS[role].label },
        { heading: 'Invited by', cell: ({ by }) => <bdi>{by}</bdi> },
        { heading: 'When', cell: ({ at }) => formatMoment(at) },
      ]}
    />
  );
}
