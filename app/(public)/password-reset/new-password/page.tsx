import type { Metadata } from 'next';
import { NewPasswordForm } from '@/components/reset/new-password-form';
import { ResetFrame } from '@/components/reset/reset-frame';
import { supportAddress } from '@/lib/platform/env';
import { personOfWalk } from '@/lib/users/reset/choose-password';
import { choosePasswordAction } from '../step-actions';
import { walkAt } from '../walk-in-hand';

export const metadata: Metadata = { title: 'Choose a new password', robots: { index: false } };

/** Manual, "Accessing the Professional Development Unit Provider System", step 8. */
export default async function NewPasswordPage() {
  const { visit, walk } = await walkAt('new-password');
  return (
    <ResetFrame
      step={4}
      title="Choose a new password"
      lead="Your code was right. With the new password you sign in from then on."
      supportAddress={supportAddress()}
    >
      <NewPasswordForm
        action={choosePasswordAction}
        hidden={{ mark: walk.mark }}
        person={await personOfWalk(visit, walk)}
      />
    </ResetFrame>
  );
}
