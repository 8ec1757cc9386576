import type { EventFormState } from '@/lib/events/event-decision';
import { INPUT_NAMES } from '@/lib/events/fields';
import type { FieldProblem } from '../error-summary';
import { problemsOf } from '../form-problems';

/** Returns the error sentence of a field, by the field's id. */
export type FieldErrors = (field: string) => string | undefined;

const ORDER: readonly string[] = [...INPUT_NAMES, 'reason', 'certificates', 'attested'];

/** Returns problems in the order of the page, because people read the summary beside it from top to bottom. */
export function problemsInOrder(state: EventFormState): FieldProblem[] {
  const place = ({ field = '' }: FieldProblem) => ORDER.indexOf(field.split('.')[0] ?? '');
  return problemsOf(state).toSorted((a, b) => place(a) - place(b));
}
