import { findProvider, type ProviderRow } from '@/db/queries/providers';
import { authorize } from '@/lib/access/authorize';
import { getPlace } from '@/lib/access/place';
import type { Context } from '@/lib/platform/visit';

export type Provider = ProviderRow;

/**
 * Returns the record of the provider that the person works for.
 * @throws AppError `forbidden` for people who work for no provider
 */
export async function getOwnProvider(ctx: Context): Promise<Provider> {
  authorize(ctx, 'provider.read');
  const { providerId } = getPlace(ctx.actor);
  const provider = await findProvider(ctx.db, providerId);
  if (!provider) throw new Error(`provider ${providerId} has no row`);
  return provider;
}
