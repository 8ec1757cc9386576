'use client';

import { EMPTY_FORM, type FormState, textOf } from '@/lib/platform/forms/form-values';
import { ButtonRow } from './button-row';
import { ErrorSummary } from './error-summary';
import { errorOf, problemsOf } from './form-problems';
import { keepWhatWasTyped } from './keep-what-was-typed';
import { RadioGroup } from './radio-group';
import { SubmitButton } from './submit-button';
import { TextArea } from './text-area';
import { useFormAction } from './use-form-action';

type Props = {
  action: (before: FormState, form: FormData) => Promise<FormState>;
  /** The page of the form, to which it is posted without JavaScript. */
  address: string;
  /** The reasons to choose from, by the name that is stored. */
  grounds: Readonly<Record<string, string>>;
  sentence: { label: string; hint: string; max: number };
};

/** Declines something with a reason from a list and a sentence. */
export function DeclineForm({ action, address, grounds, sentence: { label, hint, max } }: Props) {
  const [state, submit] = useFormAction(action, EMPTY_FORM, address);
  return (
    <form action={submit} onReset={keepWhatWasTyped} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      <RadioGroup
        name="ground"
        label="Why?"
        choices={Object.entries(grounds).map(([value, words]) => ({ value, label: words }))}
        defaultValue={textOf(state.values, 'ground')}
        error={errorOf(state, 'ground')}
      />
      <TextArea
        name="sentence"
        label={label}
        hint={hint}
        error={errorOf(state, 'sentence')}
        defaultValue={textOf(state.values, 'sentence')}
        maxCharacters={max}
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
