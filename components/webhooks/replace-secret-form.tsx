'use client';

import { ButtonLink } from '../button-link';
import { ButtonRow } from '../button-row';
import { ErrorSummary } from '../error-summary';
import { problemsOf } from '../form-problems';
import { SubmitButton } from '../submit-button';
import { useFormAction } from '../use-form-action';
import { ShownSecret } from './shown-secret';
import type { NewWebhookState } from './webhook-form';

type Props = {
  action: (before: NewWebhookState, form: FormData) => Promise<NewWebhookState>;
  cancelHref: string;
};

/** Replaces a webhook's secret, and shows the new one once in place of the form. */
export function ReplaceSecretForm({ action, cancelHref }: Props) {
  const [state, submit] = useFormAction(action, { values: {}, errors: [] });
  if (state.answer) return <ShownSecret {...state.answer} title="The secret was replaced" />;
  return (
    <form action={submit}>
      <ErrorSummary problems={problemsOf(state)} />
      <ButtonRow>
        <SubmitButton pendingLabel="Replacing…">Replace the secret</SubmitButton>
        <ButtonLink href={cancelHref} variant="quiet">
          Cancel
        </ButtonLink>
      </ButtonRow>
    </form>
  );
}
