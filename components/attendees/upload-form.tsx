'use client';

import { EMPTY_FORM, type FormState, textOf } from '@/lib/platform/forms/form-values';
import { Button } from '../button';
import { ButtonLink } from '../button-link';
import { ButtonRow } from '../button-row';
import { ErrorSummary } from '../error-summary';
import { describeField, Field } from '../field';
import { problemsOf } from '../form-problems';
import { TextArea } from '../text-area';
import { useFormAction } from '../use-form-action';

type Props = {
  action: (before: FormState, form: FormData) => Promise<FormState>;
  address: string;
  cancelHref: string;
};

const FILE_HINT =
  'An Excel workbook (.xlsx) or CSV, up to 2 MB and 5,000 lines. Of a workbook the first sheet with text is read; hidden ones are not.';

/** The first step of an import: a list, pasted or as a file. */
export function UploadForm({ action, address, cancelHref }: Props) {
  const [state, submit, pending] = useFormAction(action, EMPTY_FORM, address);
  return (
    <form action={submit} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      <TextArea
        name="pasted"
        label="Paste names or cells"
        hint="One person a line: only names, or several columns, separated by tabs (as copied from a spreadsheet), commas or semicolons. Headings in the first line help to match the columns."
        defaultValue={textOf(state.values, 'pasted')}
        rows={10}
        dir="auto"
        spellCheck={false}
      />
      <Field name="file" label="Or choose a file" hint={FILE_HINT}>
        <input
          id="file"
          name="file"
          type="file"
          className="control control-file"
          accept=".csv,.tsv,.txt,.xlsx,text/csv,text/plain,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
          {...describeField({ name: 'file', hint: FILE_HINT })}
        />
      </Field>
      <ButtonRow>
        <Button disabled={pending}>{pending ? 'Reading…' : 'Continue'}</Button>
        <ButtonLink href={cancelHref} variant="quiet">
          Cancel
        </ButtonLink>
      </ButtonRow>
    </form>
  );
}
