'use client';

import type { FileAnswer } from '@/lib/certificates/verify/check-file';
import { MAX_PDF, TOO_LARGE } from '@/lib/certificates/verify/file-size';
import type { FormState } from '@/lib/platform/forms/form-values';
import { ErrorSummary } from '../error-summary';
import { describeField, Field } from '../field';
import { problemsOf } from '../form-problems';
import { SubmitButton } from '../submit-button';
import { useFormAction } from '../use-form-action';
import { FileAnswerView } from './file-answer';

export type FileFormState = FormState<FileAnswer>;

type Action = (before: FileFormState, form: FormData) => Promise<FileFormState>;

type Props = { action: Action };

const HINT = 'Up to 5 MB. The file is compared right away and not kept.';

/** Asks for the PDF of a certificate and says whether it is the one that was issued. */
export function FileForm({ action }: Props) {
  const [state, submit] = useFormAction(ifSmallEnough(action), { values: {}, errors: [] }, '/verify');
  const error = state.refusal;
  return (
    <form action={submit} noValidate className="mt-4">
      <ErrorSummary problems={error ? [{ field: 'file', message: error }] : problemsOf(state)} />
      {state.answer && <FileAnswerView answer={state.answer} />}
      <Field name="file" label="PDF file of the certificate" hint={HINT} error={error}>
        <input
          id="file"
          name="file"
          type="file"
          accept="application/pdf,.pdf"
          className="control"
          {...describeField({ name: 'file', hint: HINT, error })}
        />
      </Field>
      <SubmitButton pendingLabel="Comparing…" variant="secondary">
        Check the file
      </SubmitButton>
    </form>
  );
}

/** Rejects a file that is too large before sending it: the server would abort, and the page could not say why. */
function ifSmallEnough(action: Action): Action {
  if (typeof window === 'undefined') return action;
  return async (before, form) => {
    const file = form.get('file');
    const tooLarge = file instanceof File && file.size > MAX_PDF;
    return tooLarge ? { values: {}, errors: [], refusal: TOO_LARGE } : action(before, form);
  };
}
