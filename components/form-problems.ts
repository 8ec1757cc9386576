import type { FormState } from '@/lib/platform/forms/form-values';
import type { FieldProblem } from './error-summary';

type Refused = Pick<FormState, 'errors' | 'refusal' | 'signedOut'>;

/** What the error summary lists: the refusal of the whole form first, then field by field. */
export function problemsOf({ errors, refusal, signedOut }: Refused): FieldProblem[] {
  return refusal ? [{ message: refusal, signIn: signedOut }, ...errors] : errors;
}

/** The sentence at one field, if it has one. */
export function errorOf({ errors }: Refused, field: string): string | undefined {
  return errors.find((error) => error.field === field)?.message;
}
