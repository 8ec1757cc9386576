import { listStandings } from '@/db/queries/provider-standings';
import { findProvider } from '@/db/queries/providers';
import type { ProviderStanding } from '@/lib/access/actor';
import { authorize } from '@/lib/access/authorize';
import { getPlace } from '@/lib/access/place';
import type { Day } from '@/lib/platform/clock';
import type { Context } from '@/lib/platform/visit';
import { standingsOf } from './standing-words';

/** How a provider stands, for the people who work there. */
export type OwnStanding = {
  providerName: string;
  now: ProviderStanding;
  /** What the agency decided for a later day. */
  later: { standing: ProviderStanding; from: Day } | null;
  /** Of the latest decision. */
  from: Day;
  reviewOn: Day | null;
  reason: string;
};

/**
 * Returns how the actor's provider stands with the agency and why; null while there is nothing to say, because it is in
 * good standing.
 * @throws AppError `forbidden` for people who work for no provider
 */
export async function findOwnStanding(ctx: Context): Promise<OwnStanding | null> {
  authorize(ctx, 'provider.read');
  const { providerId, providerName } = getPlace(ctx.actor);
  const provider = await findProvider(ctx.db, providerId);
  const standings = provider && standingsOf(provider, ctx.clock.today());
  if (!standings || (standings.now === 'good' && standings.later === null)) return null;
  const [latest] = await listStandings(ctx.db, providerId, 1);
  if (!latest) return null;
  const { fromDay, reviewOn, reason } = latest.row;
  return { providerName, ...standings, from: fromDay, reviewOn, reason };
}
