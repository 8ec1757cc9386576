import { countHoldings, type Holdings } from '@/db/queries/provider-holdings';
import { authorize } from '@/lib/access/authorize';
import type { Context } from '@/lib/platform/visit';

export type { Holdings };

/** The certificates of more events than this are not added up on a page that is opened often. */
const ADDED_UP = 2_000;

/**
 * Counts what belongs to a provider: events, certificates, people, keys, links and requests. For staff.
 * @throws AppError `forbidden`
 */
export async function countProviderHoldings(ctx: Context, providerId: number): Promise<Holdings> {
  authorize(ctx, 'provider.list-every');
  return countHoldings(ctx.db, { providerId, today: ctx.clock.today() });
}

/**
 * Counts the same at once, however many events a provider has: then there are at least as many certificates as it says.
 * @throws AppError `forbidden`
 */
export async function estimateProviderHoldings(
  ctx: Context,
  providerId: number,
): Promise<{ holdings: Holdings; moreCertificates: boolean }> {
  authorize(ctx, 'provider.list-every');
  const holdings = await countHoldings(ctx.db, { providerId, today: ctx.clock.today(), addedUp: ADDED_UP });
  return { holdings, moreCertificates: holdings.events > ADDED_UP };
}
