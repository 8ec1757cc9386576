'use client';

import { type FormState, textOf } from '@/lib/platform/forms/form-values';
import { ButtonLink } from '../button-link';
import { ButtonRow } from '../button-row';
import { CheckboxField } from '../checkbox-field';
import { ErrorSummary } from '../error-summary';
import { ForProviderField } from '../for-provider-field';
import { errorOf, problemsOf } from '../form-problems';
import { keepWhatWasTyped } from '../keep-what-was-typed';
import { SubmitButton } from '../submit-button';
import { useFormAction } from '../use-form-action';

type Props = {
  /** The provider that the page is about. */
  providerId: number;
  action: (before: FormState, form: FormData) => Promise<FormState>;
  /** The words of the agreement, which the form sends along as what the person read. */
  statement: string;
  providerName: string;
  address: string;
  backHref: string;
};

/** Lets a manager of the provider agree for it. */
export function SignAgreementForm({ providerId, action, statement, providerName, address, backHref }: Props) {
  const [state, submit] = useFormAction(action, { values: { statement }, errors: [] }, address);
  return (
    <form action={submit} onReset={keepWhatWasTyped} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      <ForProviderField values={state.values} providerId={providerId} />
      <input type="hidden" name="statement" value={textOf(state.values, 'statement')} />
      <CheckboxField
        name="agreed"
        label={`I agree to this for ${providerName}.`}
        error={errorOf(state, 'agreed')}
        defaultChecked={textOf(state.values, 'agreed') === 'yes'}
      />
      <ButtonRow>
        <SubmitButton pendingLabel="Signing…">Sign the agreement</SubmitButton>
        <ButtonLink href={backHref} variant="quiet">
          Cancel
        </ButtonLink>
      </ButtonRow>
    </form>
  );
}
