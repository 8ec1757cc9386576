'use client';

import type { NameAnswer } from '@/lib/certificates/verify/compare-name';
import { type FormState, textOf } from '@/lib/platform/forms/form-values';
import { ErrorSummary } from '../error-summary';
import { errorOf, problemsOf } from '../form-problems';
import { Notice } from '../notice';
import { SubmitButton } from '../submit-button';
import { TextField } from '../text-field';
import { useFormAction } from '../use-form-action';

export type NameFormState = FormState<NameAnswer>;

type Props = {
  action: (before: NameFormState, form: FormData) => Promise<NameFormState>;
  /** The form's page, which it is posted to without JavaScript. */
  address: string;
};

/** Lets anyone with a certificate compare its name without the page revealing it. */
export function NameForm({ action, address }: Props) {
  const [state, submit] = useFormAction(action, { values: {}, errors: [] }, address);
  const name = textOf(state.values, 'name');
  return (
    <form action={submit} noValidate className="print:[&_.field]:hidden">
      <ErrorSummary problems={problemsOf(state)} />
      {state.answer === 'same' && (
        <Notice kind="success" announce title="The same name">
          <p>
            The certificate is made out to <bdi>{name}</bdi>.
          </p>
        </Notice>
      )}
      {state.answer === 'different' && (
        <Notice kind="warning" announce title="Not the same name">
          <p>
            The certificate is not made out to <bdi>{name}</bdi>. Type the full name as printed, then compare again.
          </p>
        </Notice>
      )}
      <TextField
        name="name"
        label="Name on the certificate"
        hint="The full name. Capital letters, accents, hyphens and spaces don’t matter."
        defaultValue={name}
        error={errorOf(state, 'name')}
        autoComplete="off"
        spellCheck={false}
        dir="auto"
        maxLength={200}
      />
      <SubmitButton pendingLabel="Comparing…" variant="secondary">
        Compare the name
      </SubmitButton>
    </form>
  );
}
