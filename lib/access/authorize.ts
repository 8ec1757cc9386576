import { AppError } from '@/lib/platform/errors';
import type { Actor } from './actor';
import { type Capability, type SubjectOf, whyNotAllowed } from './capabilities';

/**
 * Lets the actor through, or rejects the request with the sentence from the table of capabilities.
 * @throws AppError `forbidden`
 */
export function authorize<C extends Capability>(
  { actor }: { actor: Actor },
  capability: C,
  ...subject: SubjectOf<C>
): void {
  const why = whyNotAllowed(actor, capability, ...subject);
  if (why) throw new AppError('forbidden', why);
}
