import { formatMoment } from '@/lib/platform/days';
import { whyItCameBack } from '@/lib/platform/mail/bounces/rules';
import { EVERY_EMAIL, emailsHref } from '@/lib/system/emails-query';
import { ROLE_WORDS } from '@/lib/users/roles';
import type { StaffUser } from '@/lib/users/staff/get-user';
import { SummaryList } from '../summary-list';

export function UserFacts({ user }: { user: StaffUser }) {
  return (
    <SummaryList
      rows={[
        { term: 'Username', value: user.username },
        { term: 'Email', value: <EmailAddress user={user} /> },
        ...(user.staffRole
          ? [{ term: 'Staff role', value: user.staffRole === 'administrator' ? 'Administrator' : 'Staff' }]
          : []),
        { term: 'Providers', value: user.memberships.length === 0 ? 'None' : <Memberships user={user} /> },
        { term: 'Last seen', value: user.lastSeenAt ? formatMoment(user.lastSeenAt) : 'Not recently' },
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

function EmailAddress({ user: { email, bounce } }: { user: StaffUser }) {
  return (
    <>
      <span className="wrap-anywhere">{email}</span>
      {bounce && (
        <p>
          <strong>An email came back: {whyItCameBack(bounce.status)}</strong> {formatMoment(bounce.at)}
        </p>
      )}
      <p>
        <a href={emailsHref({ ...EVERY_EMAIL, person: email })}>Emails to this address</a>
      </p>
    </>
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
