import { and, eq, gte, isNull, ne, sql } from 'drizzle-orm';
import type { Queryable } from '../client';
import { agendaItems, eventCategoryLinks, events, providers } from '../schema';

type EventRow = typeof events.$inferInsert;
type AgendaRow = Omit<typeof agendaItems.$inferInsert, 'eventId' | 'position'>;

/** The columns that a provider fills in. */
export type EventColumns = Pick<
  EventRow,
  | 'title'
  | 'instructor'
  | 'description'
  | 'startsOn'
  | 'endsOn'
  | 'asynchronous'
  | 'locationKind'
  | 'city'
  | 'state'
  | 'zip'
  | 'hours'
  | 'conference'
  | 'searchText'
>;

type Saved = { by: number; at: Date };

/** Adds an event. Returns null when an event with this request key exists already, or the same form has just created one. */
export async function insertEvent(
  tx: Queryable,
  event: EventColumns & { providerId: number; requestKey: string; continuesEventId: number | null },
  { by, at }: Saved,
): Promise<number | null> {
  const [row] = await tx
    .insert(events)
    .values({
      ...event,
      attestedBy: by,
      attestedAt: at,
      createdBy: by,
      createdAt: at,
      updatedBy: by,
      updatedAt: at,
    })
    .onConflictDoNothing({ target: events.requestKey })
    .returning({ id: events.id });
  return row?.id ?? null;
}

/** Returns the event that the form with this key created for this provider, or null. */
export async function findEventByRequestKey(
  db: Queryable,
  requestKey: string,
  providerId: number,
): Promise<number | null> {
  const [row] = await db
    .select({ id: events.id })
    .from(events)
    .where(and(eq(events.requestKey, requestKey), eq(events.providerId, providerId)));
  return row?.id ?? null;
}

/**
 * Updates an event of this provider that is still at `version` and, if `openOn` is given, has not ended by that day.
 * @returns whether it was updated: the conditions are part of the write, so that nothing can change in between
 */
export async function updateEvent(
  tx: Queryable,
  which: { eventId: number; providerId: number; version: number; openOn: string | null },
  columns: EventColumns,
  { by, at, attestedBy = by }: Saved & { attestedBy?: number },
): Promise<boolean> {
  const rows = await tx
    .update(events)
    .set({
      ...columns,
      version: sql`${events.version} + 1`,
      attestedBy,
      attestedAt: at,
      updatedBy: by,
      updatedAt: at,
    })
    .where(
      and(
        eq(events.id, which.eventId),
        eq(events.providerId, which.providerId),
        eq(events.version, which.version),
        which.openOn === null ? undefined : gte(events.endsOn, which.openOn),
      ),
    )
    .returning({ id: events.id });
  return rows.length === 1;
}

export async function replaceCategories(tx: Queryable, eventId: number, categoryIds: number[]): Promise<void> {
  await tx.delete(eventCategoryLinks).where(eq(eventCategoryLinks.eventId, eventId));
  await insertCategories(tx, eventId, categoryIds);
}

export async function insertCategories(tx: Queryable, eventId: number, categoryIds: number[]): Promise<void> {
  if (categoryIds.length === 0) return;
  await tx.insert(eventCategoryLinks).values(categoryIds.map((categoryId) => ({ eventId, categoryId })));
}

export async function replaceAgenda(tx: Queryable, eventId: number, agenda: AgendaRow[]): Promise<void> {
  await tx.delete(agendaItems).where(eq(agendaItems.eventId, eventId));
  await insertAgenda(tx, eventId, agenda);
}

export async function insertAgenda(tx: Queryable, eventId: number, agenda: AgendaRow[]): Promise<void> {
  if (agenda.length === 0) return;
  await tx.insert(agendaItems).values(agenda.map((item, position) => ({ ...item, eventId, position })));
}

/**
 * Lists the provider's events on exactly these dates at this kind of place that are not canceled, oldest first. They are few, so that the rule,
 * not the database, compares titles and cities.
 */
export async function listEventsOnDates(
  db: Queryable,
  providerId: number,
  { startsOn, endsOn, locationKind, state }: Pick<EventColumns, 'startsOn' | 'endsOn' | 'locationKind' | 'state'>,
  other: { thanEventId?: number; thanRequestKey?: string },
) {
  return db
    .select({ id: events.id, title: events.title, city: events.city })
    .from(events)
    .where(
      and(
        eq(events.providerId, providerId),
        eq(events.startsOn, startsOn),
        eq(events.endsOn, endsOn),
        eq(events.locationKind, locationKind),
        isNull(events.canceledAt),
        state ? eq(events.state, state) : undefined,
        other.thanEventId === undefined ? undefined : ne(events.id, other.thanEventId),
        other.thanRequestKey === undefined ? undefined : ne(events.requestKey, other.thanRequestKey),
      ),
    )
    .orderBy(events.id);
}

/**
 * Returns how a provider stands, and keeps it from being merged or closed until the transaction ends. Many transactions can
 * do so at once.
 */
export async function lockProviderToAdd(tx: Queryable, providerId: number) {
  const [row] = await tx
    .select({ standing: providers.standing })
    .from(providers)
    .where(eq(providers.id, providerId))
    .for('key share');
  return row ?? null;
}

/** Returns what a certificate says about its provider. */
export async function findProviderContact(db: Queryable, providerId: number) {
  const [row] = await db
    .select({
      name: providers.name,
      phone: providers.phone,
      standing: providers.standing,
      standingFrom: providers.standingFrom,
      standingBefore: providers.standingBefore,
    })
    .from(providers)
    .where(eq(providers.id, providerId));
  return row ?? null;
}
