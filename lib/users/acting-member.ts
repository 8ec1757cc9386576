import type { Queryable } from '@/db/client';
import { findProviderContact } from '@/db/queries/event-writing';
import { findColleague, findMembership } from '@/db/queries/memberships';
import { findUserForStaff } from '@/db/queries/staff-users';
import type { Person } from '@/lib/access/actor';
import { standingOn } from '@/lib/access/standing';
import type { Day } from '@/lib/platform/clock';

type Sought = { userId: number; providerId: number; today: Day };

/**
 * Returns the person in whose name a provider's work continues after they have left, with their current rights and not
 * the rights they had when they began it. Staff began it on behalf of the provider, and the agency keeps the records of one that
 * closed: corrections go on, and issuing is refused by its standing. Returns null when the person has
 * since been disabled, or now works for neither the provider nor the agency.
 */
export async function findActingMember(db: Queryable, { userId, providerId, today }: Sought): Promise<Person | null> {
  const [person, membership] = [
    await findColleague(db, userId, providerId),
    await findMembership(db, userId, providerId),
  ];
  if (!person || !membership) return findActingStaff(db, { userId, providerId, today });
  if (person.disabledAt) return null;
  return {
    kind: 'provider',
    userId,
    name: person.name,
    username: person.username,
    providerId,
    providerName: membership.providerName,
    standing: standingOn(membership, today),
    role: membership.role,
  };
}

async function findActingStaff(db: Queryable, { userId, providerId, today }: Sought): Promise<Person | null> {
  const user = await findUserForStaff(db, userId);
  if (!user?.staffRole || user.disabledAt) return null;
  const provider = await findProviderContact(db, providerId);
  if (!provider) return null;
  const { name, username, staffRole: role } = user;
  const onBehalfOf = { providerId, providerName: provider.name, standing: standingOn(provider, today) };
  return { kind: 'staff', userId, name, username, role, onBehalfOf };
}
