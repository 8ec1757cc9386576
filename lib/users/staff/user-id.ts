import { AppError } from '@/lib/platform/errors';

/** @throws AppError `not_found` for anything that cannot be a person's number */
export function parseUserId(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw userNotFound();
  return Number(text);
}

export function userNotFound(): AppError {
  return new AppError('not_found', 'There is no user at this address. Find them in the list of users.');
}
