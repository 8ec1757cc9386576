'use client';

import type { StateAction } from '../account/button-form';
import { ButtonLink } from '../button-link';
import { ButtonRow } from '../button-row';
import { ErrorSummary } from '../error-summary';
import { problemsOf } from '../form-problems';
import { SubmitButton } from '../submit-button';
import { useFormAction } from '../use-form-action';
import { WebhookFields } from './webhook-fields';

type Props = { action: StateAction; webhook: { url: string; types: string[] }; shown: string; cancelHref: string };

/** Changes where a webhook's messages go, and which it gets. */
export function EditWebhookForm({ action, webhook: { url, types }, shown, cancelHref }: Props) {
  const [state, submit] = useFormAction(action, { values: { url, types }, errors: [] });
  return (
    <form action={submit} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      <input type="hidden" name="shown" value={shown} />
      <WebhookFields state={state} />
      <ButtonRow>
        <SubmitButton pendingLabel="Saving…">Save</SubmitButton>
        <ButtonLink href={cancelHref} variant="quiet">
          Cancel
        </ButtonLink>
      </ButtonRow>
    </form>
  );
}
