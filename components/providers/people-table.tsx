import { formatMoment } from '@/lib/platform/days';
import type { ProviderPerson } from '@/lib/providers/staff/get-provider';
import { ROLE_WORDS } from '@/lib/users/roles';
import { DataTable } from '../data-table';

/** Lists the people of a provider for staff. */
export function PeopleTable({ people }: { people: ProviderPerson[] }) {
  return (
    <DataTable
      caption={people.length === 1 ? '1 user' : `${people.length} users, by name`}
      rows={people}
      rowKey={({ userId }) => userId}
      columns={[
        {
          heading: 'Name',
          cell: ({ userId, name, disabledAt }) => (
            <>
              <a href={`/admin/users/${userId}`} dir="auto">
                {name}
              </a>
              {disabledAt && <span className="sub">Disabled</span>}
            </>
          ),
        },
        { heading: 'Username', cell: ({ username }) => username },
        { heading: 'Role', cell: ({ role }) => ROLE_WORDS[role].label },
        { heading: 'Last seen', cell: ({ lastSeenAt }) => (lastSeenAt ? formatMoment(lastSeenAt) : 'Not recently') },
      ]}
    />
  );
}
