'use client';

import type { ReactNode } from 'react';
import type { FormState } from '@/lib/platform/forms/form-values';
import { ButtonRow } from '../button-row';
import { ErrorSummary } from '../error-summary';
import { ForProviderField } from '../for-provider-field';
import { problemsOf } from '../form-problems';
import { FormSection } from '../form-section';
import { SubmitButton } from '../submit-button';
import { useFormAction } from '../use-form-action';
import { KeyFields } from './key-fields';
import { NewKey } from './new-key';

/** An action's answer that contains a key's secret: the only time it can be read. */
export type NewKeyState = FormState<{ label: string; publicId: string; secret: string }>;

type Props = {
  /** The provider that the page is about. */
  providerId: number;
  action: (before: NewKeyState, form: FormData) => Promise<NewKeyState>;
  /** The existing keys; not shown while a new one is displayed. */
  children: ReactNode;
};

/** Makes a key, and shows it once in place of the form. */
export function KeyForm({ providerId, action, children }: Props) {
  const [state, submit] = useFormAction(action, { values: {}, errors: [] });
  if (state.answer) return <NewKey {...state.answer} />;
  return (
    <form action={submit} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      <ForProviderField values={state.values} providerId={providerId} />
      {children}
      <FormSection title="Create a key">
        <KeyFields
          state={state}
          hint="Helps you remember what the key is for, such as “Moodle” or “Summer course site”."
        />
        <ButtonRow>
          <SubmitButton pendingLabel="Making…">Create a key</SubmitButton>
        </ButtonRow>
      </FormSection>
    </form>
  );
}
