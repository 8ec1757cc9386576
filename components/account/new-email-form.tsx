'use client';

import { EMPTY_FORM, textOf } from '@/lib/platform/forms/form-values';
import { Button } from '../button';
import { ButtonLink } from '../button-link';
import { ButtonRow } from '../button-row';
import { ErrorSummary } from '../error-summary';
import { errorOf, problemsOf } from '../form-problems';
import { TextField } from '../text-field';
import { useFormAction } from '../use-form-action';
import type { StateAction } from './button-form';

/** Asks for the new address and the password, because a browser left open could be used by anyone. */
export function NewEmailForm({ action }: { action: StateAction }) {
  const [state, submit, pending] = useFormAction(action, EMPTY_FORM);
  return (
    <form action={submit} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      <TextField
        name="newEmail"
        label="New email address"
        type="email"
        error={errorOf(state, 'newEmail')}
        defaultValue={textOf(state.values, 'newEmail')}
        autoComplete="email"
        spellCheck={false}
        width="md"
        maxLength={254}
      />
      <TextField
        name="password"
        label="Your password"
        hint="The password you sign in with, so we know it’s you."
        type="password"
        error={errorOf(state, 'password')}
        autoComplete="current-password"
        width="md"
        maxLength={1024}
      />
      <ButtonRow>
        <Button disabled={pending}>Send the codes</Button>
        <ButtonLink href="/account" variant="quiet">
          Cancel
        </ButtonLink>
      </ButtonRow>
    </form>
  );
}
