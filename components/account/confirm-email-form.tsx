'use client';

import { type FieldError, type FormState, textOf } from '@/lib/platform/forms/form-values';
import type { OpenEmailChange } from '@/lib/users/email-change/find';
import { Button } from '../button';
import { ButtonRow } from '../button-row';
import { ErrorSummary } from '../error-summary';
import { errorOf, problemsOf } from '../form-problems';
import { Notice } from '../notice';
import { TextField } from '../text-field';
import { useFormAction } from '../use-form-action';
import { ButtonForm, type StateAction } from './button-form';

type WrongCodes = { sides: ('old' | 'new')[]; left: number };

export type ConfirmEmailState = FormState<WrongCodes>;

type Props = {
  change: OpenEmailChange;
  oldEmail: string;
  confirmAction: (before: ConfirmEmailState, form: FormData) => Promise<ConfirmEmailState>;
  cancelAction: StateAction;
};

/** Asks for the code from each address, except for an address that is already confirmed. */
export function ConfirmEmailForm({ change, oldEmail, confirmAction, cancelAction }: Props) {
  const [state, submit, pending] = useFormAction(confirmAction, {
    values: {},
    errors: [],
  });
  const shown = { ...state, errors: [...state.errors, ...wrongCodes(state.answer)] };
  return (
    <>
      <form action={submit} noValidate>
        <ErrorSummary problems={problemsOf(shown)} />
        {change.oldConfirmed && <Notice kind="success">{oldEmail} is confirmed.</Notice>}
        {change.newConfirmed && <Notice kind="success">{change.newEmail} is confirmed.</Notice>}
        {!change.oldConfirmed && <CodeField name="oldCode" email={oldEmail} age="old" state={shown} />}
        {!change.newConfirmed && <CodeField name="newCode" email={change.newEmail} age="new" state={shown} />}
        <ButtonRow>
          <Button disabled={pending}>Change my email address</Button>
        </ButtonRow>
      </form>
      <div className="form-aside">
        <p>No email? Check your spam folder. You can also cancel and start over.</p>
        <ButtonForm action={cancelAction} label="Cancel the change" pendingLabel="Canceling…" variant="quiet" />
      </div>
    </>
  );
}

type CodeFieldProps = { name: 'oldCode' | 'newCode'; email: string; age: 'old' | 'new'; state: ConfirmEmailState };

function CodeField({ name, email, age, state }: CodeFieldProps) {
  return (
    <TextField
      name={name}
      label={`Code from the email to your ${age} address`}
      hint={`Eight digits, sent to ${email}.`}
      error={errorOf(state, name)}
      defaultValue={textOf(state.values, name)}
      inputMode="numeric"
      autoComplete="off"
      width="sm"
      maxLength={20}
    />
  );
}

function wrongCodes(answer: WrongCodes | undefined): FieldError[] {
  if (!answer) return [];
  const tries = answer.left === 1 ? 'one more attempt' : `${answer.left} more attempts`;
  return answer.sides.map((side) => ({
    field: `${side}Code`,
    message: `The code from the ${side} address is incorrect. Check the latest email; you have ${tries}.`,
  }));
}
