'use client';

import type { ReactNode } from 'react';
import { EMPTY_FORM, type FormState, textOf } from '@/lib/platform/forms/form-values';
import { ButtonLink } from '../button-link';
import { ButtonRow } from '../button-row';
import { CheckboxField } from '../checkbox-field';
import { ErrorSummary } from '../error-summary';
import { AttestationSection } from '../event-form/attestation-section';
import { errorOf, problemsOf } from '../form-problems';
import { FormProgress } from '../form-progress';
import { keepWhatWasTyped } from '../keep-what-was-typed';
import { SubmitButton } from '../submit-button';
import { useFormAction } from '../use-form-action';

type Props = {
  action: (before: FormState, form: FormData) => Promise<FormState>;
  address: string;
  /** What the preview shows and how it was read, sent along unseen. A list is sent as several fields of its name. */
  fields: Record<string, string | readonly string[]>;
  attestation: string;
  /** How many sessions are over already; their dates have to be confirmed. */
  past: number;
  label: string;
  cancelHref: string;
  children?: ReactNode;
};

/** Saves what a preview shows, once a person has confirmed that the sessions earn units. */
export function SaveForm({ action, address, fields, attestation, past, label, cancelHref, children }: Props) {
  const [state, submit, pending] = useFormAction(action, EMPTY_FORM, address);
  return (
    <form action={submit} onReset={keepWhatWasTyped} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      {Object.entries(fields).flatMap(([name, value]) =>
        typeof value === 'string'
          ? [<input key={name} type="hidden" name={name} value={value} />]
          : value.map((each) => <input key={`${name} ${each}`} type="hidden" name={`${name}[]`} value={each} />),
      )}
      {children}
      <AttestationSection
        statement={attestation}
        ticked={textOf(state.values, 'attested') === 'yes'}
        error={errorOf(state, 'attested')}
      />
      {past > 0 && (
        <CheckboxField
          name="past"
          label={`The dates of the ${past === 1 ? 'session that is' : `${past} sessions that are`} over are right`}
          hint="Once they are saved, only staff can change them."
          defaultChecked={textOf(state.values, 'past') === 'yes'}
          error={errorOf(state, 'past')}
        />
      )}
      <FormProgress pending={pending} />
      <ButtonRow>
        <SubmitButton pendingLabel="Saving…">{label}</SubmitButton>
        <ButtonLink href={cancelHref} variant="quiet">
          Cancel
        </ButtonLink>
      </ButtonRow>
    </form>
  );
}
