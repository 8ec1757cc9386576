import type { Metadata } from 'next';
import { Notice } from '@/components/notice';
import { BeginResetForm } from '@/components/reset/begin-reset-form';
import { ResetFrame } from '@/components/reset/reset-frame';
import { currentVisit } from '@/lib/platform/current-visit';
import { supportAddress } from '@/lib/platform/env';
import { newTicket } from '@/lib/platform/human-check/characters';
import { beginResetAction } from './begin-action';
import { currentFlow, STEP_PATH } from './current-flow';

export const metadata: Metadata = { title: 'Reset password', robots: { index: false } };

type Props = { searchParams: Promise<{ reason?: string | string[] }> };

/** Manual, "Accessing the Professional Development Unit Provider System", steps 2 to 4 (M1). */
export default async function PasswordResetPage({ searchParams }: Props) {
  const visit = await currentVisit();
  const flow = await currentFlow(visit);
  const { reason } = await searchParams;
  const underWay = flow !== null && flow.step !== 'done';
  return (
    <ResetFrame
      step={1}
      title="Reset password"
      lead="For your first sign-in, or if you forgot your password."
      supportAddress={supportAddress()}
    >
      {underWay ? (
        <Notice title="You started a reset in this browser">
          <p>
            It is for the username {flow.username}. <a href={STEP_PATH[flow.step]}>Continue where you left off</a>, or
            start over below.
          </p>
        </Notice>
      ) : (
        reason === 'ended' && (
          <Notice kind="warning" announce title="Start over">
            <p>
              Your reset took too long or was started in another browser. You can finish a reset only in the browser
              where you started it.
            </p>
          </Notice>
        )
      )}
      <BeginResetForm action={beginResetAction} ticket={newTicket(visit.clock.now())} />
    </ResetFrame>
  );
}
