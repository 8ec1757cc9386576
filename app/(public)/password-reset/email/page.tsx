import type { Metadata } from 'next';
import { ConfirmAddressForm } from '@/components/reset/confirm-address-form';
import { ResetFrame } from '@/components/reset/reset-frame';
import { supportAddress } from '@/lib/platform/env';
import { readTypedAddress } from '@/lib/users/reset/reset-cookie';
import { flowAt } from '../current-flow';
import { confirmAddressAction } from '../step-actions';

export const metadata: Metadata = { title: 'Verify your email address', robots: { index: false } };

/** Manual, "Accessing the Professional Development Unit Provider System", step 5. People can return to fix a typo. */
export default async function EmailPage() {
  const { flow } = await flowAt('email', 'code');
  return (
    <ResetFrame
      step={2}
      title="Verify your email address"
      lead="We’ll send a code to the address on file for your username."
      supportAddress={supportAddress()}
    >
      <ConfirmAddressForm
        action={confirmAddressAction}
        mark={flow.mark}
        mask={flow.mask}
        username={flow.username}
        typed={await readTypedAddress()}
      />
    </ResetFrame>
  );
}
