'use client';

import { EMPTY_FORM } from '@/lib/platform/forms/form-values';
import type { StateAction } from '../account/button-form';
import type { ButtonVariant } from '../button';
import { FieldError } from '../field-error';
import { SubmitButton } from '../submit-button';
import { useFormAction } from '../use-form-action';

type Props = {
  action: StateAction;
  certificates: string[];
  /** What was searched for. */
  q: string;
  label: string;
  about: string;
  variant: ButtonVariant;
};

/** Shows a form with one button that emails certificates. An error appears beside it. */
export function ResendForm({ action, certificates, q, label, about, variant }: Props) {
  const [state, submit] = useFormAction(action, EMPTY_FORM);
  const refusal = state.refusal ?? state.errors[0]?.message;
  return (
    <form action={submit}>
      {certificates.map((certificate) => (
        <input key={certificate} type="hidden" name="certificates[]" value={certificate} />
      ))}
      <input type="hidden" name="q" value={q} />
      <SubmitButton pendingLabel="Sending…" variant={variant}>
        {label}
        <span className="sr-only"> {about}</span>
      </SubmitButton>
      <div role="alert">{refusal && <FieldError>{refusal}</FieldError>}</div>
    </form>
  );
}
