'use client';

import type { ReactNode } from 'react';
import { EMPTY_FORM, type FormState } from '@/lib/platform/forms/form-values';
import { Button } from '../button';
import { ButtonLink } from '../button-link';
import { ErrorSummary } from '../error-summary';
import { problemsOf } from '../form-problems';
import { useFormAction } from '../use-form-action';

type Props = {
  action: (before: FormState, form: FormData) => Promise<FormState>;
  address: string;
  /** The table with a box for each person. */
  children: ReactNode;
};

/** Marks the people who are ticked, or everyone, as having completed the event (M13). */
export function MarkForm({ action, address, children }: Props) {
  const [state, submit, pending] = useFormAction(action, EMPTY_FORM, address);
  const problems = problemsOf(state).map(({ message, signIn }) => ({ message, signIn }));
  const button = (mark: string, label: string, variant: 'secondary' | 'quiet' = 'secondary') => (
    <Button name="mark" value={mark} variant={variant} disabled={pending}>
      {label}
    </Button>
  );
  return (
    <form action={submit} noValidate>
      <ErrorSummary problems={problems} />
      <fieldset className="roster-marks">
        <legend>Who completed the event?</legend>
        {button('completed', 'Mark checked as completed')}
        {button('open', 'Mark checked as not completed')}
        <ButtonLink href={`${address}/mark-all`} variant="quiet">
          Mark everyone as completed
        </ButtonLink>
        {button('all-open', 'Mark everyone as not completed', 'quiet')}
      </fieldset>
      {children}
    </form>
  );
}
