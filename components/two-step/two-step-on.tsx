import { formatMoment } from '@/lib/platform/days';
import { ButtonLink } from '../button-link';
import { Notice } from '../notice';
import { SummaryList } from '../summary-list';

type Props = { twoStep: { since: Date; recoveryCodesLeft: number; required: boolean } };

/** When this few codes or fewer are left, the page suggests new ones. */
const FEW = 3;

export function TwoStepOn({ twoStep: { since, recoveryCodesLeft, required } }: Props) {
  return (
    <>
      {recoveryCodesLeft <= FEW && (
        <Notice
          kind="warning"
          title={recoveryCodesLeft === 0 ? 'No recovery codes are left' : 'Few recovery codes are left'}
        >
          Make new ones now so a lost phone doesn’t lock you out.
        </Notice>
      )}
      <SummaryList
        rows={[
          { term: 'Two-step sign-in', value: `On since ${formatMoment(since)}` },
          {
            term: 'Recovery codes',
            value: `${recoveryCodesLeft} of 10 left`,
            change: { href: '/account/two-step/recovery-codes', label: 'Make new' },
          },
        ]}
      />
      <section>
        <h2>New phone?</h2>
        <p className="max-w-prose">
          {required
            ? 'Staff need two-step sign-in, so it can’t be turned off. To move to a new phone, ask an administrator to reset it, then set it up again the next time you sign in.'
            : 'Turn two-step sign-in off, then set it up again with the new phone.'}
        </p>
        {!required && (
          <ButtonLink href="/account/two-step/turn-off" variant="secondary">
            Turn off
          </ButtonLink>
        )}
      </section>
    </>
  );
}
