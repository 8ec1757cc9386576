'use client';

import { useState } from 'react';
import type { ReportQuestion } from '@/lib/events/report-certificates';
import { type FormState, textOf } from '@/lib/platform/forms/form-values';
import { Button } from './button';
import { ButtonLink } from './button-link';
import { ButtonRow } from './button-row';
import { ErrorSummary } from './error-summary';
import { errorOf, problemsOf } from './form-problems';
import { Notice } from './notice';
import { TextField } from './text-field';
import { useFormAction } from './use-form-action';

export type ReportFormState = FormState<ReportQuestion>;

type Props = {
  action: (before: ReportFormState, form: FormData) => Promise<ReportFormState>;
  /** Names this form, so that sending it twice records once. */
  requestKey: string;
  /** Named certificates that hold now. */
  issuedHere: number;
  /** What is proposed for paper; null leaves the box blank: nobody knows yet, and blank is never zero. */
  onPaper: number | null;
  cancelHref: string;
  /** The form's page. Without a script it is posted there. */
  address: string;
};

const ALL = {
  label: 'Number of certificates issued',
  hint: 'Count every certificate you gave out, on paper and electronically. If the event took place and none were issued, enter 0.',
};
const BESIDES = {
  label: 'Given out on paper',
  hint: 'Certificates that you filled in by hand, printed or e-mailed. Leave out those that were issued here. If there were none, enter 0.',
};

/** Asks for the number of certificates issued (M9). What was issued here is counted already. */
export function ReportForm({ action, requestKey, issuedHere, onPaper, cancelHref, address }: Props) {
  const [state, submit, pending] = useFormAction(
    action,
    { values: { onPaper: onPaper === null ? '' : String(onPaper), requestKey }, errors: [] },
    address,
  );
  const { answer } = state;
  const issued = answer?.kind === 'moved' ? answer.issuedHere : issuedHere;
  const words = issued > 0 ? BESIDES : ALL;
  const typed = textOf(state.values, 'onPaper');
  return (
    <form action={submit} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      <Question question={answer} />
      {issued > 0 && (
        <p className="mb-4">
          <strong>{issued.toLocaleString('en-US')}</strong>{' '}
          {issued === 1
            ? 'named certificate was issued here and holds.'
            : 'named certificates were issued here and hold.'}
        </p>
      )}
      <OnPaperField {...words} initial={typed} issued={issued} error={errorOf(state, 'onPaper')} />
      <input type="hidden" name="issuedHere" value={issued} />
      <input type="hidden" name="requestKey" value={textOf(state.values, 'requestKey') || requestKey} />
      {answer?.kind === 'large' && <input type="hidden" name="confirmedOnPaper" value={answer.onPaper} />}
      <ButtonRow>
        <Button disabled={pending}>{answer?.kind === 'large' ? 'Yes, record it' : 'Record certificates'}</Button>
        <ButtonLink href={cancelHref} variant="quiet">
          Cancel
        </ButtonLink>
      </ButtonRow>
    </form>
  );
}

function Question({ question }: { question: ReportQuestion | undefined }) {
  if (question?.kind === 'large') {
    return (
      <Notice
        kind="warning"
        announce
        title={`${question.onPaper.toLocaleString('en-US')} certificates is a large number`}
      >
        If it is right, press “Yes, record it”. If not, correct the number. Nothing is saved yet.
      </Notice>
    );
  }
  if (question?.kind === 'moved') {
    return (
      <Notice kind="warning" announce title="The number of named certificates changed while you were here">
        It is now {question.issuedHere.toLocaleString('en-US')}. If that is right, press “Record certificates” again.
        Nothing is saved yet.
      </Notice>
    );
  }
  return null;
}

type OnPaperProps = { label: string; hint: string; initial: string; issued: number; error?: string };

/** The number that only the provider knows, with what it adds up to beside it. */
function OnPaperField({ label, hint, initial, issued, error }: OnPaperProps) {
  const [typed, setTyped] = useState(initial);
  const digits = typed.replaceAll(/[\s,]/g, '');
  const total = issued > 0 && /^\d{1,6}$/.test(digits) ? issued + Number(digits) : null;
  return (
    <TextField
      name="onPaper"
      label={label}
      hint={hint}
      error={error}
      defaultValue={initial}
      onChange={(event) => setTyped(event.currentTarget.value)}
      inputMode="numeric"
      autoComplete="off"
      width="sm"
      maxLength={12}
      after={total !== null && <output htmlFor="onPaper">{total.toLocaleString('en-US')} in all</output>}
    />
  );
}
