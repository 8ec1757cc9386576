import { and, desc, eq, isNull, type SQL, sql } from 'drizzle-orm';
import type { Queryable } from '../client';
import { events, rosterMarkings, users } from '../schema';
import { type EventScope, withinScope } from './events';

export async function insertMarking(
  tx: Queryable,
  marking: Omit<typeof rosterMarkings.$inferInsert, 'id'>,
): Promise<number> {
  const [row] = await tx.insert(rosterMarkings).values(marking).returning({ id: rosterMarkings.id });
  return row!.id;
}

/**
 * The people of a marking whom undoing it would mark as not completed, to join to it: those without a certificate, about whom
 * no one has decided since. Joined by id, because rosters are long.
 */
const STILL_MARKED = sql`unnest(roster_markings.attendee_ids, roster_markings.versions) as marked(id, version)
  join attendees on attendees.id = marked.id and attendees.version = marked.version
    and attendees.completed and attendees.current_certificate_id is null and attendees.removed_at is null`;

/** Returns the last time that everyone of an event was marked, with how many of the marks can be undone; null when it was undone. */
export async function findLastMarking(db: Queryable, eventId: number, scope: EventScope) {
  const [row] = await db
    .select({
      id: rosterMarkings.id,
      markedAt: rosterMarkings.markedAt,
      markedByName: users.name,
      undoneAt: rosterMarkings.undoneAt,
      marked: sql<number>`cardinality(${rosterMarkings.attendeeIds})`,
      undoable: sql<number>`(select count(*) from ${STILL_MARKED})`.mapWith(Number),
    })
    .from(rosterMarkings)
    .innerJoin(events, eq(events.id, rosterMarkings.eventId))
    .innerJoin(users, eq(users.id, rosterMarkings.markedBy))
    .where(and(eq(rosterMarkings.eventId, eventId), withinScope(scope)))
    .orderBy(desc(rosterMarkings.id))
    .limit(1);
  return row && row.undoneAt === null && row.undoable > 0 ? row : null;
}

/** Locks those people whom undoing a marking would mark as not completed. Lock them before the event's row. */
export async function lockStillMarked(tx: Queryable, eventId: number, markingId: number, scope: EventScope) {
  const rows = await tx.execute<{ id: string }>(sql`
    select attendees.id from roster_markings
    join events on events.id = roster_markings.event_id and ${withinScope(scope) ?? sql`true`}
    cross join lateral ${STILL_MARKED}
    where events.id = ${eventId} and roster_markings.id = ${markingId}
    order by attendees.id
    for update of attendees`);
  return rows.map(({ id }) => Number(id));
}

/**
 * Records that people were marked as completed again, one by one, who are marked already: undoing an earlier marking of
 * everyone leaves them as they are. Their rows are locked.
 * @param ids a list for `in`
 */
export async function confirmMarks(tx: Queryable, eventId: number, ids: SQL, at: Date): Promise<void> {
  await tx.execute(sql`
    update attendees a set version = a.version + 1, updated_at = ${at.toISOString()}::timestamptz
    from roster_markings k cross join lateral unnest(k.attendee_ids, k.versions) as marked(id, version)
    where k.event_id = ${eventId} and k.undone_at is null
      and a.id = marked.id and a.version = marked.version and a.completed and a.removed_at is null and a.id in ${ids}`);
}

/** These ids as a list for `in`. */
export const idsIn = (ids: readonly number[]): SQL => sql`(select unnest(${`{${ids.join(',')}}`}::bigint[]))`;

/** The ids of the people in a batch, written as a JSON list, as a list for `in`. */
export const idsInBatch = (batch: string): SQL =>
  sql`(select r."attendeeId" from jsonb_to_recordset(${batch}::jsonb) as r("attendeeId" bigint))`;

/** @returns false when it is not this event's, or was undone before */
export async function setMarkingUndone(tx: Queryable, eventId: number, markingId: number, at: Date): Promise<boolean> {
  const rows = await tx
    .update(rosterMarkings)
    .set({ undoneAt: at })
    .where(and(eq(rosterMarkings.id, markingId), eq(rosterMarkings.eventId, eventId), isNull(rosterMarkings.undoneAt)))
    .returning({ id: rosterMarkings.id });
  return rows.length > 0;
}

/** Lets the marks of people be undone whose lines have a new version since, by which nothing was decided about them. */
export async function keepMarksUndoable(
  tx: Queryable,
  eventId: number,
  changed: readonly { id: number; version: number }[],
): Promise<void> {
  if (changed.length === 0) return;
  const [ids, versions] = (['id', 'version'] as const).map((key) => `{${changed.map((each) => each[key]).join(',')}}`);
  await tx.execute(sql`
    update roster_markings k set versions = (
      select array_agg(case when c.version = marked.version + 1 then c.version else marked.version end order by marked.at)
      from unnest(k.attendee_ids, k.versions) with ordinality as marked(id, version, at)
      left join unnest(${ids}::bigint[], ${versions}::integer[]) as c(id, version) on c.id = marked.id)
    where k.event_id = ${eventId} and k.undone_at is null and k.versions is not null`);
}
