import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { personPage } from '@/app/_edges/person-page';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { RenewCodesForm } from '@/components/two-step/renew-codes-form';
import { findTwoStep } from '@/lib/users/two-step/find-two-step';
import { renewRecoveryCodesAction } from './actions';

export const metadata: Metadata = { title: 'New recovery codes' };

export default personPage(['provider', 'staff'], async (ctx) => {
  const { since } = await findTwoStep(ctx);
  if (!since) redirect('/account/two-step');
  return (
    <>
      <Breadcrumbs
        crumbs={[{ label: 'Two-step sign-in', href: '/account/two-step' }, { label: 'New recovery codes' }]}
      />
      <RenewCodesForm action={renewRecoveryCodesAction} />
    </>
  );
});
