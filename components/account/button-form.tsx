'use client';

import { EMPTY_FORM, type FormState } from '@/lib/platform/forms/form-values';
import type { ButtonVariant } from '../button';
import { FieldError } from '../field-error';
import { ForProviderField } from '../for-provider-field';
import { SubmitButton } from '../submit-button';
import { useFormAction } from '../use-form-action';

export type StateAction = (before: FormState, form: FormData) => Promise<FormState>;

type Props = {
  action: StateAction;
  fields?: Record<string, string | number>;
  /** The provider that the page is about, for a form that changes something of it (`ForProviderField`). */
  providerId?: number;
  label: string;
  /** Distinguishes the buttons on a page for screen readers: "for Big Sky School District". */
  about?: string;
  pendingLabel: string;
  variant?: ButtonVariant;
};

/** Shows a form with one button. An error appears beside it. */
export function ButtonForm({ action, fields = {}, providerId, label, about, pendingLabel, variant }: Props) {
  const [state, submit] = useFormAction(action, EMPTY_FORM);
  const refusal = state.refusal ?? state.errors[0]?.message;
  return (
    <form action={submit}>
      <ForProviderField values={state.values} providerId={providerId} />
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <SubmitButton pendingLabel={pendingLabel} variant={variant}>
        {label}
        {about && <span className="sr-only"> {about}</span>}
      </SubmitButton>
      <div role="alert">{refusal && <FieldError>{refusal}</FieldError>}</div>
    </form>
  );
}
