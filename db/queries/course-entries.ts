import { and, asc, between, desc, eq, gte, lt, sql } from 'drizzle-orm';
import type { Queryable } from '../client';
import { events } from '../schema';
import { type EventScope, withinScope } from './events';

/** One year of a course that is always open. */
export type CourseEntry = {
  id: number;
  title: string;
  hours: string;
  startsOn: string;
  endsOn: string;
  canceledAt: Date | null;
  certificateCount: number | null;
};

/**
 * Lists the entries of the course that an event is a year of, oldest first: the event itself, those before it, and those
 * that continue it. Empty when no such event is in scope.
 */
export async function listCourseEntries(db: Queryable, eventId: number, scope: EventScope): Promise<CourseEntry[]> {
  const start = and(eq(events.id, eventId), withinScope(scope));
  const rows = await db.execute<{
    id: string;
    title: string;
    hours: string;
    starts_on: string;
    ends_on: string;
    canceled_at: string | null;
    certificate_count: number | null;
  }>(sql`
    with recursive back as (
      select ${events.id}, ${events.continuesEventId} from ${events} where ${start}
      union all
      select e.id, e.continues_event_id from back join events e on e.id = back.continues_event_id
    ), entry as (
      select e.id, e.title, e.hours, e.starts_on, e.ends_on, e.canceled_at, e.certificate_count
      from back join events e on e.id = back.id where back.continues_event_id is null
      union all
      select e.id, e.title, e.hours, e.starts_on, e.ends_on, e.canceled_at, e.certificate_count
      from entry join events e on e.continues_event_id = entry.id
    )
    select id, title, hours::text, starts_on::text, ends_on::text, canceled_at::text, certificate_count from entry order by starts_on, id`);
  return rows.map((row) => ({
    id: Number(row.id),
    title: row.title,
    hours: row.hours,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    canceledAt: row.canceled_at === null ? null : new Date(row.canceled_at),
    certificateCount: row.certificate_count,
  }));
}

/** Returns the entry that continues this one, or null. */
export async function findContinuation(db: Queryable, eventId: number) {
  const [row] = await db
    .select({ id: events.id, startsOn: events.startsOn, endsOn: events.endsOn, canceledAt: events.canceledAt })
    .from(events)
    .where(eq(events.continuesEventId, eventId));
  return row ?? null;
}

/**
 * Lists the provider's entries of courses that are always open, that began before one day and ended on another or later, that
 * no entry continues, and that are not canceled; the last to end comes first.
 */
export async function listCoursesBefore(
  db: Queryable,
  providerId: number,
  { beganBefore, endedFrom }: { beganBefore: string; endedFrom: string },
) {
  return db
    .select({ id: events.id, title: events.title, startsOn: events.startsOn, endsOn: events.endsOn })
    .from(events)
    .where(
      and(
        eq(events.providerId, providerId),
        lt(events.startsOn, beganBefore),
        gte(events.endsOn, endedFrom),
        // The condition repeats word for word that of the index.
        sql`${events.asynchronous} and ${events.canceledAt} is null`,
        sql`not exists (select from events next where next.continues_event_id = ${events.id})`,
      ),
    )
    .orderBy(desc(events.endsOn), desc(events.id));
}

/**
 * Lists the courses that are always open, whose entry ends within these days, and that no entry continues yet; the first
 * to end comes first. No canceled ones.
 */
export async function listCoursesEnding(
  db: Queryable,
  scope: EventScope,
  { from, to, limit }: { from: string; to: string; limit: number },
) {
  return db
    .select({
      id: events.id,
      providerId: events.providerId,
      title: events.title,
      startsOn: events.startsOn,
      endsOn: events.endsOn,
    })
    .from(events)
    .where(
      and(
        withinScope(scope),
        between(events.endsOn, from, to),
        // The condition repeats word for word that of the index.
        sql`${events.asynchronous} and ${events.canceledAt} is null`,
        sql`not exists (select from events next where next.continues_event_id = ${events.id})`,
      ),
    )
    .orderBy(asc(events.endsOn), asc(events.id))
    .limit(limit);
}
