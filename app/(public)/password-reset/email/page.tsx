import type { Metadata } from 'next';
import { ConfirmAddressForm } from '@/components/reset/confirm-address-form';
import { ResetFrame } from '@/components/reset/reset-frame';
import { supportAddress } from '@/lib/platform/env';
import { readTypedAddress } from '@/lib/users/reset/reset-cookie';
import { confirmAddressAction } from '../step-actions';
import { walkAt } from '../walk-in-hand';

export const metadata: Metadata = { title: 'Verify your e-mail address', robots: { index: false } };

/** Manual, "Accessing the Professional Development Unit Provider System", step 5. Open again to put a slip right. */
export default async function EmailPage() {
  const { walk } = await walkAt('email', 'code');
  return (
    <ResetFrame
      step={2}
      title="Verify your e‑mail address"
      lead="The code that comes next is sent to the address on file for your username."
      supportAddress={supportAddress()}
    >
      <ConfirmAddressForm
        action={confirmAddressAction}
        mark={walk.mark}
        mask={walk.mask}
        username={walk.username}
        typed={await readTypedAddress()}
      />
    </ResetFrame>
  );
}
