'use client';

import { EMPTY_FORM, type FormState, textOf } from '@/lib/platform/forms/form-values';
import { ErrorSummary } from '../error-summary';
import { errorOf, problemsOf } from '../form-problems';
import { keepWhatWasTyped } from '../keep-what-was-typed';
import { SubmitButton } from '../submit-button';
import { TextArea } from '../text-area';
import { useFormAction } from '../use-form-action';

type Props = {
  action: (before: FormState, form: FormData) => Promise<FormState>;
  address: string;
};

/** Adds a note about a provider, for staff only. */
export function NoteForm({ action, address }: Props) {
  const [state, submit] = useFormAction(action, EMPTY_FORM, address);
  return (
    <form action={submit} onReset={keepWhatWasTyped} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      <TextArea
        name="text"
        label="New note"
        error={errorOf(state, 'text')}
        defaultValue={textOf(state.values, 'text')}
        maxCharacters={2000}
        rows={3}
        dir="auto"
      />
      <SubmitButton pendingLabel="Saving…" variant="secondary">
        Add the note
      </SubmitButton>
    </form>
  );
}
