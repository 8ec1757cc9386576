import type { Metadata } from 'next';
import { NewPasswordForm } from '@/components/reset/new-password-form';
import { ResetFrame } from '@/components/reset/reset-frame';
import { supportAddress } from '@/lib/platform/env';
import { personOfFlow } from '@/lib/users/reset/choose-password';
import { flowAt } from '../current-flow';
import { choosePasswordAction } from '../step-actions';

export const metadata: Metadata = { title: 'Choose a new password', robots: { index: false } };

/** Manual, "Accessing the Professional Development Unit Provider System", step 8. */
export default async function NewPasswordPage() {
  const { visit, flow } = await flowAt('new-password');
  return (
    <ResetFrame
      step={4}
      title="Choose a new password"
      lead="Your code is correct. Choose the new password you’ll sign in with."
      supportAddress={supportAddress()}
    >
      <NewPasswordForm
        action={choosePasswordAction}
        hidden={{ mark: flow.mark }}
        person={await personOfFlow(visit, flow)}
      />
    </ResetFrame>
  );
}
