import type { FormState } from '@/lib/platform/forms/form-values';
import type { FieldProblem } from './error-summary';

type Refused = Pick<FormState, 'errors' | 'refusal' | 'signedOut'>;

/** Returns the error summary's list: the error of the whole form first, then one field after the other. */
export function problemsOf({ errors, refusal, signedOut }: Refused): FieldProblem[] {
  return refusal ? [{ message: refusal, signIn: signedOut }, ...errors] : errors;
}

/** Returns the error sentence of one field, if it has one. */
export function errorOf({ errors }: Refused, field: string): string | undefined {
  return errors.find((error) => error.field === field)?.message;
}
