'use client';

import { type FormState, type FormValues, textOf } from '@/lib/platform/forms/form-values';
import { ButtonLink } from '../button-link';
import { ButtonRow } from '../button-row';
import { ErrorSummary } from '../error-summary';
import { errorOf, problemsOf } from '../form-problems';
import { FormSection } from '../form-section';
import { keepWhatWasTyped } from '../keep-what-was-typed';
import { ReasonField } from '../reason-field';
import { SubmitButton } from '../submit-button';
import { useFormAction } from '../use-form-action';
import { ProviderDataFields } from './provider-data-fields';
import { StaffDataFields } from './staff-data-fields';

type Props = {
  action: (before: FormState, form: FormData) => Promise<FormState>;
  /** The provider's record as it is now. */
  values: FormValues;
  address: string;
  backHref: string;
};

/** Lets staff change a provider's record, with a reason that the provider reads. */
export function ChangeProviderForm({ action, values, address, backHref }: Props) {
  const [state, submit] = useFormAction(action, { values, errors: [] }, address);
  const field = (name: string) => ({
    name,
    defaultValue: textOf(state.values, name),
    error: errorOf(state, name),
  });
  return (
    <form action={submit} onReset={keepWhatWasTyped} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      <input type="hidden" name="version" value={textOf(state.values, 'version')} />
      <ProviderDataFields values={state.values} field={field} />
      <StaffDataFields field={field} />
      <FormSection title="Why it is changed">
        <ReasonField state={state} hint="The provider’s managers read it in their email." />
      </FormSection>
      <ButtonRow>
        <SubmitButton pendingLabel="Saving…">Save changes</SubmitButton>
        <ButtonLink href={backHref} variant="quiet">
          Cancel
        </ButtonLink>
      </ButtonRow>
    </form>
  );
}
