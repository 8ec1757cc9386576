import { findMembership } from '@/db/queries/memberships';
import { placeOf } from '@/lib/access/place';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/visit';
import { returnPath } from './return-path';

/** Where the to-do list is. */
const PORTAL = '/portal';

/** Returns the page that such an address leads to; the provider's events if it names none of ours. */
export function pageToOpen(asked: unknown): string {
  return asked === PORTAL ? PORTAL : (returnPath(asked) ?? '/events');
}

/**
 * Returns the provider that a page belongs to, and whether the person is working for it now.
 * @throws AppError `not_found` for a provider that they don't work for, whether it exists or not
 */
export async function findProviderToOpen(
  ctx: Context,
  providerId: number,
): Promise<{ providerName: string; current: boolean; workingFor: string | null }> {
  const place = placeOf(ctx.actor);
  if (place?.providerId === providerId) {
    return { providerName: place.providerName, current: true, workingFor: place.providerName };
  }
  const membership = await findMembership(ctx.db, ctx.actor.userId, providerId);
  if (!membership) throw new AppError('not_found', 'You don’t work for that provider. Choose a page from the menu.');
  return { providerName: membership.providerName, current: false, workingFor: place?.providerName ?? null };
}
