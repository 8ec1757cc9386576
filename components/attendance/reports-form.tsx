'use client';

import { MAX_FILE_BYTES, TOO_LARGE } from '@/lib/attendees/import/limits';
import { EMPTY_FORM, type FormState } from '@/lib/platform/forms/form-values';
import { Button } from '../button';
import { ButtonRow } from '../button-row';
import { ErrorSummary } from '../error-summary';
import { describeField, Field } from '../field';
import { problemsOf } from '../form-problems';
import { FormProgress } from '../form-progress';
import { useFormAction } from '../use-form-action';

type Props = {
  action: (before: FormState, form: FormData) => Promise<FormState>;
  address: string;
  /** The choices of the preview that the reports are added to. */
  choice?: string;
  label: string;
  submitLabel: string;
};

const HINT =
  'Reports from Zoom, Teams, Google Meet, Webex or another list that says when people came and left (.csv or .xlsx). Choose several for a meeting that was restarted or went on for several days.';

/** Uploads reports of one event, which are then combined. */
export function ReportsForm({ action, address, choice = '', label, submitLabel }: Props) {
  const [state, submit, pending] = useFormAction(ifSmallEnough(action), EMPTY_FORM, address);
  return (
    <form action={submit} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      <input type="hidden" name="choice" value={choice} />
      <Field name="files" label={label} hint={HINT}>
        <input
          id="files"
          name="files"
          type="file"
          multiple
          className="control control-file"
          accept=".csv,.tsv,.txt,.xlsx,.xls,.xml,.htm,.html,text/csv,text/plain,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
          {...describeField({ name: 'files', hint: HINT })}
        />
      </Field>
      <FormProgress pending={pending} />
      <ButtonRow>
        <Button disabled={pending}>{pending ? 'Reading…' : submitLabel}</Button>
      </ButtonRow>
    </form>
  );
}

/**
 * Refuses files that are too large together before they are sent, because the server would close the connection and the
 * page could not say why.
 */
function ifSmallEnough(action: Props['action']): Props['action'] {
  if (typeof window === 'undefined') return action;
  return async (before, form) => {
    const size = form.getAll('files').reduce((sum, file) => sum + (file instanceof File ? file.size : 0), 0);
    return size > MAX_FILE_BYTES ? { values: {}, errors: [], refusal: TOO_LARGE } : action(before, form);
  };
}
