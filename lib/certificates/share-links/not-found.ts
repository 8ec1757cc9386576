import { AppError } from '@/lib/platform/errors';

export function linkNotFoundForProvider(): AppError {
  return new AppError('not_found', 'There is no such link of this event. Choose one from its share links.');
}

/** Unknown, not begun, over and revoked are one: whoever tries addresses learns nothing. */
export function linkNotOpen(): AppError {
  return new AppError(
    'not_found',
    'This link does not lead to a certificate. It may have been copied wrongly, or it is not open on this day. Ask the provider of the event.',
  );
}

/** The number of a link or claim from an address. Anything that cannot be one is simply not found. */
export function parseShareNumber(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw linkNotFoundForProvider();
  return Number(text);
}
