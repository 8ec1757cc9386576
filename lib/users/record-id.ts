import { z } from 'zod';
import { AppError } from '@/lib/platform/errors';

/** A record's number as a form or an address carries it; the database then decides whose it is. */
export const recordId = z
  .string()
  .regex(/^[1-9]\d{0,14}$/, 'Open the page again, then choose.')
  .transform(Number);

/**
 * A person's number in an address.
 * @throws AppError `not_found`, as for a number that nobody has
 */
export function parseUserId(text: string): number {
  const result = recordId.safeParse(text);
  if (!result.success) throw userNotFound();
  return result.data;
}

export function userNotFound(): AppError {
  return new AppError('not_found', 'There is no such person at your provider. Choose one from the list of users.');
}
