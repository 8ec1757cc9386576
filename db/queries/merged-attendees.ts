import { and, asc, eq, isNotNull, or, type SQL, sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import type { Queryable } from '../client';
import { attendees } from '../schema';

// A merge never leaves a chain: `mergeInto` has every merged record point to the one that stays.

/** This attendee's record, the one that it was merged into, and all that were merged into either. */
export function sameAttendee(db: Queryable, attendeeId: number) {
  const stays = sql`(select coalesce(a.merged_into, a.id) from attendees a where a.id = ${attendeeId})`;
  return db
    .select({ id: attendees.id })
    .from(attendees)
    .where(or(eq(attendees.id, stays), eq(attendees.mergedInto, stays)));
}

/** The records of an attendee who is on a roster, as a list for `in`: their own, and those that were merged into it. */
export function recordsOf(attendeeId: AnyPgColumn): SQL {
  return sql`(select r.id from attendees r where r.id = ${attendeeId} or r.merged_into = ${attendeeId})`;
}

/** Returns the record that stays of this attendee: their own, or the one that it was merged into. */
export async function findStaying(db: Queryable, attendeeId: number): Promise<number> {
  const [row] = await db
    .select({ mergedInto: attendees.mergedInto })
    .from(attendees)
    .where(eq(attendees.id, attendeeId));
  return row?.mergedInto ?? attendeeId;
}

/** Lists the records of an event that were merged into others, each with the one that stays. */
export async function listMerged(db: Queryable, eventId: number): Promise<{ id: number; stays: number }[]> {
  return db
    .select({ id: attendees.id, stays: sql<number>`${attendees.mergedInto}`.mapWith(Number) })
    .from(attendees)
    .where(and(eq(attendees.eventId, eventId), isNotNull(attendees.mergedInto)))
    .orderBy(asc(attendees.id));
}
