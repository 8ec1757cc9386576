import { ZodError } from 'zod';
import { fieldProblem, problemOf } from './api-problem';

/** Returns the result of a refused item of a request with several, the way a request for it alone would be answered. */
export function refusedItem(refused: unknown, now: Date) {
  const { status, detail, errors } = refused instanceof ZodError ? fieldProblem(refused) : problemOf(refused, now);
  return { status, detail, ...(errors && { errors }) };
}
