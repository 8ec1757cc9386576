'use client';

import { EMPTY_FORM, type FormState, textOf } from '@/lib/platform/forms/form-values';
import { ButtonLink } from '../button-link';
import { ButtonRow } from '../button-row';
import { CheckboxField } from '../checkbox-field';
import { ErrorSummary } from '../error-summary';
import { errorOf, problemsOf } from '../form-problems';
import { SubmitButton } from '../submit-button';
import { useFormAction } from '../use-form-action';

type Props = {
  action: (before: FormState, form: FormData) => Promise<FormState>;
  fields: Record<string, string | number>;
  /** How many of what it sends have no signature. */
  unsigned: number;
  label: string;
  about?: string;
  cancelHref?: string;
  variant?: 'primary' | 'secondary';
};

/** Sends certificates by email. Those without a signature go out only when that is chosen. */
export function MailForm({ action, fields, unsigned, label, about, cancelHref, variant = 'primary' }: Props) {
  const [state, submit] = useFormAction(action, EMPTY_FORM);
  return (
    <form action={submit} noValidate className="mt-6">
      <ErrorSummary problems={problemsOf(state)} />
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {unsigned > 0 && (
        <CheckboxField
          name="unsigned"
          label={
            unsigned === 1
              ? 'Email 1 certificate without a signature'
              : `Email ${unsigned.toLocaleString('en-US')} certificates without a signature`
          }
          hint="Section IV is blank. Someone has to sign each one by hand before it counts."
          error={errorOf(state, 'unsigned')}
          defaultChecked={textOf(state.values, 'unsigned') === 'yes'}
        />
      )}
      <ButtonRow>
        <SubmitButton pendingLabel="Sending…" variant={variant}>
          {label}
          {about && <span className="sr-only"> {about}</span>}
        </SubmitButton>
        {cancelHref && (
          <ButtonLink href={cancelHref} variant="quiet">
            Cancel
          </ButtonLink>
        )}
      </ButtonRow>
    </form>
  );
}
