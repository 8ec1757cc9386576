import { AppError } from '@/lib/platform/errors';

export function linkNotFoundForProvider(): AppError {
  return new AppError('not_found', 'That link does not belong to this event. Choose one from its share links.');
}

/**
 * Returns the same error for a link that is unknown, early, over or revoked, so that guessing addresses reveals
 * nothing.
 */
export function linkNotOpen(): AppError {
  return new AppError(
    'not_found',
    'This link does not lead to a certificate. It may be incomplete, or it may not be open today. Ask the event’s provider.',
  );
}

/** Reads the number of a link or claim from an address. A malformed number counts as not found. */
export function parseShareNumber(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw linkNotFoundForProvider();
  return Number(text);
}
