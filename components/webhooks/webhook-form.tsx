'use client';

import { type ReactNode, useActionState } from 'react';
import { type FormState, listOf, textOf } from '@/lib/platform/forms/form-values';
import { TYPE_LABELS, WEBHOOK_TYPES } from '@/lib/webhooks/types';
import { ButtonRow } from '../button-row';
import { CheckboxGroup } from '../checkbox-group';
import { ErrorSummary } from '../error-summary';
import { errorOf, problemsOf } from '../form-problems';
import { FormSection } from '../form-section';
import { SubmitButton } from '../submit-button';
import { TextField } from '../text-field';
import { NewWebhook } from './new-webhook';

/** An action's answer that contains a webhook's secret: the only time it can be read. */
export type NewWebhookState = FormState<{ webhookId: number; url: string; secret: string }>;

type Props = {
  action: (before: NewWebhookState, form: FormData) => Promise<NewWebhookState>;
  /** The existing webhooks; not shown while a new one is displayed. */
  children: ReactNode;
};

const EMPTY = { values: { types: [...WEBHOOK_TYPES] }, errors: [] };

/** Adds a webhook, and shows its secret once in place of the form. */
export function WebhookForm({ action, children }: Props) {
  const [state, submit] = useActionState<NewWebhookState, FormData>(action, EMPTY);
  if (state.answer) return <NewWebhook {...state.answer} />;
  return (
    <form action={submit} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      {children}
      <FormSection title="Add a webhook">
        <TextField
          name="url"
          label="Address of the receiver"
          hint="It starts with https:// and can be reached from the internet."
          error={errorOf(state, 'url')}
          defaultValue={textOf(state.values, 'url')}
          maxLength={500}
          inputMode="url"
          autoComplete="off"
          spellCheck={false}
        />
        <CheckboxGroup
          name="types[]"
          id="types"
          label="What to send"
          error={errorOf(state, 'types')}
          defaultValues={listOf(state.values, 'types')}
          choices={WEBHOOK_TYPES.map((type) => ({ value: type, label: TYPE_LABELS[type] }))}
        />
        <ButtonRow>
          <SubmitButton pendingLabel="Adding…">Add the webhook</SubmitButton>
        </ButtonRow>
      </FormSection>
    </form>
  );
}
