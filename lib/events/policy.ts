import { AppError } from '@/lib/platform/errors';
import type { Actor } from '@/lib/platform/visit';

/** Why this person may not add or change events; null when they may. Viewers read and print. */
export function whyMayNotChangeEvents(actor: Actor): string | null {
  if (actor.kind === 'staff') return 'Staff do not enter events for a provider. Sign in as a provider user.';
  return actor.role === 'viewer'
    ? 'You can read and print, but not change events. Ask a manager at your provider.'
    : null;
}

/** @throws AppError `forbidden` */
export function authoriseEventChange(actor: Actor): asserts actor is Extract<Actor, { kind: 'provider' }> {
  const why = whyMayNotChangeEvents(actor);
  if (why) throw new AppError('forbidden', why);
}
