'use client';

import type { FormState } from '@/lib/platform/forms/form-values';
import { textOf } from '@/lib/platform/forms/form-values';
import { ButtonLink } from '../button-link';
import { ButtonRow } from '../button-row';
import { ErrorSummary } from '../error-summary';
import { errorOf, problemsOf } from '../form-problems';
import { SubmitButton } from '../submit-button';
import { TextArea } from '../text-area';
import { TextField } from '../text-field';
import { useFormAction } from '../use-form-action';

type Props = {
  action: (before: FormState, form: FormData) => Promise<FormState>;
  /** The current values on the roster, and the version of the line. */
  values: { name: string; school: string; educatorNumber: string; units: string; version: string };
  /** The maximum that the event gives. */
  most: string;
  cancelHref: string;
};

export function CorrectForm({ action, values, most, cancelHref }: Props) {
  const [state, submit] = useFormAction(action, { values, errors: [] });
  const field = (name: keyof Props['values']) => ({
    name,
    error: errorOf(state, name),
    defaultValue: textOf(state.values, name),
  });
  return (
    <form action={submit} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      <input type="hidden" name="version" value={textOf(state.values, 'version')} />
      <TextField {...field('name')} label="Name" autoComplete="off" dir="auto" />
      <TextField {...field('school')} label="School or district" optional autoComplete="off" dir="auto" />
      <TextField {...field('educatorNumber')} label="Educator number" optional autoComplete="off" width="md" />
      <TextField
        {...field('units')}
        label="PDUs earned"
        hint={`In quarter steps, at most ${most}.`}
        inputMode="decimal"
        autoComplete="off"
        width="sm"
      />
      <TextArea
        name="reason"
        label="Reason"
        hint="Kept with the old certificate and your name. The reason is not shown to people who check it."
        error={errorOf(state, 'reason')}
        defaultValue={textOf(state.values, 'reason')}
        maxCharacters={500}
        rows={2}
      />
      <ButtonRow>
        <SubmitButton pendingLabel="Making the certificate…">Make the corrected certificate</SubmitButton>
        <ButtonLink href={cancelHref} variant="quiet">
          Cancel
        </ButtonLink>
      </ButtonRow>
    </form>
  );
}
