import { z } from 'zod';
import { AppError } from '@/lib/platform/errors';
import type { Actor, Visitor } from './actor';
import { getPlace, type Place } from './place';

const AGAIN = 'This form can’t be saved. Open the page again.';

/** The provider that the person worked for when the form was opened, which the form sends along (`ForProviderField`). */
export const forProvider = z
  .string(AGAIN)
  .regex(/^[1-9]\d{0,14}$/, AGAIN)
  .transform(Number);

/**
 * Returns the provider that an actor works for, like `getPlace`, for a form that says nothing else of whose record it
 * changes. Another tab may have switched since the form was opened.
 * @throws AppError `conflict` when the form was opened for another provider
 */
export function placeOfForm(actor: Actor | Visitor, opened: number): Place {
  const place = getPlace(actor);
  if (place.providerId !== opened) {
    throw new AppError(
      'conflict',
      `Nothing is saved. This form was opened for another provider, and you now work for ${place.providerName}. Open the Secure Portal in a new tab, switch back, then save again.`,
    );
  }
  return place;
}
