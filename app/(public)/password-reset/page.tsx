import type { Metadata } from 'next';
import { Notice } from '@/components/notice';
import { BeginResetForm } from '@/components/reset/begin-reset-form';
import { ResetFrame } from '@/components/reset/reset-frame';
import { currentVisit } from '@/lib/platform/current-visit';
import { supportAddress } from '@/lib/platform/env';
import { newTicket } from '@/lib/platform/human-check/letters';
import { beginResetAction } from './begin-action';
import { currentWalk, STEP_PATH } from './walk-in-hand';

export const metadata: Metadata = { title: 'Reset password', robots: { index: false } };

type Props = { searchParams: Promise<{ reason?: string | string[] }> };

/** Manual, "Accessing the Professional Development Unit Provider System", steps 2 to 4 (M1). */
export default async function PasswordResetPage({ searchParams }: Props) {
  const visit = await currentVisit();
  const walk = await currentWalk(visit);
  const { reason } = await searchParams;
  const underWay = walk !== null && walk.step !== 'done';
  return (
    <ResetFrame
      step={1}
      title="Reset password"
      lead="For your first sign-in, or when you forgot your password."
      supportAddress={supportAddress()}
    >
      {underWay ? (
        <Notice title="You began a reset in this browser">
          <p>
            It is for the username {walk.username}. <a href={STEP_PATH[walk.step]}>Go on where you were</a>, or begin
            anew below.
          </p>
        </Notice>
      ) : (
        reason === 'ended' && (
          <Notice kind="warning" announce title="Please begin again">
            <p>
              Your reset took too long, or was begun in another browser. It can only go on in the browser where it was
              begun.
            </p>
          </Notice>
        )
      )}
      <BeginResetForm action={beginResetAction} ticket={newTicket(visit.clock.now())} />
    </ResetFrame>
  );
}
