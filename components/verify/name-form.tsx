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
  /** The form's page. Without a script it is posted there. */
  address: string;
};

/** Lets whoever holds a certificate compare its name without the page telling it. */
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
            The certificate is not made out to <bdi>{name}</bdi>. Type the whole name as it is printed, then compare
            again.
          </p>
        </Notice>
      )}
      <TextField
        name="name"
        label="Name on the certificate you hold"
        hint="The whole name. Capitals, accents, hyphens and blanks do not matter."
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
