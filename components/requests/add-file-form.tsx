'use client';

import { EMPTY_FORM, type FormState } from '@/lib/platform/forms/form-values';
import { MAX_FILE, MAX_FILES, TOO_LARGE } from '@/lib/requests/files/limits';
import { ButtonRow } from '../button-row';
import { ErrorSummary } from '../error-summary';
import { describeField, Field } from '../field';
import { problemsOf } from '../form-problems';
import { SubmitButton } from '../submit-button';
import { useFormAction } from '../use-form-action';

type Action = (before: FormState, form: FormData) => Promise<FormState>;

const HINT = `A PDF, PNG or JPEG file of at most 10 MB, such as a flyer or an agenda. Up to ${MAX_FILES} files.`;

/** Adds a file to a request. */
export function AddFileForm({ action, address }: { action: Action; address: string }) {
  const [state, submit] = useFormAction(ifSmallEnough(action), EMPTY_FORM, address);
  return (
    <form action={submit} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      <Field name="file" label="Add a file" hint={HINT}>
        <input
          id="file"
          name="file"
          type="file"
          className="control control-file"
          accept=".pdf,.png,.jpg,.jpeg,application/pdf,image/png,image/jpeg"
          {...describeField({ name: 'file', hint: HINT })}
        />
      </Field>
      <ButtonRow>
        <SubmitButton pendingLabel="Adding…" variant="secondary">
          Add file
        </SubmitButton>
      </ButtonRow>
    </form>
  );
}

/** What is too large is not even sent: the server would break off, and the page could not say why. */
function ifSmallEnough(action: Action): Action {
  if (typeof window === 'undefined') return action;
  return async (before, form) => {
    const file = form.get('file');
    const tooLarge = file instanceof File && file.size > MAX_FILE;
    return tooLarge ? { values: {}, errors: [], refusal: TOO_LARGE } : action(before, form);
  };
}
