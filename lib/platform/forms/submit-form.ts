import { unstable_rethrow } from 'next/navigation';
import type { z } from 'zod';
import { refusalOf, retryOnConflict } from '../database';
import { sentenceFor } from '../fault';
import { keepProgressKey } from '../progress';
import { answerUnavailable, noteFormRefused } from '../request-scope';
import { type FieldError, type FormState, type FormValues, formValues } from './form-values';
import { isOurForm } from './our-form';
import { takeUploadTurn } from './upload-turn';

/**
 * Passes a form to a use case, and is the only way to do so: it checks the origin and the input, and returns a message for
 * each refusal together with what was typed. Bugs stay in the log. `work` either redirects or returns what must be decided
 * first.
 */
export async function submitForm<Schema extends z.ZodType, Answer = never>(
  form: FormData,
  schema: Schema,
  work: (input: z.output<Schema>) => Promise<Answer | undefined>,
): Promise<FormState<Answer>> {
  const state = await readAndWork(form, schema, work);
  if (state.errors.length > 0 || state.refusal !== undefined) noteFormRefused();
  return state;
}

async function readAndWork<Schema extends z.ZodType, Answer>(
  form: FormData,
  schema: Schema,
  work: (input: z.output<Schema>) => Promise<Answer | undefined>,
): Promise<FormState<Answer>> {
  let values: FormValues = {};
  try {
    const ours = await isOurForm();
    // A hand-made call can pass anything to an action in place of the form.
    if (!(form instanceof FormData)) {
      return { values, errors: [], refusal: 'This form can’t be read. Open the page again and resend it.' };
    }
    values = formValues(form);
    if (!ours) {
      return { values, errors: [], refusal: 'This form came from another site. Open the page here and resend it.' };
    }
    keepProgressKey(form);
    await takeUploadTurn();
    const input = await schema.safeParseAsync(values);
    if (!input.success) return { values, errors: fieldErrors(input.error) };
    const answer = await retryOnConflict(() => work(input.data));
    return { values, errors: [], answer };
  } catch (error) {
    unstable_rethrow(error);
    const signedOut = error instanceof Error && 'signedOut' in error;
    const why = refusalOf(error);
    if (why?.code === 'unavailable') answerUnavailable(why.retryAfter);
    return { values, errors: [], refusal: sentenceFor(error), signedOut };
  }
}

/** Returns the first error of each field, in the order of the form. */
function fieldErrors(error: z.ZodError): FieldError[] {
  const first = new Map<string, string>();
  for (const { path, message } of error.issues) {
    const field = path.join('.');
    if (!first.has(field)) first.set(field, message);
  }
  return [...first].map(([field, message]) => ({ field, message }));
}
