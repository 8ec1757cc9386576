'use client';

import { useActionState } from 'react';
import { EMPTY_FORM, type FormState, textOf } from '@/lib/platform/forms/form-values';
import { Button } from '../button';
import { ButtonLink } from '../button-link';
import { ButtonRow } from '../button-row';
import { ErrorSummary } from '../error-summary';
import { errorOf, problemsOf } from '../form-problems';
import { TextField } from '../text-field';
import type { StateAction } from './button-form';

/** The new address, and the password: a browser that was left open is not its person. */
export function NewEmailForm({ action }: { action: StateAction }) {
  const [state, submit, pending] = useActionState<FormState, FormData>(action, EMPTY_FORM);
  return (
    <form action={submit} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      <TextField
        name="newEmail"
        label="New e-mail address"
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
        hint="The one you sign in with, so that we know it is you."
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
