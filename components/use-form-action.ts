'use client';

import { unstable_isUnrecognizedActionError as isOutdated, unstable_rethrow } from 'next/navigation';
import { useActionState } from 'react';
import { type FormState, formValues } from '@/lib/platform/forms/form-values';

type FormAction<Answer> = (before: FormState<Answer>, form: FormData) => Promise<FormState<Answer>>;

/** Why a form did not get through: the system did not answer, or was updated since the page was opened. */
type Failure = 'unreachable' | 'outdated';

/** For forms that keep what was typed, on whichever page they end up. */
const KEPT: Record<Failure, string> = {
  unreachable:
    'The system did not respond. What you typed is still here. Check your connection, then save again. Nothing will be saved twice.',
  outdated:
    'The system was updated while this page was open, and nothing was saved. Open the page in another tab and copy what you typed into it.',
};

/** For short forms, such as one button or a password, which browsers do not fill in again. */
const SHORT: Record<Failure, string> = {
  unreachable: 'The system did not respond. Check your connection, then try again.',
  outdated: 'The system was updated while this page was open, and nothing was saved. Reload the page, then try again.',
};

/**
 * Returns a form's action that keeps the form and its content when the connection fails; otherwise the error page would
 * replace it. `address` is the page of a form that is long enough to be kept: without JavaScript it is posted there, and
 * comes back when its own page can't be shown (`KeptForm`).
 */
export function useFormAction<Answer = never>(
  action: FormAction<Answer>,
  initial: FormState<Answer>,
  address?: string,
) {
  const words = address === undefined ? SHORT : KEPT;
  // The server must render the action itself, which a browser without JavaScript can post to.
  return useActionState(typeof window === 'undefined' ? action : staying(action, words), initial, address);
}

function staying<Answer>(action: FormAction<Answer>, words: Record<Failure, string>): FormAction<Answer> {
  return async (before, form) => {
    try {
      return await action(before, form);
    } catch (error) {
      unstable_rethrow(error);
      const refusal = words[isOutdated(error) ? 'outdated' : 'unreachable'];
      return { values: formValues(form), errors: [], refusal };
    }
  };
}
