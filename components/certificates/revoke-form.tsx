'use client';

import { EMPTY_FORM, type FormState, textOf } from '@/lib/platform/forms/form-values';
import { ButtonLink } from '../button-link';
import { ButtonRow } from '../button-row';
import { ErrorSummary } from '../error-summary';
import { errorOf, problemsOf } from '../form-problems';
import { SubmitButton } from '../submit-button';
import { TextArea } from '../text-area';
import { useFormAction } from '../use-form-action';

type Props = { action: (before: FormState, form: FormData) => Promise<FormState>; cancelHref: string };

export function RevokeForm({ action, cancelHref }: Props) {
  const [state, submit] = useFormAction(action, EMPTY_FORM);
  return (
    <form action={submit} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      <TextArea
        name="reason"
        label="Reason"
        hint="Kept with the certificate and your name. The reason is not shown to people who check it."
        error={errorOf(state, 'reason')}
        defaultValue={textOf(state.values, 'reason')}
        maxCharacters={500}
        rows={3}
      />
      <ButtonRow>
        <SubmitButton pendingLabel="Revoking…" variant="danger">
          Revoke the certificate
        </SubmitButton>
        <ButtonLink href={cancelHref} variant="quiet">
          Cancel
        </ButtonLink>
      </ButtonRow>
    </form>
  );
}
