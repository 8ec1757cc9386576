import { AppError } from '@/lib/platform/errors';
import type { Actor } from '@/lib/platform/visit';

type ProviderActor = Extract<Actor, { kind: 'provider' }>;

/**
 * Why this person may not see which learning management systems have a key; null when they may. Editors do: it is they
 * who connect a course. Viewers have nothing to do with it, and staff ask nothing of a provider's systems (choice).
 */
export function whyMayNotSeeKeys(actor: Actor): string | null {
  if (actor.kind === 'staff') return 'This page is for managers and editors of a provider.';
  return actor.role === 'viewer'
    ? `Learning management systems are connected by the managers and editors of ${actor.providerName}. Ask one of them.`
    : null;
}

/** Why this person may not make or revoke a key; null for managers. A key issues certificates in the provider's name. */
export function whyMayNotKeepKeys(actor: Actor): string | null {
  const why = whyMayNotSeeKeys(actor);
  if (why || actor.kind === 'staff') return why;
  return actor.role === 'manager'
    ? null
    : `Keys are made and revoked by the managers of ${actor.providerName}. Ask one of them.`;
}

/** @throws AppError `forbidden` */
export function authoriseSeeingKeys(actor: Actor): asserts actor is ProviderActor {
  const why = whyMayNotSeeKeys(actor);
  if (why) throw new AppError('forbidden', why);
}

/** @throws AppError `forbidden` */
export function authoriseKeepingKeys(actor: Actor): asserts actor is ProviderActor {
  const why = whyMayNotKeepKeys(actor);
  if (why) throw new AppError('forbidden', why);
}
