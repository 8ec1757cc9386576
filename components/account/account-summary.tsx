import { formatMoment } from '@/lib/platform/days';
import type { Profile } from '@/lib/users/profile';
import { Hint } from '../hint';
import { SummaryList } from '../summary-list';

type Props = { profile: Profile; supportAddress: string };

export function AccountSummary({ profile, supportAddress }: Props) {
  const { name, username, email, passwordChangedAt, twoStepConfirmedAt } = profile;
  return (
    <SummaryList
      rows={[
        { term: 'Name', value: <span dir="auto">{name}</span>, change: { href: '/account/name' } },
        {
          term: 'Username',
          value: (
            <>
              {username}
              <Hint>
                It stays the same, because what you record is kept under it. If it is wrong, write to{' '}
                <a href={`mailto:${supportAddress}`}>{supportAddress}</a>.
              </Hint>
            </>
          ),
        },
        { term: 'E-mail', value: email, change: { href: '/account/email' } },
        {
          term: 'Password',
          value: passwordChangedAt ? `Changed on ${formatMoment(passwordChangedAt)}` : 'Not changed so far',
          change: { href: '/account/password' },
        },
        {
          term: 'Two-step sign-in',
          value: twoStepConfirmedAt
            ? 'On: signing in asks for a code from your authenticator app'
            : 'Off: signing in asks for your password only',
          change: { href: '/account/two-step', label: twoStepConfirmedAt ? 'Change' : 'Set up' },
        },
      ]}
    />
  );
}
