'use client';

import { MAX_EMAIL, MAX_NAME } from '@/lib/attendees/limits';
import { EMPTY_FORM, type FormState, textOf } from '@/lib/platform/forms/form-values';
import { Button } from '../button';
import { ButtonRow } from '../button-row';
import { ErrorSummary } from '../error-summary';
import { errorOf, problemsOf } from '../form-problems';
import { TextField } from '../text-field';
import { useFormAction } from '../use-form-action';

type Props = {
  action: (before: FormState, form: FormData) => Promise<FormState>;
  address: string;
  /** Makes a form that is sent twice count once. */
  formKey: string;
};

/** Lets people sign in and out of an event with their own phone. */
export function CheckInForm({ action, address, formKey }: Props) {
  const [state, submit, pending] = useFormAction(action, EMPTY_FORM, address);
  const field = (name: string) => ({ name, error: errorOf(state, name), defaultValue: textOf(state.values, name) });
  return (
    <form action={submit} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      <input type="hidden" name="key" value={formKey} />
      <TextField
        {...field('name')}
        label="Name"
        hint="As it should appear on the certificate."
        autoComplete="name"
        maxLength={MAX_NAME * 2}
        dir="auto"
      />
      <TextField
        {...field('email')}
        label="Email"
        optional
        hint="The address you registered with. It tells people with the same name apart."
        type="email"
        inputMode="email"
        autoComplete="email"
        maxLength={MAX_EMAIL}
      />
      <ButtonRow>
        <Button name="direction" value="in" disabled={pending}>
          Sign in
        </Button>
        <Button name="direction" value="out" variant="secondary" disabled={pending}>
          Sign out
        </Button>
      </ButtonRow>
    </form>
  );
}
