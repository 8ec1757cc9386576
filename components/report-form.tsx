'use client';

import { useState } from 'react';
import type { CountParts, ReplacesReport, ReportQuestion } from '@/lib/events/report-certificates';
import type { Day } from '@/lib/platform/clock';
import { formatDay } from '@/lib/platform/days';
import { type FormState, textOf } from '@/lib/platform/forms/form-values';
import { Button } from './button';
import { ButtonLink } from './button-link';
import { ButtonRow } from './button-row';
import { DiffView } from './diff-view';
import { ErrorSummary } from './error-summary';
import { errorOf, problemsOf } from './form-problems';
import { Notice } from './notice';
import { ReasonField } from './reason-field';
import { TextField } from './text-field';
import { useFormAction } from './use-form-action';

export type ReportFormState = FormState<ReportQuestion>;

type Props = {
  action: (before: ReportFormState, form: FormData) => Promise<ReportFormState>;
  /** Identifies this form, so that sending it twice records only once. */
  requestKey: string;
  /** The number of valid named certificates. */
  issuedHere: number;
  /** The proposed number on paper; null leaves the box blank: nobody knows yet, and blank is never zero. */
  onPaper: number | null;
  /**
   * The id of the latest report that the page shows; 0 for none. If another one arrives in the meantime, the form asks.
   */
  latestReport: number;
  /** The last day that the count covers, for a count while the event goes on. */
  asOf?: Day;
  /** Set for staff, who give a reason that the provider reads. */
  reasonHint?: string;
  cancelHref: string;
  /** The form's page, which it is posted to without JavaScript. */
  address: string;
};

const ALL_FOR_PROVIDER = {
  label: 'Number of certificates issued',
  hint: 'Every certificate that the provider gave out, on paper and electronically. If there were none, enter 0.',
};
const BESIDES_FOR_PROVIDER = {
  label: 'Given out on paper',
  hint: 'Certificates that the provider filled in by hand, printed or emailed. Don’t include those issued here. If there were none, enter 0.',
};
const ALL = {
  label: 'Number of certificates issued',
  hint: 'Count every certificate you gave out, on paper and electronically. If the event took place and none were issued, enter 0.',
};
const BESIDES = {
  label: 'Given out on paper',
  hint: 'Certificates you filled in by hand, printed or emailed yourself. Don’t include those issued here. If there were none, enter 0.',
};

/** Asks for the number of certificates issued (M9). Those issued here are already counted. */
export function ReportForm(props: Props) {
  const { action, requestKey, issuedHere, onPaper, latestReport, asOf, reasonHint, cancelHref, address } = props;
  const [state, submit, pending] = useFormAction(
    action,
    {
      values: { onPaper: onPaper === null ? '' : String(onPaper), requestKey, sawReport: String(latestReport) },
      errors: [],
    },
    address,
  );
  const { answer } = state;
  const replaces = answer?.kind === 'replaces' ? answer : null;
  const issued = answer?.kind === 'moved' ? answer.issuedHere : (replaces?.entered.issuedHere ?? issuedHere);
  const words = wordsFor(issued, reasonHint !== undefined);
  const typed = textOf(state.values, 'onPaper');
  return (
    <form action={submit} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      <Question question={answer} />
      {issued > 0 && (
        <p className="mb-4">
          <strong>{issued.toLocaleString('en-US')}</strong>{' '}
          {issued === 1 ? 'named certificate issued here' : 'named certificates issued here'}{' '}
          {asOf ? `by ${formatDay(asOf)}.` : issued === 1 ? 'is valid.' : 'are valid.'}
        </p>
      )}
      <OnPaperField {...words} initial={typed} issued={issued} error={errorOf(state, 'onPaper')} />
      {reasonHint && <ReasonField state={state} hint={reasonHint} />}
      <input type="hidden" name="issuedHere" value={issued} />
      {asOf && <input type="hidden" name="asOf" value={asOf} />}
      <input
        type="hidden"
        name="requestKey"
        value={replaces?.freshKey ?? (textOf(state.values, 'requestKey') || requestKey)}
      />
      <input type="hidden" name="sawReport" value={replaces?.reportId ?? textOf(state.values, 'sawReport')} />
      {answer?.kind === 'large' && <input type="hidden" name="confirmedOnPaper" value={answer.onPaper} />}
      <ButtonRow>
        <Button disabled={pending}>{saveLabel(answer)}</Button>
        <ButtonLink href={cancelHref} variant={replaces ? 'secondary' : 'quiet'}>
          {replaces ? `Keep ${totalOf(replaces.recorded).toLocaleString('en-US')}` : 'Cancel'}
        </ButtonLink>
      </ButtonRow>
    </form>
  );
}

function wordsFor(issued: number, forProvider: boolean) {
  if (forProvider) return issued > 0 ? BESIDES_FOR_PROVIDER : ALL_FOR_PROVIDER;
  return issued > 0 ? BESIDES : ALL;
}

function saveLabel(question: ReportQuestion | undefined): string {
  if (question?.kind === 'large') return 'Yes, record it';
  return question?.kind === 'replaces' ? 'Record my number' : 'Record count';
}

const totalOf = ({ onPaper, issuedHere }: CountParts) => onPaper + issuedHere;

/** Shows both numbers side by side, with who recorded the other one and when. */
function BothNumbers({ recordedBy, recordedAt, recorded, entered }: ReplacesReport) {
  const row = (field: string, of: (parts: CountParts) => number) => ({
    field,
    before: of(recorded).toLocaleString('en-US'),
    after: of(entered).toLocaleString('en-US'),
  });
  const parts = recorded.issuedHere > 0 || entered.issuedHere > 0;
  return (
    <div className="mb-6">
      <Notice kind="warning" announce title="Someone else recorded a different count while you had this form open">
        <strong>{recordedBy}</strong> recorded {totalOf(recorded).toLocaleString('en-US')} on {recordedAt}. Your number
        is not saved yet. Compare the two, then keep that number or record yours; you can also correct yours first.
      </Notice>
      <DiffView
        caption="The two numbers"
        changes={[
          row('Certificates', totalOf),
          ...(parts ? [row('Issued here', (of) => of.issuedHere), row('On paper', (of) => of.onPaper)] : []),
        ]}
        beforeLabel={`Recorded by ${recordedBy}`}
        afterLabel="Yours"
      />
    </div>
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
        If it is correct, choose “Yes, record it”. If not, correct the number. Nothing is saved yet.
      </Notice>
    );
  }
  if (question?.kind === 'moved') {
    return (
      <Notice kind="warning" announce title="The number of named certificates changed while this page was open">
        It is now {question.issuedHere.toLocaleString('en-US')}. If that is correct, choose “Record count” again.
        Nothing is saved yet.
      </Notice>
    );
  }
  return question ? <BothNumbers {...question} /> : null;
}

type OnPaperProps = { label: string; hint: string; initial: string; issued: number; error?: string };

/** Asks for the number that only the provider knows, and shows the total beside it. */
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
