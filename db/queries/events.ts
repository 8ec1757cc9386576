import { and, asc, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { Queryable } from '../client';
import { agendaItems, conferences, eventCategories, eventCategoryLinks, events, providers, users } from '../schema';

/** Whose events a query may see. Another provider's event is not found, just like one that does not exist. */
export type EventScope = { providerId: number } | 'every-provider';

export function withinScope(scope: EventScope): SQL | undefined {
  return scope === 'every-provider' ? undefined : eq(events.providerId, scope.providerId);
}

/** Returns an event's row with its provider and the person who last saved it, or null. */
export async function findEventRow(db: Queryable, eventId: number, scope: EventScope) {
  const [row] = await db
    .select({
      event: events,
      conferenceName: conferences.name,
      providerName: providers.name,
      providerPhone: providers.phone,
      updatedByName: users.name,
      categoryIds: sql<number[]>`array(select ${eventCategoryLinks.categoryId} from ${eventCategoryLinks}
        where ${eventCategoryLinks.eventId} = ${events.id} order by 1)`,
    })
    .from(events)
    .innerJoin(providers, eq(providers.id, events.providerId))
    .innerJoin(users, eq(users.id, events.updatedBy))
    .leftJoin(conferences, eq(conferences.id, events.conferenceId))
    .where(and(eq(events.id, eventId), withinScope(scope)));
  return row ?? null;
}

/** Lists the events with these numbers in the order of their dates. */
export async function listEventsByIds(db: Queryable, ids: readonly number[], scope: EventScope) {
  return db
    .select({
      id: events.id,
      title: events.title,
      startsOn: events.startsOn,
      endsOn: events.endsOn,
      canceledAt: events.canceledAt,
    })
    .from(events)
    .where(and(inArray(events.id, [...ids]), withinScope(scope)))
    .orderBy(events.startsOn, events.id);
}

/**
 * Locks the event for the rest of the transaction and returns what the rules need, or null. The lock is weaker than one for
 * deleting: rows that refer to the event can still be added in the meantime; otherwise two people who each add one and then
 * lock the event would wait for each other.
 */
export async function lockEvent(tx: Queryable, eventId: number, scope: EventScope) {
  const [row] = await tx
    .select({
      id: events.id,
      providerId: events.providerId,
      startsOn: events.startsOn,
      endsOn: events.endsOn,
      hours: events.hours,
      version: events.version,
      certificateCount: events.certificateCount,
      updatedAt: events.updatedAt,
      attestedBy: events.attestedBy,
      attestedAt: events.attestedAt,
      issuedCount: events.issuedCount,
      reportedIssued: events.reportedIssued,
      canceledAt: events.canceledAt,
      conferenceId: events.conferenceId,
      startsAt: events.startsAt,
      endsAt: events.endsAt,
    })
    .from(events)
    .where(and(eq(events.id, eventId), withinScope(scope)))
    .for('no key update');
  return row ?? null;
}

export async function listAgenda(db: Queryable, eventId: number) {
  return db
    .select({
      heldOn: agendaItems.heldOn,
      startsAt: sql<string>`to_char(${agendaItems.startsAt}, 'HH24:MI')`,
      endsAt: sql<string>`to_char(${agendaItems.endsAt}, 'HH24:MI')`,
      title: agendaItems.title,
      counts: agendaItems.counts,
    })
    .from(agendaItems)
    .where(eq(agendaItems.eventId, eventId))
    .orderBy(asc(agendaItems.position));
}

/** Lists the categories in the order that staff gave them; retired ones keep their name on old events. */
export async function listCategories(db: Queryable) {
  return db
    .select({ id: eventCategories.id, name: eventCategories.name, retiredAt: eventCategories.retiredAt })
    .from(eventCategories)
    .orderBy(asc(eventCategories.position), asc(eventCategories.id));
}
