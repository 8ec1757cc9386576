import { z } from 'zod';
import { AppError } from '@/lib/platform/errors';

/** A record's number as a form or URL carries it; the database then decides who owns it. */
export const recordId = z
  .string()
  .regex(/^[1-9]\d{0,14}$/, 'Open the page again, then choose.')
  .transform(Number);

/**
 * Parses a person's number from a URL.
 * @throws AppError `not_found`, as for a number that belongs to nobody
 */
export function parseUserId(text: string): number {
  const result = recordId.safeParse(text);
  if (!result.success) throw userNotFound();
  return result.data;
}

export function userNotFound(): AppError {
  return new AppError('not_found', 'That person is not at your provider. Choose someone from the list of users.');
}
