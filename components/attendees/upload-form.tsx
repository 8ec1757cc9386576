'use client';

import { MAX_FILE_BYTES, MAX_LINES, TOO_LARGE } from '@/lib/attendees/import/limits';
import { EMPTY_FORM, type FormState, textOf } from '@/lib/platform/forms/form-values';
import { Button } from '../button';
import { ButtonLink } from '../button-link';
import { ButtonRow } from '../button-row';
import { ErrorSummary } from '../error-summary';
import { describeField, Field } from '../field';
import { problemsOf } from '../form-problems';
import { FormProgress } from '../form-progress';
import { TextArea } from '../text-area';
import { useFormAction } from '../use-form-action';

type Props = {
  action: (before: FormState, form: FormData) => Promise<FormState>;
  address: string;
  cancelHref: string;
  /** What the form says of its list; without it, a list of people. */
  words?: { label: string; hint: string; fileHint: string };
  /** Sent along unseen. */
  fields?: Record<string, string>;
};

const PEOPLE = {
  label: 'Paste names or cells',
  hint: 'One person per row: just names, or several columns separated by tabs (as copied from a spreadsheet), commas or semicolons. Headings in the first row help match the columns.',
  fileHint: `An Excel workbook (.xlsx), a CSV file, or a report from Zoom, Teams, Meet, Eventbrite, Canvas, Moodle or a form, up to ${MAX_LINES.toLocaleString('en-US')} rows.`,
};

/** The first step of an import: a list, pasted or as a file. */
export function UploadForm({ action, address, cancelHref, words = PEOPLE, fields = {} }: Props) {
  const [state, submit, pending] = useFormAction(ifSmallEnough(action), EMPTY_FORM, address);
  return (
    <form action={submit} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <TextArea
        name="pasted"
        label={words.label}
        hint={words.hint}
        defaultValue={textOf(state.values, 'pasted')}
        rows={10}
        dir="auto"
        spellCheck={false}
      />
      <Field name="file" label="Or choose a file" hint={words.fileHint}>
        <input
          id="file"
          name="file"
          type="file"
          className="control control-file"
          accept=".csv,.tsv,.txt,.xlsx,.xls,.xml,.htm,.html,text/csv,text/plain,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
          {...describeField({ name: 'file', hint: words.fileHint })}
        />
      </Field>
      <FormProgress pending={pending} />
      <ButtonRow>
        <Button disabled={pending}>{pending ? 'Reading…' : 'Continue'}</Button>
        <ButtonLink href={cancelHref} variant="quiet">
          Cancel
        </ButtonLink>
      </ButtonRow>
    </form>
  );
}

/** What is too large is not even sent: the server would break off, and the page could not say why. */
function ifSmallEnough(action: Props['action']): Props['action'] {
  if (typeof window === 'undefined') return action;
  return async (before, form) => {
    const file = form.get('file');
    const pasted = form.get('pasted');
    const tooLarge =
      (file instanceof File && file.size > MAX_FILE_BYTES) ||
      (typeof pasted === 'string' && pasted.length > MAX_FILE_BYTES);
    return tooLarge ? { values: {}, errors: [], refusal: TOO_LARGE } : action(before, form);
  };
}
