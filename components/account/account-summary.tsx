import { formatMoment } from '@/lib/platform/days';
import type { OwnSignature } from '@/lib/signing/own-signature';
import type { Profile } from '@/lib/users/profile';
import { Hint } from '../hint';
import { SummaryList } from '../summary-list';

type Props = {
  profile: Profile;
  /** Null: none yet. Omitted for people who do not sign. */
  signature?: OwnSignature | null;
  /** Whether the person has a calendar feed. Omitted for people who can’t have one. */
  calendar?: boolean;
  /** Whether the person gets reminders by email. */
  reminders: boolean;
  supportAddress: string;
};

const KINDS: Record<OwnSignature['kind'], string> = { typed: 'Typed', drawn: 'Drawn', picture: 'A picture' };

export function AccountSummary({ profile, signature, calendar, reminders, supportAddress }: Props) {
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
                It can’t be changed, because your records are kept under it. If it is wrong, email{' '}
                <a href={`mailto:${supportAddress}`}>{supportAddress}</a>.
              </Hint>
            </>
          ),
        },
        { term: 'Email', value: email, change: { href: '/account/email' } },
        {
          term: 'Password',
          value: passwordChangedAt ? `Last changed ${formatMoment(passwordChangedAt)}` : 'Never changed',
          change: { href: '/account/password' },
        },
        {
          term: 'Two-step sign-in',
          value: twoStepConfirmedAt
            ? 'On: signing in asks for a code from your authenticator app'
            : 'Off: signing in asks for your password only',
          change: { href: '/account/two-step', label: twoStepConfirmedAt ? 'Change' : 'Set up' },
        },
        ...(calendar === undefined
          ? []
          : [
              {
                term: 'Calendar feed',
                value: calendar ? 'On: a private address shows your events to your calendar program' : 'Off',
                change: { href: '/account/calendar', label: calendar ? 'Change' : 'Set up' },
              },
            ]),
        {
          term: 'Reminders',
          value: reminders ? 'By email, and on your to-do list' : 'On your to-do list only; no emails',
          change: { href: '/account/notices' },
        },
        ...(signature === undefined ? [] : [signatureRow(signature)]),
      ]}
    />
  );
}

function signatureRow(signature: OwnSignature | null) {
  return {
    term: 'Signature',
    value: signature ? (
      <>
        {KINDS[signature.kind]}, for{' '}
        <bdi>
          {signature.printedName}, {signature.title}
        </bdi>
      </>
    ) : (
      'None yet; certificates are signed by hand'
    ),
    change: { href: '/account/signature', label: signature ? 'Change' : 'Set up' },
  };
}
