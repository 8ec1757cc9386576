'use client';

import type { RequestReview } from '@/lib/events/event-decision';
import { Asked } from '../asked';
import { ButtonRow } from '../button-row';
import { DiffView } from '../diff-view';
import { Notice } from '../notice';
import { SubmitButton } from '../submit-button';

/** Shows what a request would change, before it is sent. Its button posts the whole form. */
export function ReviewDecision({ answer }: { answer: RequestReview }) {
  const title = 'Check your request';
  const { changedMeanwhile } = answer;
  return (
    <Asked answer={answer} label={title}>
      <Notice title={title}>
        <p>Agency staff will see these changes and your reason. Nothing is sent yet. You can still change it below.</p>
      </Notice>
      {changedMeanwhile && (
        <Notice kind="warning" title="This was changed while you had the form open">
          <p>
            {changedMeanwhile} Below, “Now” is how it is since then. To keep what others changed, enter it in the form,
            too.
          </p>
        </Notice>
      )}
      <DiffView
        caption="What you ask to change"
        changes={answer.differences}
        beforeLabel="Now"
        afterLabel="As you ask"
      />
      <ButtonRow>
        <SubmitButton name="reviewed" value={answer.reviewed} pendingLabel="Sending…">
          Send request
        </SubmitButton>
      </ButtonRow>
    </Asked>
  );
}
