import { AppError } from '@/lib/platform/errors';

/** @throws AppError `not_found` for anything that cannot be the number of a person */
export function parseUserId(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw userNotFound();
  return Number(text);
}

export function userNotFound(): AppError {
  return new AppError('not_found', 'There is no person at this address. Find them in the list of users.');
}
