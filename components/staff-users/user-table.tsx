import { formatMoment } from '@/lib/platform/days';
import type { ListedUser } from '@/lib/users/staff/list-users';
import { DataTable } from '../data-table';
import { belongsTo } from './belongs-to';

export function UserTable({ people }: { people: ListedUser[] }) {
  return (
    <DataTable
      size="several"
      caption="Users, by name"
      rows={people}
      rowKey={({ id }) => id}
      columns={[
        {
          heading: 'Person',
          cell: ({ id, name, disabledAt }) => (
            <>
              <a href={`/admin/users/${id}`} dir="auto">
                {name}
              </a>
              {disabledAt && <span className="sub">Disabled</span>}
            </>
          ),
        },
        { heading: 'Username', cell: ({ username }) => username },
        { heading: 'Belongs to', cell: belongsTo },
        { heading: 'Two-step sign-in', cell: ({ twoStepConfirmedAt }) => (twoStepConfirmedAt ? 'On' : 'Off') },
        { heading: 'Last seen', cell: ({ lastSeenAt }) => (lastSeenAt ? formatMoment(lastSeenAt) : 'Not recently') },
      ]}
    />
  );
}
