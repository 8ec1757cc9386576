'use client';

import { EMPTY_FORM, type FormState, textOf } from '@/lib/platform/forms/form-values';
import { Button } from './button';
import { ErrorSummary } from './error-summary';
import { errorOf, problemsOf } from './form-problems';
import { TextField } from './text-field';
import { useFormAction } from './use-form-action';

type Props = { action: (before: FormState, form: FormData) => Promise<FormState> };

/**
 * Asks for username and password. Pasting and password managers work; the bare username and `OPI\name` are both fine
 * (M5).
 */
export function SignInForm({ action }: Props) {
  const [state, submit, pending] = useFormAction(action, EMPTY_FORM);
  return (
    <form action={submit} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      <TextField
        name="username"
        label="Username"
        hint="Your own username, with or without OPI\ in front."
        error={errorOf(state, 'username')}
        defaultValue={textOf(state.values, 'username')}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={64}
      />
      <TextField
        name="password"
        label="Password"
        type="password"
        error={errorOf(state, 'password')}
        autoComplete="current-password"
        maxLength={1024}
      />
      <Button disabled={pending}>Sign in</Button>
    </form>
  );
}
