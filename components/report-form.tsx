'use client';

import { type FormState, textOf } from '@/lib/platform/forms/form-values';
import { Button } from './button';
import { ButtonLink } from './button-link';
import { ButtonRow } from './button-row';
import { ErrorSummary } from './error-summary';
import { errorOf, problemsOf } from './form-problems';
import { Notice } from './notice';
import { TextField } from './text-field';
import { useFormAction } from './use-form-action';

/** A count that is large enough to be asked about before it is saved. */
type LargeCount = { count: number };

export type ReportFormState = FormState<LargeCount>;

type Props = {
  action: (before: ReportFormState, form: FormData) => Promise<ReportFormState>;
  /** Names this form, so that sending it twice records once. */
  requestKey: string;
  /** What is recorded now, when the form corrects it. */
  recorded: number | null;
  cancelHref: string;
  /** The form's page. Without a script it is posted there. */
  address: string;
};

/** Asks for the number of certificates issued (M9): 0 counts, blank does not. */
export function ReportForm({ action, requestKey, recorded, cancelHref, address }: Props) {
  const [state, submit, pending] = useFormAction(
    action,
    { values: { count: recorded === null ? '' : String(recorded), requestKey }, errors: [] },
    address,
  );
  const asked = state.answer?.count;
  return (
    <form action={submit} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      {asked !== undefined && (
        <Notice kind="warning" announce title={`${asked.toLocaleString('en-US')} certificates is a large number`}>
          If it is right, press “Yes, record it”. If not, correct the number. Nothing is saved yet.
        </Notice>
      )}
      <TextField
        name="count"
        label="Number of certificates issued"
        hint="Count every certificate you gave out, on paper and electronically. If the event took place and none were issued, enter 0."
        error={errorOf(state, 'count')}
        defaultValue={textOf(state.values, 'count')}
        inputMode="numeric"
        autoComplete="off"
        width="sm"
        maxLength={12}
      />
      <input type="hidden" name="requestKey" value={textOf(state.values, 'requestKey') || requestKey} />
      {asked !== undefined && <input type="hidden" name="confirmedCount" value={asked} />}
      <ButtonRow>
        <Button disabled={pending}>{asked === undefined ? 'Record certificates' : 'Yes, record it'}</Button>
        <ButtonLink href={cancelHref} variant="quiet">
          Cancel
        </ButtonLink>
      </ButtonRow>
    </form>
  );
}
