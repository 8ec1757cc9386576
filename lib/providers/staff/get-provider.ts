import { listColleagues } from '@/db/queries/memberships';
import { findOpenProposal, type NamedProposal } from '@/db/queries/proposals';
import { listStandings } from '@/db/queries/provider-standings';
import { findProvider, type ProviderRow } from '@/db/queries/providers';
import { authorize } from '@/lib/access/authorize';
import type { Context } from '@/lib/platform/visit';
import { providerNotFound } from '@/lib/users/provider-id';

/** More people than any provider has; the limit only bounds the page. */
const MAX_PEOPLE = 200;
/** More than any provider has, too. */
const MAX_STANDINGS = 50;

/** A person with a sign-in at a provider. */
export type ProviderPerson = Awaited<ReturnType<typeof listColleagues>>[number];

/** What staff decided about a provider's standing. */
export type StandingDecision = Awaited<ReturnType<typeof listStandings>>[number];

/**
 * Returns what a provider is called. For staff.
 * @throws AppError `forbidden` or `not_found`
 */
export async function getProviderName(ctx: Context, providerId: number): Promise<string> {
  authorize(ctx, 'provider.list-every');
  const provider = await findProvider(ctx.db, providerId);
  if (!provider) throw providerNotFound();
  return provider.name;
}

/**
 * Returns a provider's record, its people, what was decided about its standing, and the proposal that waits. For staff.
 * @throws AppError `forbidden` or `not_found`
 */
export async function getProvider(
  ctx: Context,
  providerId: number,
): Promise<{
  provider: ProviderRow;
  people: ProviderPerson[];
  standings: StandingDecision[];
  proposal: NamedProposal | null;
}> {
  authorize(ctx, 'provider.list-every');
  const provider = await findProvider(ctx.db, providerId);
  if (!provider) throw providerNotFound();
  const [people, standings, proposal] = await Promise.all([
    listColleagues(ctx.db, providerId, MAX_PEOPLE),
    listStandings(ctx.db, providerId, MAX_STANDINGS),
    findOpenProposal(ctx.db, providerId),
  ]);
  return { provider, people, standings, proposal };
}
