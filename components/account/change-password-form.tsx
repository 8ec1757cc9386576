'use client';

import { EMPTY_FORM } from '@/lib/platform/forms/form-values';
import type { PasswordPerson } from '@/lib/users/password-rules';
import { ButtonLink } from '../button-link';
import { ButtonRow } from '../button-row';
import { ErrorSummary } from '../error-summary';
import { errorOf, problemsOf } from '../form-problems';
import { NewPasswordFields } from '../new-password-fields';
import { SubmitButton } from '../submit-button';
import { TextField } from '../text-field';
import { useFormAction } from '../use-form-action';
import type { StateAction } from './button-form';

/** Asks for the current password first, because a browser left open could be used by anyone. */
export function ChangePasswordForm({ person, action }: { person: PasswordPerson; action: StateAction }) {
  const [state, submit] = useFormAction(action, EMPTY_FORM);
  return (
    <form action={submit} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      <TextField
        name="current"
        label="Current password"
        hint="The password you sign in with now."
        type="password"
        error={errorOf(state, 'current')}
        autoComplete="current-password"
        maxLength={1024}
      />
      <NewPasswordFields person={person} error={errorOf(state, 'password')} />
      <ButtonRow>
        <SubmitButton pendingLabel="One moment…">Change password</SubmitButton>
        <ButtonLink href="/account" variant="quiet">
          Cancel
        </ButtonLink>
      </ButtonRow>
    </form>
  );
}
