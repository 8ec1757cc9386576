import { AppError } from '@/lib/platform/errors';
import { type Cancelable, whyCanceled } from './rules';

/**
 * Refuses to change or issue anything for a canceled event; the caller has locked it.
 * @throws AppError `invalid`
 */
export function refuseCanceled(event: Cancelable): void {
  const why = whyCanceled(event);
  if (why) throw new AppError('invalid', why);
}
