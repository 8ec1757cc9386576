'use client';

import { EMPTY_FORM, type FormState } from '@/lib/platform/forms/form-values';
import { Button } from '../button';
import { ButtonRow } from '../button-row';
import { ErrorSummary } from '../error-summary';
import { errorOf, problemsOf } from '../form-problems';
import { Inset } from '../inset';
import { Notice } from '../notice';
import { useFormAction } from '../use-form-action';
import { PasswordField } from './password-field';

type Props = {
  action: (before: FormState, form: FormData) => Promise<FormState>;
  /** True for staff, who can open nothing else until it is on. */
  required: boolean;
  turnedOff: boolean;
};

export function TwoStepOff({ action, required, turnedOff }: Props) {
  const [state, submit, pending] = useFormAction(action, EMPTY_FORM);
  return (
    <form action={submit} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      {turnedOff && (
        <Notice kind="success" announce>
          Two-step sign-in is off.
        </Notice>
      )}
      {required && (
        <Notice kind="info" title="One more step before you can start">
          Staff can see every provider’s records, so staff need two-step sign-in. Setting it up takes about two minutes.
        </Notice>
      )}
      <Inset title="What you need">
        <p>
          A phone with an authenticator app, or a password manager that makes one-time codes. Neither needs a phone
          signal.
        </p>
      </Inset>
      <PasswordField error={errorOf(state, 'password')} />
      <ButtonRow>
        <Button disabled={pending}>Set up two-step sign-in</Button>
      </ButtonRow>
    </form>
  );
}
