import { unstable_rethrow } from 'next/navigation';
import type { z } from 'zod';
import { againWhenGivenUp } from '../database';
import { sentenceFor } from '../fault';
import { type FieldError, type FormState, type FormValues, formValues } from './form-values';
import { isOurForm } from './our-form';

/**
 * The one way in which a form reaches a use case: same origin, checked input, a sentence for each refusal, and what
 * was typed handed back. Bugs stay in the log. `work` either redirects or returns what is to be decided first.
 */
export async function submitForm<Schema extends z.ZodType, Answer = never>(
  form: FormData,
  schema: Schema,
  work: (input: z.output<Schema>) => Promise<Answer | undefined>,
): Promise<FormState<Answer>> {
  let values: FormValues = {};
  try {
    const ours = await isOurForm();
    // Called by hand, an action can be given anything in the place of the form.
    if (!(form instanceof FormData)) {
      return { values, errors: [], refusal: 'This form cannot be read. Open the page again and send it again.' };
    }
    values = formValues(form);
    if (!ours) {
      return { values, errors: [], refusal: 'This form came from another site. Open the page here and send it again.' };
    }
    const input = await schema.safeParseAsync(values);
    if (!input.success) return { values, errors: fieldErrors(input.error) };
    const answer = await againWhenGivenUp(() => work(input.data));
    return { values, errors: [], answer };
  } catch (error) {
    unstable_rethrow(error);
    const signedOut = error instanceof Error && 'signedOut' in error;
    return { values, errors: [], refusal: sentenceFor(error), signedOut };
  }
}

/** The first complaint of each field, in the order of the form. */
function fieldErrors(error: z.ZodError): FieldError[] {
  const first = new Map<string, string>();
  for (const { path, message } of error.issues) {
    const field = path.join('.');
    if (!first.has(field)) first.set(field, message);
  }
  return [...first].map(([field, message]) => ({ field, message }));
}
