import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Queryable } from '../client';
import { attendees, events } from '../schema';
import { type EventScope, withinScope } from './events';

const FOR_ISSUE = {
  id: attendees.id,
  name: attendees.name,
  email: attendees.email,
  school: attendees.school,
  educatorNumber: attendees.educatorNumber,
  units: attendees.units,
  completed: attendees.completed,
  currentCertificateId: attendees.currentCertificateId,
  version: attendees.version,
};

/** These people of an event's roster, by id; who was removed, or is of another event, is left out. */
export async function listAttendeesForIssue(db: Queryable, eventId: number, ids: readonly number[], scope: EventScope) {
  return db
    .select(FOR_ISSUE)
    .from(attendees)
    .innerJoin(events, eq(events.id, attendees.eventId))
    .where(
      and(
        eq(attendees.eventId, eventId),
        inArray(attendees.id, [...ids]),
        isNull(attendees.removedAt),
        withinScope(scope),
      ),
    )
    .orderBy(asc(attendees.id));
}

/**
 * Holds these people's rows until the transaction ends, always in the same order. Take them before the event's row,
 * everywhere.
 */
export async function lockAttendees(tx: Queryable, ids: readonly number[]) {
  return tx
    .select(FOR_ISSUE)
    .from(attendees)
    .where(and(inArray(attendees.id, [...ids]), isNull(attendees.removedAt)))
    .orderBy(asc(attendees.id))
    .for('update');
}

/** Undoes that somebody completed the event. */
export async function markNotCompleted(tx: Queryable, attendeeId: number, at: Date): Promise<void> {
  await tx
    .update(attendees)
    .set({ completed: false, version: sql`${attendees.version} + 1`, updatedAt: at })
    .where(eq(attendees.id, attendeeId));
}

/** Sets right what a certificate says of somebody. @throws a duplicate fault on `attendees_identity_unique` */
export async function correctAttendee(
  tx: Queryable,
  attendeeId: number,
  change: Pick<
    typeof attendees.$inferInsert,
    'name' | 'school' | 'educatorNumber' | 'units' | 'identity' | 'updatedAt'
  >,
): Promise<void> {
  await tx
    .update(attendees)
    .set({ ...change, version: sql`${attendees.version} + 1` })
    .where(eq(attendees.id, attendeeId));
}
