import type { Queryable } from '@/db/client';
import { lockManagers } from '@/db/queries/memberships';
import { listMembershipsOf } from '@/db/queries/staff-users';

/**
 * Returns the providers that would have no manager who can sign in without this person, and locks the managers of theirs
 * until the transaction ends.
 */
export async function onlyManagerAt(tx: Queryable, userId: number): Promise<string[]> {
  const memberships = (await listMembershipsOf(tx, userId)).filter(({ role }) => role === 'manager');
  const only: string[] = [];
  // Always in the same order, so that two transactions do not wait for each other.
  for (const { providerId, providerName } of memberships.sort((a, b) => a.providerId - b.providerId)) {
    const managers = await lockManagers(tx, providerId);
    if (managers.includes(userId) && managers.length === 1) only.push(providerName);
  }
  return only;
}
