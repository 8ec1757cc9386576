'use client';

import { EMPTY_FORM, type FormState } from '@/lib/platform/forms/form-values';
import { Button } from '../button';
import { ButtonLink } from '../button-link';
import { ButtonRow } from '../button-row';
import { ErrorSummary } from '../error-summary';
import { problemsOf } from '../form-problems';
import { useFormAction } from '../use-form-action';
import { ProofFields } from './proof-fields';

type Props = { action: (before: FormState, form: FormData) => Promise<FormState> };

export function TurnOffForm({ action }: Props) {
  const [state, submit, pending] = useFormAction(action, EMPTY_FORM);
  return (
    <form action={submit} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      <ProofFields state={state} />
      <ButtonRow>
        <Button variant="danger" disabled={pending}>
          Turn off two-step sign-in
        </Button>
        <ButtonLink href="/account/two-step" variant="quiet">
          Keep it on
        </ButtonLink>
      </ButtonRow>
    </form>
  );
}
