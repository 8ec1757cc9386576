import { AppError } from '@/lib/platform/errors';

export function attendeeNotFound(): AppError {
  return new AppError('not_found', 'That person is not on the roster. They may have been removed.');
}

/**
 * Reads the number of an attendee from an address.
 * @throws AppError `not_found` for anything that cannot be one
 */
export function parseAttendeeId(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw attendeeNotFound();
  return Number(text);
}
