'use client';

import { unstable_isUnrecognizedActionError as isOutdated, unstable_rethrow } from 'next/navigation';
import { useActionState } from 'react';
import { type FormState, formValues } from '@/lib/platform/forms/form-values';

type FormAction<Answer> = (before: FormState<Answer>, form: FormData) => Promise<FormState<Answer>>;

const UNREACHABLE =
  'The system did not answer. What you typed is still here. Check your connection, then save again; nothing is saved twice.';
const OUTDATED =
  'The system was updated while this page was open, and nothing was saved. Open the page in another tab and copy over what you typed.';

/**
 * A form's action, for as long as somebody types: when the connection fails, the form stays with all that is in it.
 * Without this the page of a fault would take its place. `address` is the form's page; without a script it is posted
 * there.
 */
export function useFormAction<Answer>(action: FormAction<Answer>, initial: FormState<Answer>, address: string) {
  // What the server draws must be the action itself, which a browser without a script can post to.
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
