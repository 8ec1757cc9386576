import { formatMoment } from '@/lib/platform/days';
import { ROLE_WORDS } from '@/lib/users/roles';
import type { StaffUser } from '@/lib/users/staff/get-user';
import { SummaryList } from '../summary-list';

export function UserFacts({ user }: { user: StaffUser }) {
  return (
    <SummaryList
      rows={[
        { term: 'Username', value: user.username },
        { term: 'Email', value: user.email },
        ...(user.staffRole
          ? [{ term: 'Staff role', value: user.staffRole === 'administrator' ? 'Administrator' : 'Staff' }]
          : []),
        { term: 'Providers', value: user.memberships.length === 0 ? 'None' : <Memberships user={user} /> },
        { term: 'Last seen', value: user.lastSeenAt ? formatMoment(user.lastSeenAt) : 'Never' },
        { term: 'Password', value: user.hasPassword ? 'Set' : 'Not chosen yet' },
        {
          term: 'Two-step sign-in',
          value: user.twoStepConfirmedAt
            ? `On since ${formatMoment(user.twoStepConfirmedAt)}, ${user.recoveryCodesLeft} recovery codes left`
            : 'Off',
        },
        ...(user.disabledAt ? [{ term: 'Disabled', value: formatMoment(user.disabledAt) }] : []),
      ]}
    />
  );
}

function Memberships({ user: { id, memberships } }: { user: StaffUser }) {
  return (
    <ul>
      {memberships.map(({ providerId, providerName, role }) => (
        <li key={providerId}>
          <a href={`/admin/providers/${providerId}`}>{providerName}</a>, {ROLE_WORDS[role].label.toLowerCase()} (
          <a href={`/admin/users/${id}/providers/${providerId}`}>
            change<span className="sr-only"> the role at {providerName}</span>
          </a>
          )
        </li>
      ))}
    </ul>
  );
}
