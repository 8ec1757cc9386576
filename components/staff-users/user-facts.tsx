import { formatMoment } from '@/lib/platform/days';
import type { StaffUser } from '@/lib/users/staff/get-user';
import { SummaryList } from '../summary-list';

export function UserFacts({ user }: { user: StaffUser }) {
  const providers = user.memberships.map(({ providerName, role }) => `${providerName}, ${role}`);
  return (
    <SummaryList
      rows={[
        { term: 'Username', value: user.username },
        { term: 'Email', value: user.email },
        ...(user.staffRole
          ? [{ term: 'Staff role', value: user.staffRole === 'administrator' ? 'Administrator' : 'Staff' }]
          : []),
        { term: 'Providers', value: providers.join('\n') || 'None' },
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
