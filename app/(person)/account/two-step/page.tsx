import type { Metadata } from 'next';
import { personPage } from '@/app/_edges/person-page';
import { PageHeader } from '@/components/page-header';
import { TwoStepOff } from '@/components/two-step/two-step-off';
import { TwoStepOn } from '@/components/two-step/two-step-on';
import { findTwoStep } from '@/lib/users/two-step/find-two-step';
import { beginSetUpAction } from './actions';

export const metadata: Metadata = { title: 'Two-step sign-in' };

type Props = { searchParams: Promise<{ saved?: string | string[] }> };

export default personPage(
  ['provider', 'staff'],
  async (ctx, { searchParams }: Props) => {
    const { saved } = await searchParams;
    const twoStep = await findTwoStep(ctx);
    return (
      <>
        <PageHeader
          title="Two-step sign-in"
          lead="With two-step sign-in, you sign in with your password and a code from your phone, so a stolen password is not enough to get in."
        />
        {twoStep.since ? (
          <TwoStepOn twoStep={{ ...twoStep, since: twoStep.since }} />
        ) : (
          <TwoStepOff action={beginSetUpAction} required={twoStep.required} turnedOff={saved === 'off'} />
        )}
      </>
    );
  },
  { beforeTwoStep: true },
);
