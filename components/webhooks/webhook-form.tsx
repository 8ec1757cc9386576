'use client';

import type { ReactNode } from 'react';
import type { FormState } from '@/lib/platform/forms/form-values';
import { WEBHOOK_TYPES } from '@/lib/webhooks/types';
import { ButtonRow } from '../button-row';
import { ErrorSummary } from '../error-summary';
import { ForProviderField } from '../for-provider-field';
import { problemsOf } from '../form-problems';
import { FormSection } from '../form-section';
import { SubmitButton } from '../submit-button';
import { useFormAction } from '../use-form-action';
import { ShownSecret } from './shown-secret';
import { WebhookFields } from './webhook-fields';

/** An action's answer that contains a webhook's secret: the only time it can be read. */
export type NewWebhookState = FormState<{ webhookId: number; url: string; secret: string }>;

type Props = {
  /** The provider that the page is about. */
  providerId: number;
  action: (before: NewWebhookState, form: FormData) => Promise<NewWebhookState>;
  /** The existing webhooks; not shown while a new one is displayed. */
  children: ReactNode;
};

const EMPTY = { values: { types: [...WEBHOOK_TYPES] }, errors: [] };

/** Adds a webhook, and shows its secret once in place of the form. */
export function WebhookForm({ providerId, action, children }: Props) {
  const [state, submit] = useFormAction(action, EMPTY);
  if (state.answer) return <ShownSecret {...state.answer} title="The webhook was added" />;
  return (
    <form action={submit} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      <ForProviderField values={state.values} providerId={providerId} />
      {children}
      <FormSection title="Add a webhook">
        <WebhookFields state={state} />
        <ButtonRow>
          <SubmitButton pendingLabel="Adding…">Add the webhook</SubmitButton>
        </ButtonRow>
      </FormSection>
    </form>
  );
}
