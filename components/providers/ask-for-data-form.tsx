'use client';

import type { RequestReview } from '@/lib/events/event-decision';
import { type FormState, type FormValues, textOf } from '@/lib/platform/forms/form-values';
import { MAX_WORDS } from '@/lib/requests/limits';
import { ButtonLink } from '../button-link';
import { ButtonRow } from '../button-row';
import { ErrorSummary } from '../error-summary';
import { ForProviderField } from '../for-provider-field';
import { errorOf, problemsOf } from '../form-problems';
import { FormSection } from '../form-section';
import { keepWhatWasTyped } from '../keep-what-was-typed';
import { ReviewDecision } from '../requests/review-decision';
import { SubmitButton } from '../submit-button';
import { TextArea } from '../text-area';
import { useFormAction } from '../use-form-action';
import { ProviderDataFields } from './provider-data-fields';

type State = FormState<RequestReview>;

type Props = {
  action: (before: State, form: FormData) => Promise<State>;
  /** The provider's data as they are now. */
  values: FormValues;
  address: string;
  backHref: string;
};

/** Asks the agency to change what is on record about the provider. The differences are shown before it is sent. */
export function AskForDataForm({ action, values, address, backHref }: Props) {
  const [state, submit] = useFormAction(action, { values, errors: [] }, address);
  const field = (name: string) => ({
    name,
    defaultValue: textOf(state.values, name),
    error: errorOf(state, name),
  });
  return (
    <form action={submit} onReset={keepWhatWasTyped} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      <ForProviderField values={state.values} />
      {state.answer?.kind === 'review' && <ReviewDecision answer={state.answer} />}
      <input type="hidden" name="version" value={textOf(state.values, 'version')} />
      <input type="hidden" name="requestKey" value={textOf(state.values, 'requestKey')} />
      <ProviderDataFields values={state.values} field={field} />
      <FormSection title="Why it needs to be changed">
        <TextArea {...field('reason')} label="Reason" hint="Staff decide with it." maxCharacters={MAX_WORDS} rows={3} />
      </FormSection>
      <ButtonRow>
        <SubmitButton pendingLabel="Checking…">Check the request</SubmitButton>
        <ButtonLink href={backHref} variant="quiet">
          Cancel
        </ButtonLink>
      </ButtonRow>
    </form>
  );
}
