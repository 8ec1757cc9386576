import { AppError } from '@/lib/platform/errors';
import type { Actor } from '@/lib/platform/visit';

/** Why this person keeps no signature; null when they may. Who signs is who may change a provider's events (M12). */
export function whyMayNotSign(actor: Actor): string | null {
  if (actor.kind === 'staff') return 'Certificates are signed by their provider. Staff keep no signature.';
  return actor.role === 'viewer' ? 'You can read and print, but not sign. Ask a manager at your provider.' : null;
}

/** @throws AppError `forbidden` */
export function authoriseSigning(actor: Actor): asserts actor is Extract<Actor, { kind: 'provider' }> {
  const why = whyMayNotSign(actor);
  if (why) throw new AppError('forbidden', why);
}
