import { countHoldings, type Holdings } from '@/db/queries/provider-holdings';
import { authorize } from '@/lib/access/authorize';
import type { Context } from '@/lib/platform/visit';

export type { Holdings };

/**
 * Counts what belongs to a provider: events, certificates, people, keys, links and requests. For staff.
 * @throws AppError `forbidden`
 */
export async function countProviderHoldings(ctx: Context, providerId: number): Promise<Holdings> {
  authorize(ctx, 'provider.list-every');
  return countHoldings(ctx.db, providerId, ctx.clock.today());
}
