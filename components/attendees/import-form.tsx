'use client';

import type { ReactNode } from 'react';
import { EMPTY_FORM, type FormState } from '@/lib/platform/forms/form-values';
import { Button } from '../button';
import { ButtonLink } from '../button-link';
import { ButtonRow } from '../button-row';
import { ErrorSummary } from '../error-summary';
import { problemsOf } from '../form-problems';
import { FormProgress } from '../form-progress';
import { useFormAction } from '../use-form-action';

type Props = {
  action: (before: FormState, form: FormData) => Promise<FormState>;
  address: string;
  cancelHref: string;
  /** How the columns are matched, as the preview shows it. */
  fields: Record<string, string>;
  /** What pressing the button imports: "Import 24 lines". */
  label: string;
  pendingLabel?: string;
  children: ReactNode;
};

/** Imports or saves what the preview below shows: every line that is ticked there, or all good ones of a long list. */
export function ImportForm({
  action,
  address,
  cancelHref,
  fields,
  label,
  pendingLabel = 'Importing…',
  children,
}: Props) {
  const [state, submit, pending] = useFormAction(action, EMPTY_FORM, address);
  const problems = problemsOf(state).map(({ message, signIn }) => ({ message, signIn }));
  return (
    <form action={submit} noValidate>
      <ErrorSummary problems={problems} />
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
      <FormProgress pending={pending} />
      <ButtonRow>
        <Button disabled={pending}>{pending ? pendingLabel : label}</Button>
        <ButtonLink href={cancelHref} variant="quiet">
          Cancel
        </ButtonLink>
      </ButtonRow>
    </form>
  );
}
