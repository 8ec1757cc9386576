'use client';

import { EMPTY_FORM, type FormState } from '@/lib/platform/forms/form-values';
import { Button } from '../button';
import { ErrorSummary } from '../error-summary';
import { errorOf, problemsOf } from '../form-problems';
import { useFormAction } from '../use-form-action';
import { CodeField } from './code-field';

type Props = { action: (before: FormState, form: FormData) => Promise<FormState> };

/** Asks for the second step of signing in: one box for the app's digits or a recovery code. */
export function CodeForm({ action }: Props) {
  const [state, submit, pending] = useFormAction(action, EMPTY_FORM);
  return (
    <form action={submit} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      <CodeField
        label="Code"
        hint="Six digits, or a recovery code such as K7XQ-94MD-0TRF. Spaces and dashes are ignored."
        error={errorOf(state, 'code')}
      />
      <Button disabled={pending}>Sign in</Button>
    </form>
  );
}
