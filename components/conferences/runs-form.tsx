'use client';

import type { ReactNode } from 'react';
import { EMPTY_FORM, type FormState, textOf } from '@/lib/platform/forms/form-values';
import { ButtonLink } from '../button-link';
import { ButtonRow } from '../button-row';
import { CheckboxField } from '../checkbox-field';
import { ErrorSummary } from '../error-summary';
import { errorOf, problemsOf } from '../form-problems';
import { FormProgress } from '../form-progress';
import { SubmitButton } from '../submit-button';
import { useFormAction } from '../use-form-action';

type Props = {
  action: (before: FormState, form: FormData) => Promise<FormState>;
  address: string;
  fields: Record<string, string | number>;
  /** The choice to go on without signatures; absent when everything is signed. */
  unsigned?: { label: string; hint: ReactNode };
  label: string;
  pendingLabel: string;
  cancelHref: string;
};

/** Begins to issue or email certificates for all sessions of a conference. */
export function RunsForm({ action, address, fields, unsigned, label, pendingLabel, cancelHref }: Props) {
  const [state, submit, pending] = useFormAction(action, EMPTY_FORM, address);
  return (
    <form action={submit} noValidate className="mt-6">
      <ErrorSummary problems={problemsOf(state)} />
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {unsigned && (
        <CheckboxField
          name="unsigned"
          label={unsigned.label}
          hint={unsigned.hint}
          error={errorOf(state, 'unsigned')}
          defaultChecked={textOf(state.values, 'unsigned') === 'yes'}
        />
      )}
      <FormProgress pending={pending} />
      <ButtonRow>
        <SubmitButton pendingLabel={pendingLabel}>{label}</SubmitButton>
        <ButtonLink href={cancelHref} variant="quiet">
          Cancel
        </ButtonLink>
      </ButtonRow>
    </form>
  );
}
