import { and, asc, eq, inArray, isNull, ne, or, sql } from 'drizzle-orm';
import type { Queryable } from '../client';
import { nameKeySql, plainNameSql, waysToWrite } from '../name-key';
import { attendees, events } from '../schema';
import { type EventScope, withinScope } from './events';

/** Whether a person checked in, and the provider has not changed the line or counted attendance since. */
export const UNDECIDED = sql<boolean>`attendees.source = 'check_in' and attendees.version = 1 and not attendees.completed`;

/** Whether a roster line says nothing but that the person came: nothing is decided, and they have not checked out. */
export const ONLY_CHECKED_IN = sql<boolean>`${UNDECIDED}
  and not exists (select from attendance_facts f where f.event_id = attendees.event_id
    and f.attendee_id = attendees.id and f.kind = 'out')`;

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
  onlyCheckedIn: ONLY_CHECKED_IN,
};

/** Returns these people from an event's roster, by id, without those who were removed or belong to another event. */
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

/** More people with one name than anyone compares by eye. */
const MAX_NAMESAKES = 50;

/**
 * Lists the people on an event's roster with this name, whatever the order of its words, or with this address and a name
 * that begins the same way.
 * @param among a person whom the list has, too, if they are on the roster
 */
export async function listNamesakes(
  db: Queryable,
  eventId: number,
  { name, email, among = null }: { name: string; email: string | null; among?: number | null },
) {
  const key = nameKeySql(sql`${name}::text`);
  // As subqueries, they are worked out once, and not for each person on the roster.
  const ways = sql`(select array[${sql.join([key, ...waysToWrite(plainNameSql(key))], sql`, `)}])`;
  const [first, own] = [sql`(select split_part(${key}, ' ', 1))`, sql`split_part(${attendees.nameKey}, ' ', 1)`];
  const sharesAddress = sql`lower(${attendees.email}) = lower(${email}::text)
    and (starts_with(${own}, ${first}) or starts_with(${first}, ${own}))`;
  return db
    .select(FOR_ISSUE)
    .from(attendees)
    .where(
      and(
        eq(attendees.eventId, eventId),
        or(
          sql`${attendees.nameKey} = any(${ways}::text[])`,
          email === null ? undefined : sharesAddress,
          among === null ? undefined : eq(attendees.id, among),
        ),
        isNull(attendees.removedAt),
      ),
    )
    .orderBy(asc(attendees.id))
    .limit(MAX_NAMESAKES);
}

/** Returns whether somebody else on the roster has this identity. */
export async function isIdentityTaken(
  tx: Queryable,
  { eventId, identity, butOf }: { eventId: number; identity: string; butOf: number },
): Promise<boolean> {
  const rows = await tx
    .select({ id: attendees.id })
    .from(attendees)
    .where(
      and(
        eq(attendees.eventId, eventId),
        eq(attendees.identity, identity),
        isNull(attendees.removedAt),
        ne(attendees.id, butOf),
      ),
    );
  return rows.length > 0;
}

/**
 * Locks these people's rows until the transaction ends, always in the same order. Lock them before the event's row,
 * everywhere.
 */
export async function lockAttendees(tx: Queryable, ids: readonly number[]) {
  return tx
    .select({ ...FOR_ISSUE, identity: attendees.identity })
    .from(attendees)
    .where(and(inArray(attendees.id, [...ids]), isNull(attendees.removedAt)))
    .orderBy(asc(attendees.id))
    .for('update');
}

/** Clears a person's completion of the event. */
export async function markNotCompleted(tx: Queryable, attendeeId: number, at: Date): Promise<void> {
  await tx
    .update(attendees)
    .set({ completed: false, version: sql`${attendees.version} + 1`, updatedAt: at })
    .where(eq(attendees.id, attendeeId));
}

type Details = 'identity' | 'name' | 'email' | 'school' | 'educatorNumber' | 'units' | 'completed';

/** Changes what is said of a person whose row is locked. @throws a duplicate fault on `attendees_identity_unique` */
export async function changeAttendee(
  tx: Queryable,
  attendeeId: number,
  change: Pick<typeof attendees.$inferInsert, 'updatedAt'> & Partial<Pick<typeof attendees.$inferInsert, Details>>,
): Promise<void> {
  await tx
    .update(attendees)
    .set({ ...change, version: sql`${attendees.version} + 1` })
    .where(eq(attendees.id, attendeeId));
}
