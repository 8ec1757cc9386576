'use client';

import { unstable_isUnrecognizedActionError as isOutdated, unstable_rethrow } from 'next/navigation';
import { useActionState } from 'react';
import { type FormState, formValues } from '@/lib/platform/forms/form-values';

type FormAction<Answer> = (before: FormState<Answer>, form: FormData) => Promise<FormState<Answer>>;

const UNREACHABLE =
  'The system did not respond. What you typed is still here. Check your connection, then save again. Nothing will be saved twice.';
const OUTDATED =
  'The system was updated while this page was open, and nothing was saved. Open the page in another tab and copy what you typed into it.';

/**
 * Returns a form's action that keeps the form and its content when the connection fails; otherwise the error page would
 * replace it. `address` is the form's page, which it is posted to without JavaScript.
 */
export function useFormAction<Answer>(action: FormAction<Answer>, initial: FormState<Answer>, address: string) {
  // The server must render the action itself, which a browser without JavaScript can post to.
  return useActionState(typeof window === 'undefined' ? action : staying(action), initial, address);
}

function staying<Answer>(action: FormAction<Answer>): FormAction<Answer> {
  return async (before, form) => {
    try {
      return await action(before, form);
    } catch (error) {
      unstable_rethrow(error);
      return { values: formValues(form), errors: [], refusal: isOutdated(error) ? OUTDATED : UNREACHABLE };
    }
  };
}
