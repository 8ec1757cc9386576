'use client';

import { GROUNDS } from '@/lib/applications/rules';
import { EMPTY_FORM, type FormState, textOf } from '@/lib/platform/forms/form-values';
import { ButtonRow } from '../button-row';
import { ErrorSummary } from '../error-summary';
import { errorOf, problemsOf } from '../form-problems';
import { keepWhatWasTyped } from '../keep-what-was-typed';
import { RadioGroup } from '../radio-group';
import { SubmitButton } from '../submit-button';
import { TextArea } from '../text-area';
import { useFormAction } from '../use-form-action';

type Props = { action: (before: FormState, form: FormData) => Promise<FormState>; address: string };

const CHOICES = Object.entries(GROUNDS).map(([value, label]) => ({ value, label }));

/** Declines an application with a reason from the list and a sentence. */
export function DeclineApplicationForm({ action, address }: Props) {
  const [state, submit] = useFormAction(action, EMPTY_FORM, address);
  return (
    <form action={submit} onReset={keepWhatWasTyped} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      <RadioGroup
        name="ground"
        label="Why?"
        choices={CHOICES}
        defaultValue={textOf(state.values, 'ground')}
        error={errorOf(state, 'ground')}
      />
      <TextArea
        name="sentence"
        label="In a sentence"
        hint="Colleagues read it here. PDUPS does not send it to the applicant."
        error={errorOf(state, 'sentence')}
        defaultValue={textOf(state.values, 'sentence')}
        maxCharacters={2000}
        rows={2}
      />
      <ButtonRow>
        <SubmitButton pendingLabel="Declining…" variant="danger">
          Decline
        </SubmitButton>
      </ButtonRow>
    </form>
  );
}
