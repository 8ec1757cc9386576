import { and, asc, desc, eq, isNull, or, type SQL, sql } from 'drizzle-orm';
import type { Queryable } from '../client';
import { conferences, events, providers, users } from '../schema';

/** Whose conferences a query may see. Another provider's is not found, just like one that does not exist. */
export type ConferenceScope = { providerId: number } | 'every-provider';

function withinScope(scope: ConferenceScope): SQL | undefined {
  return scope === 'every-provider' ? undefined : eq(conferences.providerId, scope.providerId);
}

type ConferenceRow = typeof conferences.$inferInsert;

/** The columns that a provider fills in. */
export type ConferenceColumns = Required<
  Pick<ConferenceRow, 'name' | 'startsOn' | 'endsOn' | 'place' | 'program' | 'contact'>
>;

type Saved = { by: number; at: Date };

/** Adds a conference. Returns null when one with this request key exists already. */
export async function insertConference(
  tx: Queryable,
  conference: ConferenceColumns & { providerId: number; requestKey: string },
  { by, at }: Saved,
): Promise<number | null> {
  const [row] = await tx
    .insert(conferences)
    .values({ ...conference, createdBy: by, createdAt: at, updatedBy: by, updatedAt: at })
    .onConflictDoNothing({ target: conferences.requestKey })
    .returning({ id: conferences.id });
  return row?.id ?? null;
}

/** Returns the conference that the form with this key added for this provider, or null. */
export async function findConferenceByRequestKey(
  db: Queryable,
  requestKey: string,
  providerId: number,
): Promise<number | null> {
  const [row] = await db
    .select({ id: conferences.id })
    .from(conferences)
    .where(and(eq(conferences.requestKey, requestKey), eq(conferences.providerId, providerId)));
  return row?.id ?? null;
}

/** Returns a conference with its provider and the person who last saved it, or null. */
export async function findConferenceRow(db: Queryable, conferenceId: number, scope: ConferenceScope) {
  const [row] = await db
    .select({ conference: conferences, providerName: providers.name, updatedByName: users.name })
    .from(conferences)
    .innerJoin(providers, eq(providers.id, conferences.providerId))
    .innerJoin(users, eq(users.id, conferences.updatedBy))
    .where(and(eq(conferences.id, conferenceId), withinScope(scope)));
  return row ?? null;
}

/** Locks a conference for the rest of the transaction and returns its row, or null. */
export async function lockConference(tx: Queryable, conferenceId: number, scope: ConferenceScope) {
  const [row] = await tx
    .select()
    .from(conferences)
    .where(and(eq(conferences.id, conferenceId), withinScope(scope)))
    .for('no key update');
  return row ?? null;
}

/**
 * Returns a conference of this provider, or null, and keeps it from being closed until the transaction ends. Many
 * transactions can do so at once, so that several people add sessions; with `alone`, one at a time, so that each sees the
 * sessions of the one before.
 */
export async function lockConferenceToJoin(
  tx: Queryable,
  conferenceId: number,
  providerId: number,
  { alone = false }: { alone?: boolean } = {},
) {
  const [row] = await tx
    .select({ id: conferences.id, name: conferences.name, closedAt: conferences.closedAt })
    .from(conferences)
    .where(and(eq(conferences.id, conferenceId), eq(conferences.providerId, providerId)))
    .for(alone ? 'no key update' : 'share');
  return row ?? null;
}

/** Updates a conference that the transaction has locked. */
export async function updateConference(
  tx: Queryable,
  conferenceId: number,
  columns: ConferenceColumns,
  { by, at }: Saved,
): Promise<void> {
  await tx
    .update(conferences)
    .set({ ...columns, version: sql`${conferences.version} + 1`, updatedBy: by, updatedAt: at })
    .where(eq(conferences.id, conferenceId));
}

/** Closes or, with null, reopens a conference that the transaction has locked. */
export async function setConferenceClosed(tx: Queryable, conferenceId: number, closed: Saved | null): Promise<void> {
  await tx
    .update(conferences)
    .set({ closedAt: closed?.at ?? null, closedBy: closed?.by ?? null })
    .where(eq(conferences.id, conferenceId));
}

