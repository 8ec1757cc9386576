import { type FormState, listOf, textOf } from '@/lib/platform/forms/form-values';
import { TYPE_LABELS, WEBHOOK_TYPES } from '@/lib/webhooks/types';
import { CheckboxGroup } from '../checkbox-group';
import { errorOf } from '../form-problems';
import { TextField } from '../text-field';

/** Where a webhook's messages go, and which it gets. */
export function WebhookFields({ state }: { state: FormState<unknown> }) {
  return (
    <>
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
    </>
  );
}
