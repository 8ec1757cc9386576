'use client';

import type { PreferenceField } from '@/lib/notices/preferences';
import type { Choice } from '@/lib/notices/rules';
import { type FormState, type FormValues, textOf } from '@/lib/platform/forms/form-values';
import { ButtonLink } from '../button-link';
import { ButtonRow } from '../button-row';
import { CheckboxField } from '../checkbox-field';
import { ErrorSummary } from '../error-summary';
import { errorOf, problemsOf } from '../form-problems';
import { keepWhatWasTyped } from '../keep-what-was-typed';
import { SelectField } from '../select-field';
import { SubmitButton } from '../submit-button';
import { useFormAction } from '../use-form-action';

type Props = {
  action: (before: FormState, form: FormData) => Promise<FormState>;
  fields: readonly PreferenceField[];
  values: FormValues;
  address: string;
};

const LABELS: Record<Choice, string> = {
  daily: 'By email, at most once a day',
  weekly: 'By email, on Mondays',
  product: 'On the to-do list only',
  none: 'Not at all',
};

/** Lets people choose how they are reminded of each kind of thing. */
export function PreferencesForm({ action, fields, values, address }: Props) {
  const [state, submit] = useFormAction(action, { values, errors: [] }, address);
  return (
    <form action={submit} onReset={keepWhatWasTyped} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      <CheckboxField
        name="emails"
        label="Email me reminders"
        hint="Emails about passwords, certificates and answers to your requests come in any case."
        error={errorOf(state, 'emails')}
        defaultChecked={textOf(state.values, 'emails') === 'yes'}
      />
      {fields.map(({ name, title, about, urgent, choices }) => (
        <SelectField
          key={name}
          name={name}
          label={title}
          hint={about}
          error={errorOf(state, name)}
          defaultValue={textOf(state.values, name)}
          options={choices.map((value) => ({
            value,
            label: urgent && value === 'daily' ? 'By email, on any day' : LABELS[value],
          }))}
          width="md"
        />
      ))}
      <ButtonRow>
        <SubmitButton pendingLabel="Saving…">Save</SubmitButton>
        <ButtonLink href="/account" variant="quiet">
          Cancel
        </ButtonLink>
      </ButtonRow>
    </form>
  );
}
