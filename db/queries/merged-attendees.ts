import { and, asc, eq, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm';
import { type AnyPgColumn, alias } from 'drizzle-orm/pg-core';
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

/**
 * Lists the records of an event whose people have another one, with the one that stays: records that were merged into others,
 * and those of people who were removed from the roster and added to it again.
 */
export async function listFormerRecords(db: Queryable, eventId: number): Promise<{ id: number; stays: number }[]> {
  const again = alias(attendees, 'again');
  const stays = sql<number>`coalesce(${attendees.mergedInto}, ${again.id})`.mapWith(Number);
  return db
    .select({ id: attendees.id, stays })
    .from(attendees)
    .leftJoin(
      again,
      and(eq(again.eventId, attendees.eventId), eq(again.identity, attendees.identity), isNull(again.removedAt)),
    )
    .where(
      and(
        eq(attendees.eventId, eventId),
        isNotNull(attendees.removedAt),
        or(isNotNull(attendees.mergedInto), isNotNull(again.id)),
      ),
    )
    .orderBy(asc(attendees.id));
}
