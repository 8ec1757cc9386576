'use client';

import { type FormState, textOf } from '@/lib/platform/forms/form-values';
import { MAX_WORDS } from '@/lib/requests/limits';
import { ButtonLink } from '../button-link';
import { ButtonRow } from '../button-row';
import { ErrorSummary } from '../error-summary';
import { errorOf, problemsOf } from '../form-problems';
import { SubmitButton } from '../submit-button';
import { TextArea } from '../text-area';
import { useFormAction } from '../use-form-action';

type Props = {
  action: (before: FormState, form: FormData) => Promise<FormState>;
  /** Makes a form that is sent twice count as one request. */
  requestKey: string;
  address: string;
  backHref: string;
};

/** Asks the agency to cancel an event, with the reason. */
export function AskToCancelForm({ action, requestKey, address, backHref }: Props) {
  const [state, submit] = useFormAction(action, { values: {}, errors: [] }, address);
  return (
    <form action={submit} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      <input type="hidden" name="requestKey" value={textOf(state.values, 'requestKey') || requestKey} />
      <TextArea
        name="reason"
        label="Reason"
        hint="Staff decide with it. Say what happened."
        error={errorOf(state, 'reason')}
        defaultValue={textOf(state.values, 'reason')}
        maxCharacters={MAX_WORDS}
        rows={3}
      />
      <ButtonRow>
        <SubmitButton pendingLabel="Sending…">Send request</SubmitButton>
        <ButtonLink href={backHref} variant="quiet">
          Back to the event
        </ButtonLink>
      </ButtonRow>
    </form>
  );
}
