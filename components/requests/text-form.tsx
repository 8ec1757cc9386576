'use client';

import { type FormState, textOf } from '@/lib/platform/forms/form-values';
import { MAX_WORDS } from '@/lib/requests/limits';
import { ButtonRow } from '../button-row';
import { ErrorSummary } from '../error-summary';
import { errorOf, problemsOf } from '../form-problems';
import { SubmitButton } from '../submit-button';
import { TextArea } from '../text-area';
import { useFormAction } from '../use-form-action';

type Props = {
  action: (before: FormState, form: FormData) => Promise<FormState>;
  name: string;
  label: string;
  hint?: string;
  button: string;
  /** The page of the form, to which it is posted without JavaScript. */
  address: string;
  secondary?: boolean;
  pendingLabel?: string;
};

/** Sends one text: a question from staff, or the provider's answer. */
export function TextForm({ action, name, label, hint, button, address, secondary, pendingLabel = 'Sending…' }: Props) {
  const [state, submit] = useFormAction(action, { values: {}, errors: [] }, address);
  return (
    <form action={submit} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      <TextArea
        name={name}
        label={label}
        hint={hint}
        error={errorOf(state, name)}
        defaultValue={textOf(state.values, name)}
        maxCharacters={MAX_WORDS}
        rows={3}
      />
      <ButtonRow>
        <SubmitButton pendingLabel={pendingLabel} variant={secondary ? 'secondary' : 'primary'}>
          {button}
        </SubmitButton>
      </ButtonRow>
    </form>
  );
}