export type ListedConferenceRow = Awaited<ReturnType<typeof listConferenceRows>>[number];

/**
 * Lists the conferences in the scope, latest first, each with the number of its sessions and of those that owe a count on
 * this day. Canceled sessions are not counted.
 */
export async function listConferenceRows(
  db: Queryable,
  scope: ConferenceScope,
  { today, after, limit }: { today: string; after: { startsOn: string; id: number } | null; limit: number },
) {
  return db
    .select({
      id: conferences.id,
      providerName: providers.name,
      name: conferences.name,
      startsOn: conferences.startsOn,
      endsOn: conferences.endsOn,
      place: conferences.place,
      closedAt: conferences.closedAt,
      sessions: sql<number>`(select count(*) from ${events}
        where events.conference_id = conferences.id and events.canceled_at is null)`.mapWith(Number),
      countsDue: sql<number>`(select count(*) from ${events}
        where events.conference_id = conferences.id and events.canceled_at is null
          and events.certificate_count is null and events.ends_on < ${today}::date)`.mapWith(Number),
    })
    .from(conferences)
    .innerJoin(providers, eq(providers.id, conferences.providerId))
    .where(
      and(
        withinScope(scope),
        after
          ? sql`(${conferences.startsOn}, ${conferences.id}) < (${after.startsOn}::date, ${after.id}::bigint)`
          : undefined,
      ),
    )
    .orderBy(desc(conferences.startsOn), desc(conferences.id))
    .limit(limit);
}

/** Lists a provider's conferences for a choice, latest first: open ones, and this one. */
export async function listConferencesToChoose(
  db: Queryable,
  providerId: number,
  { chosen, closedToo, limit }: { chosen: number | null; closedToo: boolean; limit: number },
) {
  return (
    db
      .select({
        id: conferences.id,
        name: conferences.name,
        startsOn: conferences.startsOn,
        endsOn: conferences.endsOn,
      })
      .from(conferences)
      .where(
        and(
          eq(conferences.providerId, providerId),
          closedToo
            ? undefined
            : or(isNull(conferences.closedAt), chosen === null ? undefined : eq(conferences.id, chosen)),
        ),
      )
      // The chosen one first, so that the limit does not leave it out.
      .orderBy(desc(sql`${conferences.id} = ${chosen ?? 0}`), desc(conferences.startsOn), desc(conferences.id))
      .limit(limit)
  );
}

/** Lists a provider's conferences with this name, regardless of case, in the order of their dates. */
export async function listConferencesNamed(db: Queryable, providerId: number, name: string) {
  return db
    .select({
      id: conferences.id,
      name: conferences.name,
      startsOn: conferences.startsOn,
      endsOn: conferences.endsOn,
      closedAt: conferences.closedAt,
    })
    .from(conferences)
    .where(and(eq(conferences.providerId, providerId), sql`lower(${conferences.name}) = lower(${name})`))
    .orderBy(asc(conferences.startsOn), asc(conferences.id));
}

/** Lists what the search text of each session is made from. */
export async function listSessionTexts(tx: Queryable, conferenceId: number) {
  return tx
    .select({
      id: events.id,
      title: events.title,
      instructor: events.instructor,
      description: events.description,
      city: events.city,
      ownNumber: events.ownNumber,
      track: events.track,
    })
    .from(events)
    .where(eq(events.conferenceId, conferenceId))
    .orderBy(asc(events.id));
}

/** Locks the sessions of a conference in the order of their numbers, before the conference itself. */
export async function lockSessions(tx: Queryable, conferenceId: number): Promise<void> {
  await tx.execute(sql`
    select from events where conference_id = ${conferenceId} order by id for no key update`);
}

/** Sets the search texts of these events, which say the conference's name. */
export async function setSearchTexts(
  tx: Queryable,
  texts: readonly { id: number; searchText: string }[],
): Promise<void> {
  if (texts.length === 0) return;
  await tx.execute(sql`
    update events set search_text = given.search_text
    from jsonb_to_recordset(${JSON.stringify(texts.map(({ id, searchText }) => ({ id, search_text: searchText })))}::jsonb)
      as given(id bigint, search_text text)
    where events.id = given.id`);
}
