'use client';

import { EMPTY_FORM, type FormState, textOf } from '@/lib/platform/forms/form-values';
import { ButtonLink } from '../button-link';
import { ButtonRow } from '../button-row';
import { ErrorSummary } from '../error-summary';
import { errorOf, problemsOf } from '../form-problems';
import { keepWhatWasTyped } from '../keep-what-was-typed';
import { SubmitButton } from '../submit-button';
import { TextArea } from '../text-area';
import { useFormAction } from '../use-form-action';

type Props = {
  action: (before: FormState, form: FormData) => Promise<FormState>;
  address: string;
  backHref: string;
  /** Who reads the reason, and where. */
  hint: string;
  label: string;
  danger?: boolean;
  /** What else the form sends. */
  fields?: Record<string, string | number>;
};

/** Asks staff why they do something to a provider. */
export function ReasonOfStaffForm({ action, address, backHref, hint, label, danger, fields = {} }: Props) {
  const [state, submit] = useFormAction(action, EMPTY_FORM, address);
  return (
    <form action={submit} onReset={keepWhatWasTyped} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <TextArea
        name="reason"
        label="Reason"
        hint={hint}
        error={errorOf(state, 'reason')}
        defaultValue={textOf(state.values, 'reason')}
        maxCharacters={1000}
        rows={4}
      />
      <ButtonRow>
        <SubmitButton pendingLabel="Saving…" variant={danger ? 'danger' : 'primary'}>
          {label}
        </SubmitButton>
        <ButtonLink href={backHref} variant="quiet">
          Cancel
        </ButtonLink>
      </ButtonRow>
    </form>
  );
}
