'use client';

import { textOf } from '@/lib/platform/forms/form-values';
import { Button } from '../button';
import { ButtonLink } from '../button-link';
import { ButtonRow } from '../button-row';
import { ErrorSummary } from '../error-summary';
import { errorOf, problemsOf } from '../form-problems';
import { TextField } from '../text-field';
import { useFormAction } from '../use-form-action';
import type { StateAction } from './button-form';

export function NameForm({ name, action }: { name: string; action: StateAction }) {
  const [state, submit, pending] = useFormAction(action, { values: { name }, errors: [] });
  return (
    <form action={submit} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      <TextField
        name="name"
        label="Your name"
        hint="The name you want others to see, in any script."
        error={errorOf(state, 'name')}
        defaultValue={textOf(state.values, 'name')}
        autoComplete="name"
        dir="auto"
        width="md"
        maxLength={100}
      />
      <ButtonRow>
        <Button disabled={pending}>Save name</Button>
        <ButtonLink href="/account" variant="quiet">
          Cancel
        </ButtonLink>
      </ButtonRow>
    </form>
  );
}
