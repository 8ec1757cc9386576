'use client';

import { EMPTY_FORM, type FormState } from '@/lib/platform/forms/form-values';
import type { PasswordPerson } from '@/lib/users/password-rules';
import { ErrorSummary } from '../error-summary';
import { errorOf, problemsOf } from '../form-problems';
import { NewPasswordFields } from '../new-password-fields';
import { SubmitButton } from '../submit-button';
import { useFormAction } from '../use-form-action';

type State = FormState<string>;

type Props = {
  action: (before: State, form: FormData) => Promise<State>;
  /** Values that tell the server which reset or link this is. */
  hidden: Record<string, string>;
  person: PasswordPerson;
};

export function NewPasswordForm({ action, hidden, person }: Props) {
  const [state, submit] = useFormAction(action, EMPTY_FORM);
  return (
    <form action={submit} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <NewPasswordFields person={person} error={errorOf(state, 'password')} />
      <SubmitButton pendingLabel="One moment…">Set password</SubmitButton>
    </form>
  );
}
