import type { Metadata } from 'next';
import { CodeForm } from '@/components/reset/code-form';
import { ResetFrame } from '@/components/reset/reset-frame';
import { supportAddress } from '@/lib/platform/env';
import { readTypedAddress } from '@/lib/users/reset/reset-cookie';
import { CODES_A_WALK } from '@/lib/users/reset/rules';
import { sendAnotherCodeAction, verifyCodeAction } from '../step-actions';
import { walkAt } from '../walk-in-hand';

export const metadata: Metadata = { title: 'Enter the code', robots: { index: false } };

type Props = { searchParams: Promise<{ reason?: string | string[] }> };

/** Manual, "Accessing the Professional Development Unit Provider System", steps 6 and 7. */
export default async function CodePage({ searchParams }: Props) {
  const { walk } = await walkAt('code');
  const { reason } = await searchParams;
  return (
    <ResetFrame
      step={3}
      title="Enter the code"
      lead="If the address you typed is the one on file, a code is on its way to it."
      supportAddress={supportAddress()}
    >
      <CodeForm
        // What was said about the older code is not said about the next one.
        key={walk.codesSent}
        verify={verifyCodeAction}
        sendAnother={sendAnotherCodeAction}
        mark={walk.mark}
        typed={await readTypedAddress()}
        code={walk.code}
        moreCodes={walk.codesSent < CODES_A_WALK}
        another={reason === 'another'}
      />
    </ResetFrame>
  );
}
