import { formatMoment } from '@/lib/platform/days';
import type { Colleague } from '@/lib/users/colleagues';
import { ROLE_WORDS } from '@/lib/users/roles';
import { DataTable } from '../data-table';

type Props = { people: (Colleague & { lastSeenAt: Date | null })[]; ownId: number };

/** Lists the people of one provider. */
export function UsersTable({ people, ownId }: Props) {
  return (
    <DataTable
      size="several"
      className="users-table"
      caption={people.length === 1 ? '1 user' : `${people.length} users, by name`}
      rows={people}
      rowKey={({ userId }) => userId}
      columns={[
        {
          heading: 'Name',
          cell: ({ userId, name }) => (
            <>
              <span dir="auto">{name}</span>
              {userId === ownId && <span className="sub">You</span>}
            </>
          ),
        },
        { heading: 'Username', cell: ({ username }) => <span className="wrap-anywhere">{username}</span> },
        {
          heading: 'Email',
          cell: ({ email }) => (
            <a href={`mailto:${email}`} className="wrap-anywhere">
              {email}
            </a>
          ),
        },
        {
          heading: 'Role',
          cell: ({ role, disabledAt }) => (
            <span>
              {ROLE_WORDS[role].label}
              {disabledAt && <span className="sub">Can’t sign in: disabled by staff</span>}
            </span>
          ),
        },
        { heading: 'Last seen', cell: ({ lastSeenAt }) => (lastSeenAt ? formatMoment(lastSeenAt) : 'Not recently') },
      ]}
      actions={({ userId, name }) => (
        <>
          <a href={`/users/${userId}`}>
            Change role<span className="sr-only"> of {name}</span>
          </a>
          <a href={`/users/${userId}/remove`}>
            Remove<span className="sr-only"> access of {name}</span>
          </a>
        </>
      )}
    />
  );
}
