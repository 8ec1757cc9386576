import { and, asc, eq, inArray, isNull, ne, or, type SQL, sql } from 'drizzle-orm';
import type { Queryable } from '../client';
import { agendaItems, conferences, eventCategoryLinks, events, users } from '../schema';
import { type EventScope, withinScope } from './events';

type WrittenAgenda = { heldOn: string; startsAt: string; endsAt: string; title: string; counts: boolean }[];

/** Whole events in one statement, because a conference has hundreds. */
async function sessionsWhere(db: Queryable, where: SQL | undefined) {
  return db
    .select({
      event: events,
      conferenceName: conferences.name,
      updatedByName: users.name,
      categoryIds: sql<number[]>`array(select ${eventCategoryLinks.categoryId} from ${eventCategoryLinks}
        where ${eventCategoryLinks.eventId} = ${events.id} order by 1)`,
      agenda: sql<WrittenAgenda>`coalesce((select jsonb_agg(jsonb_build_object(
          'heldOn', ${agendaItems.heldOn}, 'startsAt', to_char(${agendaItems.startsAt}, 'HH24:MI'),
          'endsAt', to_char(${agendaItems.endsAt}, 'HH24:MI'), 'title', ${agendaItems.title},
          'counts', ${agendaItems.counts}) order by ${agendaItems.position})
        from ${agendaItems} where ${agendaItems.eventId} = ${events.id}), '[]')`,
    })
    .from(events)
    .innerJoin(users, eq(users.id, events.updatedBy))
    .leftJoin(conferences, eq(conferences.id, events.conferenceId))
    .where(where)
    .orderBy(asc(events.startsOn), sql`${events.startsAt} nulls first`, asc(events.id));
}

export type SessionRow = Awaited<ReturnType<typeof sessionsWhere>>[number];

/** Lists the events of a conference in the order of its program, canceled ones among them. */
export async function listConferenceSessions(
  db: Queryable,
  conferenceId: number,
  scope: EventScope,
): Promise<SessionRow[]> {
  return sessionsWhere(db, and(eq(events.conferenceId, conferenceId), withinScope(scope)));
}

/** Lists a provider's events that have one of these own numbers, in whatever case; of a conference only those outside of it. */
export async function listEventsNumbered(
  db: Queryable,
  providerId: number,
  ownNumbers: readonly string[],
  outside?: { conferenceId: number },
): Promise<SessionRow[]> {
  if (ownNumbers.length === 0) return [];
  const lower = ownNumbers.map((ownNumber) => sql`lower(${ownNumber})`);
  return sessionsWhere(
    db,
    and(
      eq(events.providerId, providerId),
      sql`${events.ownNumber} is not null`,
      inArray(sql`lower(${events.ownNumber})`, lower),
      outside && or(isNull(events.conferenceId), ne(events.conferenceId, outside.conferenceId)),
    ),
  );
}
