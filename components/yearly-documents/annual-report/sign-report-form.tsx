'use client';

import { type FormState, textOf } from '@/lib/platform/forms/form-values';
import { ButtonRow } from '../../button-row';
import { CheckboxField } from '../../checkbox-field';
import { ErrorSummary } from '../../error-summary';
import { ForProviderField } from '../../for-provider-field';
import { errorOf, problemsOf } from '../../form-problems';
import { keepWhatWasTyped } from '../../keep-what-was-typed';
import { SubmitButton } from '../../submit-button';
import { TextArea } from '../../text-area';
import { useFormAction } from '../../use-form-action';

type Props = {
  /** The provider that the page is about. */
  providerId: number;
  action: (before: FormState, form: FormData) => Promise<FormState>;
  /** The words that are signed and what the page shows, which the form sends along as what the person read. */
  statement: string;
  shown: string;
  /** What is missing, as sentences. */
  missing: string[];
  providerName: string;
  maxWhy: number;
  address: string;
};

/** Lets a manager of the provider sign its annual report. */
export function SignReportForm({
  providerId,
  action,
  statement,
  shown,
  missing,
  providerName,
  maxWhy,
  address,
}: Props) {
  const [state, submit] = useFormAction(action, { values: {}, errors: [] }, address);
  return (
    <form action={submit} onReset={keepWhatWasTyped} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      <ForProviderField values={state.values} providerId={providerId} />
      <input type="hidden" name="statement" value={statement} />
      <input type="hidden" name="shown" value={shown} />
      {missing.length > 0 && (
        <>
          <input type="hidden" name="asksWhy" value="yes" />
          <TextArea
            name="whyIncomplete"
            label="Why is something missing?"
            hint={`${missing.join(' ')} Add it above, or say in a sentence why it is missing. The agency reads it.`}
            error={errorOf(state, 'whyIncomplete')}
            defaultValue={textOf(state.values, 'whyIncomplete')}
            maxCharacters={maxWhy}
            rows={3}
            dir="auto"
          />
        </>
      )}
      <CheckboxField
        name="agreed"
        label={`I sign this report for ${providerName}.`}
        error={errorOf(state, 'agreed')}
        defaultChecked={textOf(state.values, 'agreed') === 'yes'}
      />
      <ButtonRow>
        <SubmitButton pendingLabel="Signing…">Sign the report</SubmitButton>
      </ButtonRow>
    </form>
  );
}
