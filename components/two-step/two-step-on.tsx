import { formatMoment } from '@/lib/platform/days';
import { ButtonLink } from '../button-link';
import { Notice } from '../notice';
import { SummaryList } from '../summary-list';

type Props = { twoStep: { since: Date; recoveryCodesLeft: number; required: boolean } };

/** From so few codes on, new ones are suggested. */
const FEW = 3;

export function TwoStepOn({ twoStep: { since, recoveryCodesLeft, required } }: Props) {
  return (
    <>
      {recoveryCodesLeft <= FEW && (
        <Notice
          kind="warning"
          title={recoveryCodesLeft === 0 ? 'No recovery codes are left' : 'Few recovery codes are left'}
        >
          Make new ones now, so that a lost phone does not lock you out.
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
            ? 'Staff need two-step sign-in, so it cannot be turned off. To move to a new phone, ask an administrator to reset it; you then set it up again at the next sign-in.'
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
