'use client';

import { useRef } from 'react';
import { type FormState, type FormValues, textOf } from '@/lib/platform/forms/form-values';
import { fieldsOf, type SettingName } from '@/lib/settings/definitions';
import { ButtonLink } from '../button-link';
import { ButtonRow } from '../button-row';
import { DateField } from '../date-field';
import { ErrorSummary } from '../error-summary';
import { errorOf, problemsOf } from '../form-problems';
import { keepWhatWasTyped } from '../keep-what-was-typed';
import { RadioGroup } from '../radio-group';
import { ReasonField } from '../reason-field';
import { SubmitButton } from '../submit-button';
import { TextArea } from '../text-area';
import { TextField } from '../text-field';
import { useFormAction } from '../use-form-action';
import { StatementsPreview } from './statements-preview';

type Props = {
  name: SettingName;
  action: (before: FormState, form: FormData) => Promise<FormState>;
  /** What applies today. */
  values: FormValues;
  /** The first day that can be chosen. */
  today: string;
  address: string;
};

const TYPES = { email: 'email', address: 'url', line: 'text' } as const;

/** Lets administrators change a setting from a day. */
export function SettingForm({ name, action, values, today, address }: Props) {
  const [state, submit] = useFormAction(action, { values, errors: [] }, address);
  const form = useRef<HTMLFormElement>(null);
  const control = (field: string) => ({
    name: field,
    defaultValue: textOf(state.values, field),
    error: errorOf(state, field),
  });
  return (
    <form ref={form} action={submit} onReset={keepWhatWasTyped} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      <input type="hidden" name="saw" value={textOf(state.values, 'saw')} />
      {fieldsOf(name).map(([field, { label, hint, kind, choices }]) => {
        const props = { ...control(field), label, hint };
        switch (kind) {
          case 'choice':
            return (
              <RadioGroup
                key={field}
                {...props}
                choices={Object.entries(choices ?? {}).map(([value, words]) => ({ value, label: words }))}
              />
            );
          case 'days':
          case 'text':
            return <TextArea key={field} {...props} rows={kind === 'days' ? 5 : 3} />;
          default:
            return (
              <TextField
                key={field}
                {...props}
                type={TYPES[kind]}
                width={kind === 'address' ? 'full' : 'md'}
                autoComplete="off"
              />
            );
        }
      })}
      {name === 'statements' && <StatementsPreview form={form} />}
      <DateField
        {...control('effectiveOn')}
        label="Applies from"
        hint="Today or a later day, in Montana. If it is today, the change takes effect within a minute. To take back a planned change, choose its day and save what applies today."
        min={today}
      />
      <ReasonField state={state} hint="Kept with your name in the history of the setting." />
      <ButtonRow>
        <SubmitButton pendingLabel="Saving…">Save</SubmitButton>
        <ButtonLink href="/admin/settings" variant="quiet">
          Cancel
        </ButtonLink>
      </ButtonRow>
    </form>
  );
}
