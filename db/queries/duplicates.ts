import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { freshPlans, type Queryable } from '../client';
import { attendees, claims, distinctAttendees, learnerIds, namedCertificates } from '../schema';

/**
 * Matches two attendees who may be the same person: they have the same name on the same event's roster and no different
 * educator numbers, and the provider has not decided that they are two people.
 */
const MAY_BE_ONE = sql.raw(`other.event_id = attendees.event_id and other.name_key = attendees.name_key
  and other.name_key <> '' and other.id <> attendees.id and other.removed_at is null
  and (other.educator_number = '' or attendees.educator_number = ''
    or ${numberKey('other.educator_number')} = ${numberKey('attendees.educator_number')})
  and not exists (select from distinct_attendees d
    where d.first_id = least(other.id, attendees.id) and d.second_id = greatest(other.id, attendees.id))`);

function numberKey(column: string): string {
  return `regexp_replace(lower(${column}), '[^[:alnum:]]', '', 'g')`;
}

const isPossibleDuplicate = sql`exists (select from attendees other where ${MAY_BE_ONE})`;

/** Counts the people on an event's roster who may be the same person as another one there. */
export async function countPossibleDuplicates(db: Queryable, eventId: number): Promise<number> {
  const [row] = await freshPlans(db)
    .select({ count: sql<number>`count(*)`.mapWith(Number) })
    .from(attendees)
    .where(and(eq(attendees.eventId, eventId), isNull(attendees.removedAt), isPossibleDuplicate));
  return row!.count;
}

/** Lists these people by name, each with their valid certificate. */
export async function listPossibleDuplicates(db: Queryable, eventId: number, limit: number) {
  return freshPlans(db)
    .select({
      id: attendees.id,
      nameKey: attendees.nameKey,
      name: attendees.name,
      email: attendees.email,
      school: attendees.school,
      educatorNumber: attendees.educatorNumber,
      units: attendees.units,
      completed: attendees.completed,
      source: attendees.source,
      createdAt: attendees.createdAt,
      serial: namedCertificates.serial,
      issuedAt: namedCertificates.issuedAt,
    })
    .from(attendees)
    .leftJoin(namedCertificates, eq(namedCertificates.id, attendees.currentCertificateId))
    .where(and(eq(attendees.eventId, eventId), isNull(attendees.removedAt), isPossibleDuplicate))
    .orderBy(asc(attendees.nameKey), asc(attendees.id))
    .limit(limit);
}

export type PossibleDuplicate = Awaited<ReturnType<typeof listPossibleDuplicates>>[number];

/** Records that the people in each pair are two people. Recording it twice has no effect. */
export async function insertDistinct(
  tx: Queryable,
  pairs: readonly (readonly [number, number])[],
  decision: { decidedBy: number | null; decidedAt: Date },
): Promise<void> {
  if (pairs.length === 0) return;
  await tx
    .insert(distinctAttendees)
    .values(pairs.map(([a, b]) => ({ firstId: Math.min(a, b), secondId: Math.max(a, b), ...decision })))
    .onConflictDoNothing();
}

/** Moves everything that refers to the merged attendees to the remaining one, and removes them from the roster. */
export async function mergeInto(tx: Queryable, keptId: number, mergedIds: readonly number[], at: Date): Promise<void> {
  const merged = [...mergedIds];
  await tx.update(claims).set({ attendeeId: keptId }).where(inArray(claims.attendeeId, merged));
  await tx.update(learnerIds).set({ attendeeId: keptId }).where(inArray(learnerIds.attendeeId, merged));
  // Attendees who were merged into these before now point to the remaining one, so that every certificate is one step
  // away.
  await tx.update(attendees).set({ mergedInto: keptId }).where(inArray(attendees.mergedInto, merged));
  await tx
    .update(attendees)
    .set({ mergedInto: keptId, removedAt: at, updatedAt: at, version: sql`${attendees.version} + 1` })
    .where(inArray(attendees.id, merged));
}
