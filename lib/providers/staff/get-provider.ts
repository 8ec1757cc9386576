import { listColleagues } from '@/db/queries/memberships';
import { findProvider, type ProviderRow } from '@/db/queries/providers';
import { authorize } from '@/lib/access/authorize';
import type { Context } from '@/lib/platform/visit';
import { providerNotFound } from '@/lib/users/provider-id';

/** More people than any provider has; the limit only bounds the page. */
const MAX_PEOPLE = 200;

/** A person with a sign-in at a provider. */
export type ProviderPerson = Awaited<ReturnType<typeof listColleagues>>[number];

/**
 * Returns a provider's record and its people. For staff.
 * @throws AppError `forbidden` or `not_found`
 */
export async function getProvider(
  ctx: Context,
  providerId: number,
): Promise<{ provider: ProviderRow; people: ProviderPerson[] }> {
  authorize(ctx, 'provider.list-every');
  const provider = await findProvider(ctx.db, providerId);
  if (!provider) throw providerNotFound();
  return { provider, people: await listColleagues(ctx.db, providerId, MAX_PEOPLE) };
}
