import { AppError } from '@/lib/platform/errors';

export function attendeeNotFound(): AppError {
  return new AppError('not_found', 'There is no such person on the roster. They may have been removed from it.');
}

/** @throws AppError `not_found` for anything that cannot be the number of an attendee */
export function parseAttendeeId(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw attendeeNotFound();
  return Number(text);
}
