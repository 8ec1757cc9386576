import type { Metadata } from 'next';
import { personPage } from '@/app/_edges/person-page';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { SetUpForm } from '@/components/two-step/set-up-form';
import { findSetUp } from '@/lib/users/two-step/find-set-up';
import { confirmSetUpAction } from './actions';

export const metadata: Metadata = { title: 'Set up two-step sign-in' };

export default personPage(
  ['provider', 'staff'],
  async (ctx) => (
    <>
      <Breadcrumbs crumbs={[{ label: 'Two-step sign-in', href: '/account/two-step' }, { label: 'Set up' }]} />
      {/* Rendered even when nothing is left to set up: the answer to the first code contains the recovery codes. */}
      <SetUpForm action={confirmSetUpAction} setUp={await findSetUp(ctx)} />
    </>
  ),
  { beforeTwoStep: true },
);
