import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import type { Queryable } from '../client';
import { attendees, events, rosterMarkings, users } from '../schema';
import { type EventScope, withinScope } from './events';

export async function insertMarking(
  tx: Queryable,
  marking: Omit<typeof rosterMarkings.$inferInsert, 'id'>,
): Promise<number> {
  const [row] = await tx.insert(rosterMarkings).values(marking).returning({ id: rosterMarkings.id });
  return row!.id;
}

/** The people of a marking whom undoing it would mark as not completed: still marked, and without a certificate. */
const STILL_MARKED = sql`attendees.id = any(roster_markings.attendee_ids) and attendees.completed
  and attendees.current_certificate_id is null and attendees.removed_at is null`;

/** Returns the last time that everyone of an event was marked, with how many of the marks can be undone; null when it was undone. */
export async function findLastMarking(db: Queryable, eventId: number, scope: EventScope) {
  const [row] = await db
    .select({
      id: rosterMarkings.id,
      markedAt: rosterMarkings.markedAt,
      markedByName: users.name,
      undoneAt: rosterMarkings.undoneAt,
      undoable: sql<number>`(select count(*) from attendees where ${STILL_MARKED})`.mapWith(Number),
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
  const rows = await tx
    .select({ id: attendees.id })
    .from(attendees)
    .innerJoin(events, eq(events.id, attendees.eventId))
    .innerJoin(rosterMarkings, eq(rosterMarkings.eventId, events.id))
    .where(and(eq(events.id, eventId), withinScope(scope), eq(rosterMarkings.id, markingId), STILL_MARKED))
    .orderBy(attendees.id)
    .for('update', { of: attendees });
  return rows.map(({ id }) => id);
}

/** @returns false when it is not this event's, or was undone before */
export async function setMarkingUndone(tx: Queryable, eventId: number, markingId: number, at: Date): Promise<boolean> {
  const rows = await tx
    .update(rosterMarkings)
    .set({ undoneAt: at })
    .where(and(eq(rosterMarkings.id, markingId), eq(rosterMarkings.eventId, eventId), isNull(rosterMarkings.undoneAt)))
    .returning({ id: rosterMarkings.id });
  return rows.length > 0;
}
