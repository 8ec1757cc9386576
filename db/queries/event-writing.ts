import { and, eq, gte, isNull, ne, sql } from 'drizzle-orm';
import type { Queryable } from '../client';
import { agendaItems, eventCategoryLinks, events, providers } from '../schema';

type EventRow = typeof events.$inferInsert;
type AgendaRow = Omit<typeof agendaItems.$inferInsert, 'eventId' | 'position'>;

/** The columns that say what a provider entered. All others say what has happened to the event. */
export type EventColumns = Required<
  Omit<
    EventRow,
    | 'id'
    | 'providerId'
    | 'version'
    | 'certificateCount'
    | 'issuedCount'
    | 'reportedIssued'
    | 'countDiffers'
    | 'canceledAt'
    | 'attestedBy'
    | 'attestedAt'
    | 'createdBy'
    | 'createdAt'
    | 'updatedBy'
    | 'updatedAt'
    | 'requestKey'
    | 'continuesEventId'
  >
>;

type Saved = { by: number; at: Date };

/**
 * Adds events and returns their numbers by their request keys. One whose key exists already, or whose form has just created
 * it, is left out.
 */
export async function insertEvents(
  tx: Queryable,
  added: readonly (EventColumns & { providerId: number; requestKey: string; continuesEventId: number | null })[],
  { by, at }: Saved,
): Promise<Map<string, number>> {
  if (added.length === 0) return new Map();
  const who = { attestedBy: by, attestedAt: at, createdBy: by, createdAt: at, updatedBy: by, updatedAt: at };
  const rows = await tx
    .insert(events)
    .values(added.map((event) => ({ ...event, ...who })))
    .onConflictDoNothing({ target: events.requestKey })
    .returning({ id: events.id, requestKey: events.requestKey });
  return new Map(rows.map(({ id, requestKey }) => [requestKey, id]));
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
 * `attested`: who attested to this content and when, if it was not attested with this change.
 * @returns whether it was updated: the conditions are part of the write, so that nothing can change in between
 */
export async function updateEvent(
  tx: Queryable,
  which: { eventId: number; providerId: number; version: number; openOn: string | null },
  columns: EventColumns,
  { by, at, attested = { by, at } }: Saved & { attested?: Saved },
): Promise<boolean> {
  const rows = await tx
    .update(events)
    .set({
      ...columns,
      version: sql`${events.version} + 1`,
      attestedBy: attested.by,
      attestedAt: attested.at,
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
  await insertCategoryLinks(
    tx,
    categoryIds.map((categoryId) => ({ eventId, categoryId })),
  );
}

export async function insertCategoryLinks(
  tx: Queryable,
  links: (typeof eventCategoryLinks.$inferInsert)[],
): Promise<void> {
  for (const part of parts(links)) await tx.insert(eventCategoryLinks).values(part);
}

export async function replaceAgenda(tx: Queryable, eventId: number, agenda: AgendaRow[]): Promise<void> {
  await tx.delete(agendaItems).where(eq(agendaItems.eventId, eventId));
  await insertAgendas(
    tx,
    agenda.map((item, position) => ({ ...item, eventId, position })),
  );
}

export async function insertAgendas(tx: Queryable, items: (typeof agendaItems.$inferInsert)[]): Promise<void> {
  for (const part of parts(items)) await tx.insert(agendaItems).values(part);
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
    .for('share');
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

/** A statement has at most 65,535 parameters, far more than the rows of one event. */
const ROWS_AT_ONCE = 2_000;

function parts<Row>(rows: readonly Row[]): Row[][] {
  return Array.from({ length: Math.ceil(rows.length / ROWS_AT_ONCE) }, (_, index) =>
    rows.slice(index * ROWS_AT_ONCE, (index + 1) * ROWS_AT_ONCE),
  );
}
