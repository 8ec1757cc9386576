import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { freshPlans, type Queryable } from '../client';
import { endsOfNameSql, nameFormSql, plainNameSql } from '../name-key';
import { attendees, certificateEndings, claims, distinctAttendees, learnerIds, namedCertificates } from '../schema';

/** A person on a roster who shares a name, first and last name, or an address with another one there. */
export type AlikeRow = {
  eventId: number;
  id: number;
  form: string;
  /** First and last name; null for a name of one word. */
  ends: string | null;
  nameKey: string;
  email: string | null;
  number: string;
};

/**
 * Lists the people on the rosters of these events who share their address, their name, in whatever way it is written, or their
 * first and last name with another one of the same roster. Sorts the rosters instead of looking for each person, so that it
 * takes no longer when the database knows little of a new list.
 */
export async function listAlike(db: Queryable, eventIds: readonly number[]): Promise<AlikeRow[]> {
  if (eventIds.length === 0) return [];
  const rows = await freshPlans(db).execute(sql`
    select event_id::int as "eventId", id::int, form, ends, name_key as "nameKey", email, number from (
      select *, count(*) over (partition by event_id, form) as named, count(*) over (partition by event_id, email) as addressed,
        count(*) over (partition by event_id, ends) as same_ends
      from (
        select *, ${nameFormSql(sql.raw('plain'))} as form, ${endsOfNameSql(sql.raw('plain'))} as ends from (
          select event_id, id, name_key, lower(email) as email, ${plainNameSql(sql.raw('name_key'))} as plain,
            regexp_replace(lower(educator_number), '[^[:alnum:]]', '', 'g') as number
          from attendees where event_id = any(${arrayOf(eventIds)}) and removed_at is null and name_key <> ''
          -- Otherwise, each name would be changed several times.
          offset 0
        ) people
        offset 0
      ) written
    ) counted where named > 1 or (email is not null and addressed > 1) or (ends is not null and same_ends > 1)
    order by event_id, form, id`);
  return rows as unknown as AlikeRow[];
}

/** An array is one parameter, and a statement has at most 65,535. */
const arrayOf = (ids: readonly number[]) => sql`${`{${ids.join(',')}}`}::bigint[]`;

/** Lists the pairs of these people who are two people, as the provider decided. */
export async function listDistinct(db: Queryable, ids: readonly number[]): Promise<[number, number][]> {
  if (ids.length === 0) return [];
  const rows = await freshPlans(db)
    .select({ one: distinctAttendees.firstId, other: distinctAttendees.secondId })
    .from(distinctAttendees)
    .where(sql`${distinctAttendees.firstId} = any(${arrayOf(ids)})`);
  return rows.map(({ one, other }) => [one, other]);
}

/** Lists these people, each with their valid certificate. */
export async function listPossibleDuplicates(db: Queryable, ids: readonly number[]) {
  return freshPlans(db)
    .select({
      id: attendees.id,
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
    .where(and(inArray(attendees.id, [...ids]), isNull(attendees.removedAt)));
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

/**
 * Locks these people of an event in the order of their ids, and the other people that merging them changes: people that the provider
 * kept separate from one of them, and records that were merged into one of them before.
 */
export async function lockToMerge(tx: Queryable, eventId: number, attendeeIds: readonly number[]): Promise<void> {
  const ids = sql`${`{${attendeeIds.join(',')}}`}::bigint[]`;
  await tx.execute(sql`
    select from attendees where event_id = ${eventId} and (
      id = any(${ids}) or merged_into = any(${ids})
      or id in (select second_id from distinct_attendees where first_id = any(${ids}))
      or id in (select first_id from distinct_attendees where second_id = any(${ids})))
    order by id for update`);
}

/** How the reason begins that a merge gives for revoking a certificate, for the provider and staff; the serial follows. */
export const DUPLICATE_REASON = 'Duplicate: the same person has the certificate';

/**
 * Whether a certificate ended because its attendee was merged into another record, as a duplicate: then the same person has
 * another one. What ended before the merge was the provider's decision. For a query of `attendees` and
 * `certificate_endings`.
 */
export const ENDED_BY_MERGE = sql<boolean>`coalesce(${certificateEndings.kind} = 'revoked'
  and starts_with(${certificateEndings.reason}, ${DUPLICATE_REASON})
  and ${attendees.mergedInto} is not null and ${certificateEndings.endedAt} >= ${attendees.removedAt}, false)`;

/**
 * Moves what may change and refers to the merged attendees to the remaining one, and removes them from the roster. Certificates
 * and facts about attendance never change: they stay with the merged record, and are read under the remaining one
 * (`merged-attendees.ts`).
 */
export async function mergeInto(tx: Queryable, keptId: number, mergedIds: readonly number[], at: Date): Promise<void> {
  const merged = [...mergedIds];
  await tx.update(claims).set({ attendeeId: keptId }).where(inArray(claims.attendeeId, merged));
  await tx.update(learnerIds).set({ attendeeId: keptId }).where(inArray(learnerIds.attendeeId, merged));
  // A person whom the provider distinguished from a merged one is not the remaining one either.
  const ids = arrayOf(merged);
  await tx.execute(sql`
    insert into distinct_attendees (first_id, second_id, decided_by, decided_at)
    select least(d.other, ${keptId}::bigint), greatest(d.other, ${keptId}::bigint), d.decided_by, d.decided_at
    from (
      select case when first_id = any(${ids}) then second_id else first_id end as other, decided_by, decided_at
      from distinct_attendees where first_id = any(${ids}) or second_id = any(${ids})
    ) d
    where d.other <> ${keptId} and d.other <> all(${ids})
    on conflict do nothing`);
  // Attendees who were merged into these before now point to the remaining one, so that every certificate is one step
  // away.
  await tx.update(attendees).set({ mergedInto: keptId }).where(inArray(attendees.mergedInto, merged));
  await tx
    .update(attendees)
    .set({ mergedInto: keptId, removedAt: at, updatedAt: at, version: sql`${attendees.version} + 1` })
    .where(inArray(attendees.id, merged));
}
