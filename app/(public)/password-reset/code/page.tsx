import type { Metadata } from 'next';
import { CodeForm } from '@/components/reset/code-form';
import { ResetFrame } from '@/components/reset/reset-frame';
import { supportAddress } from '@/lib/platform/env';
import { readTypedAddress } from '@/lib/users/reset/reset-cookie';
import { MAX_CODES_PER_FLOW } from '@/lib/users/reset/rules';
import { flowAt } from '../current-flow';
import { sendAnotherCodeAction, verifyCodeAction } from '../step-actions';

export const metadata: Metadata = { title: 'Enter the code', robots: { index: false } };

type Props = { searchParams: Promise<{ reason?: string | string[] }> };

/** Manual, "Accessing the Professional Development Unit Provider System", steps 6 and 7. */
export default async function CodePage({ searchParams }: Props) {
  const { flow } = await flowAt('code');
  const { reason } = await searchParams;
  return (
    <ResetFrame
      step={3}
      title="Enter the code"
      lead="If the address you typed is the one on file, a code is on its way to it."
      supportAddress={supportAddress()}
    >
      <CodeForm
        // Messages about the older code do not apply to the next one.
        key={flow.codesSent}
        verify={verifyCodeAction}
        sendAnother={sendAnotherCodeAction}
        mark={flow.mark}
        typed={await readTypedAddress()}
        code={flow.code}
        moreCodes={flow.codesSent < MAX_CODES_PER_FLOW}
        another={reason === 'another'}
      />
    </ResetFrame>
  );
}
