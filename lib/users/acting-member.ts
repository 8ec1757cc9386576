import type { Queryable } from '@/db/client';
import { findColleague, findMembership } from '@/db/queries/memberships';
import type { Actor } from '@/lib/platform/visit';

/**
 * The person in whose name work goes on after they have left: as they are now, not as they were when they began it.
 * Null: disabled since, or no member of this provider any more.
 */
export async function findActingMember(
  db: Queryable,
  { userId, providerId }: { userId: number; providerId: number },
): Promise<Actor | null> {
  const [person, membership] = [
    await findColleague(db, userId, providerId),
    await findMembership(db, userId, providerId),
  ];
  if (!person || !membership || person.disabledAt) return null;
  return {
    kind: 'provider',
    userId,
    name: person.name,
    username: person.username,
    // No sign-in: none is needed for what was begun with one.
    sessionId: 0,
    startPage: 'program',
    providerId,
    providerName: membership.providerName,
    role: membership.role,
    severalProviders: false,
  };
}
