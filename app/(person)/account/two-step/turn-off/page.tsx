import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { personPage } from '@/app/_edges/person-page';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { Inset } from '@/components/inset';
import { PageHeader } from '@/components/page-header';
import { TurnOffForm } from '@/components/two-step/turn-off-form';
import { findTwoStep } from '@/lib/users/two-step/find-two-step';
import { turnOffAction } from './actions';

export const metadata: Metadata = { title: 'Turn off two-step sign-in' };

export default personPage(['provider', 'staff'], async (ctx) => {
  const { since, required } = await findTwoStep(ctx);
  if (!since) redirect('/account/two-step');
  return (
    <>
      <Breadcrumbs crumbs={[{ label: 'Two-step sign-in', href: '/account/two-step' }, { label: 'Turn off' }]} />
      <PageHeader title="Turn off two-step sign-in" />
      {required ? (
        <Inset title="Staff need it">
          <p>Staff can see every provider’s records, so two-step sign-in can’t be turned off.</p>
          <p>
            <a href="/account/two-step">Back to two-step sign-in</a>
          </p>
        </Inset>
      ) : (
        <>
          <Inset title="What happens next">
            <p>
              You will sign in with your password only, and your recovery codes will stop working. To move to a new
              phone, turn it off here and set it up again with the new phone.
            </p>
          </Inset>
          <TurnOffForm action={turnOffAction} />
        </>
      )}
    </>
  );
});
