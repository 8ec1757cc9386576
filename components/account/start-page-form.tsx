'use client';

import { textOf } from '@/lib/platform/forms/form-values';
import { Button } from '../button';
import { ErrorSummary } from '../error-summary';
import { errorOf, problemsOf } from '../form-problems';
import { RadioGroup } from '../radio-group';
import { useFormAction } from '../use-form-action';
import type { StateAction } from './button-form';

type Props = {
  startPage: 'portal' | 'program';
  programName: string;
  /** Why there is nothing to choose. */
  why: string | null;
  action: StateAction;
};

/** Lets people choose where they land after signing in. */
export function StartPageForm({ startPage, programName, why, action }: Props) {
  const [state, submit, pending] = useFormAction(action, { values: { startPage }, errors: [] });
  if (why) return <p>{why}</p>;
  return (
    <form action={submit} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      <RadioGroup
        name="startPage"
        label="After signing in, show"
        error={errorOf(state, 'startPage')}
        defaultValue={textOf(state.values, 'startPage')}
        choices={[
          { value: 'portal', label: 'The Secure Portal', hint: 'Your programs and what needs your attention.' },
          { value: 'program', label: programName, hint: 'Your program opens right away.' },
        ]}
      />
      <input type="hidden" name="from" value="account" />
      <Button variant="secondary" disabled={pending}>
        Save start page
      </Button>
    </form>
  );
}
