'use client';

import { type FormState, type FormValues, textOf } from '@/lib/platform/forms/form-values';
import { ButtonLink } from '../button-link';
import { ButtonRow } from '../button-row';
import { ErrorSummary } from '../error-summary';
import { errorOf, problemsOf } from '../form-problems';
import { FormSection } from '../form-section';
import { keepWhatWasTyped } from '../keep-what-was-typed';
import { SubmitButton } from '../submit-button';
import { TextField } from '../text-field';
import { useFormAction } from '../use-form-action';
import { ProviderDataFields } from './provider-data-fields';
import { StaffDataFields } from './staff-data-fields';

type Props = {
  action: (before: FormState, form: FormData) => Promise<FormState>;
  values: FormValues;
  address: string;
  backHref: string;
};

/** Adds a provider, with its first manager if one is named. */
export function AddProviderForm({ action, values, address, backHref }: Props) {
  const [state, submit] = useFormAction(action, { values, errors: [] }, address);
  const field = (name: string) => ({
    name,
    defaultValue: textOf(state.values, name),
    error: errorOf(state, name),
  });
  return (
    <form action={submit} onReset={keepWhatWasTyped} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      <StaffDataFields field={field} />
      <ProviderDataFields values={state.values} field={field} />
      <FormSection title="First manager">
        <p className="hint mb-4">
          Manages the provider’s users, keys and requests. Leave it blank if no one needs a sign-in yet. Someone who has
          a sign-in already keeps it: enter their username and the email address on file.
        </p>
        <TextField {...field('managerName')} label="Manager’s name" optional width="md" autoComplete="off" />
        <TextField
          {...field('managerEmail')}
          label="Manager’s email address"
          type="email"
          optional
          width="md"
          autoComplete="off"
        />
        <TextField
          {...field('managerUsername')}
          label="Manager’s username"
          hint="Such as jroe. People sign in with it."
          optional
          width="md"
          autoComplete="off"
        />
      </FormSection>
      <ButtonRow>
        <SubmitButton pendingLabel="Adding…">Add the provider</SubmitButton>
        <ButtonLink href={backHref} variant="quiet">
          Cancel
        </ButtonLink>
      </ButtonRow>
    </form>
  );
}
