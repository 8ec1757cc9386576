'use client';

import { type FormState, textOf } from '@/lib/platform/forms/form-values';
import { ErrorSummary } from '../error-summary';
import { errorOf, problemsOf } from '../form-problems';
import { SubmitButton } from '../submit-button';
import { TextArea } from '../text-area';
import { useFormAction } from '../use-form-action';

type Props = {
  action: (before: FormState, form: FormData) => Promise<FormState>;
  address: string;
  hint: string;
  label: string;
  pendingLabel: string;
};

/** Asks for the reason that a decision requires. */
export function ReasonForm({ action, address, hint, label, pendingLabel }: Props) {
  const [state, submit] = useFormAction(action, { values: {}, errors: [] }, address);
  return (
    <form action={submit} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      <TextArea
        name="reason"
        label="Reason"
        hint={hint}
        error={errorOf(state, 'reason')}
        defaultValue={textOf(state.values, 'reason')}
        rows={3}
        maxCharacters={500}
        dir="auto"
      />
      <SubmitButton pendingLabel={pendingLabel} variant="danger">
        {label}
      </SubmitButton>
    </form>
  );
}
