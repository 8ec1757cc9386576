'use client';

import type { FormState } from '@/lib/platform/forms/form-values';
import { ButtonLink } from '../button-link';
import { ButtonRow } from '../button-row';
import { ErrorSummary } from '../error-summary';
import { problemsOf } from '../form-problems';
import { ReasonField } from '../reason-field';
import { SubmitButton } from '../submit-button';
import { useFormAction } from '../use-form-action';

type Props = {
  action: (before: FormState, form: FormData) => Promise<FormState>;
  /** The form's page, which it is posted to without JavaScript. */
  address: string;
  backHref: string;
};

/** Starts to act for a provider, with a reason that the provider reads. */
export function ActForForm({ action, address, backHref }: Props) {
  const [state, submit] = useFormAction(action, { values: {}, errors: [] }, address);
  return (
    <form action={submit} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      <ReasonField state={state} hint="The provider’s managers read it in their email." />
      <ButtonRow>
        <SubmitButton pendingLabel="Starting…">Start acting for this provider</SubmitButton>
        <ButtonLink href={backHref} variant="quiet">
          Cancel
        </ButtonLink>
      </ButtonRow>
    </form>
  );
}
