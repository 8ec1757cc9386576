'use client';

import { useActionState } from 'react';
import { type FieldError, type FormState, textOf } from '@/lib/platform/forms/form-values';
import type { OpenEmailChange } from '@/lib/users/email-change/find';
import { Button } from '../button';
import { ButtonRow } from '../button-row';
import { ErrorSummary } from '../error-summary';
import { errorOf, problemsOf } from '../form-problems';
import { Notice } from '../notice';
import { TextField } from '../text-field';
import { ButtonForm, type StateAction } from './button-form';

type WrongCodes = { sides: ('old' | 'new')[]; left: number };

export type ConfirmEmailState = FormState<WrongCodes>;

type Props = {
  change: OpenEmailChange;
  oldEmail: string;
  confirmAction: (before: ConfirmEmailState, form: FormData) => Promise<ConfirmEmailState>;
  cancelAction: StateAction;
};

/** A code from each address. What is confirmed already is said and not asked again. */
export function ConfirmEmailForm({ change, oldEmail, confirmAction, cancelAction }: Props) {
  const [state, submit, pending] = useActionState<ConfirmEmailState, FormData>(confirmAction, {
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
          <Button disabled={pending}>Change my e-mail address</Button>
        </ButtonRow>
      </form>
      <div className="form-aside">
        <p>No letter? Look among unwanted mail. You can also cancel, and begin again.</p>
        <ButtonForm action={cancelAction} label="Cancel the change" pendingLabel="Cancelling…" variant="quiet" />
      </div>
    </>
  );
}

type CodeFieldProps = { name: 'oldCode' | 'newCode'; email: string; age: 'old' | 'new'; state: ConfirmEmailState };

function CodeField({ name, email, age, state }: CodeFieldProps) {
  return (
    <TextField
      name={name}
      label={`Code from the letter to your ${age} address`}
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
  const tries = answer.left === 1 ? 'one more try' : `${answer.left} more tries`;
  return answer.sides.map((side) => ({
    field: `${side}Code`,
    message: `The code from the ${side} address is not right. Check the latest letter; you have ${tries}.`,
  }));
}
