'use client';

import { type FormState, textOf } from '@/lib/platform/forms/form-values';
import { ButtonLink } from '../button-link';
import { ButtonRow } from '../button-row';
import { ErrorSummary } from '../error-summary';
import { errorOf, problemsOf } from '../form-problems';
import { keepWhatWasTyped } from '../keep-what-was-typed';
import { RadioGroup } from '../radio-group';
import { ReasonField } from '../reason-field';
import { SubmitButton } from '../submit-button';
import { TextField } from '../text-field';
import { useFormAction } from '../use-form-action';

type Props = {
  action: (before: FormState, form: FormData) => Promise<FormState>;
  roles: { value: string; label: string; hint: string }[];
  address: string;
  backHref: string;
};

/** Lets staff give a person a sign-in. */
export function AddUserForm({ action, roles, address, backHref }: Props) {
  const [state, submit] = useFormAction(action, { values: {}, errors: [] }, address);
  const field = (name: string) => ({
    name,
    defaultValue: textOf(state.values, name),
    error: errorOf(state, name),
  });
  return (
    <form action={submit} onReset={keepWhatWasTyped} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      <TextField {...field('name')} label="Name of the person" width="md" autoComplete="off" />
      <TextField
        {...field('email')}
        type="email"
        label="Email address"
        hint="Their own address at work. The email that says how to sign in goes there."
        width="md"
        autoComplete="off"
      />
      <TextField
        {...field('username')}
        label="Username"
        hint="Leave it blank to get one made from the name, such as jroe."
        optional
        width="sm"
        autoComplete="off"
      />
      <RadioGroup {...field('role')} label="Role" choices={roles} />
      <ReasonField state={state} hint="Kept in the log with your name. The person doesn’t see it." />
      <ButtonRow>
        <SubmitButton pendingLabel="Adding…">Add user</SubmitButton>
        <ButtonLink href={backHref} variant="quiet">
          Cancel
        </ButtonLink>
      </ButtonRow>
    </form>
  );
}
