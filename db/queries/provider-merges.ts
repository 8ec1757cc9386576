import { and, desc, eq, isNull, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Queryable } from '../client';
import { providerMergeRows, providerMerges, providers, users } from '../schema';

/** How many rows of each kind a merge moved, or moved back. */
export type Moved = {
  events: number;
  conferences: number;
  users: number;
  keys: number;
  webhooks: number;
  requests: number;
};

type Merge = { mergeId: number; sourceId: number; targetId: number };

export async function insertMerge(tx: Queryable, row: typeof providerMerges.$inferInsert): Promise<number> {
  const [added] = await tx.insert(providerMerges).values(row).returning({ id: providerMerges.id });
  return added!.id;
}

/** Says that a provider was merged into another one; null: it no longer is. */
export async function setMergedInto(tx: Queryable, providerId: number, mergedInto: number | null): Promise<void> {
  await tx.update(providers).set({ mergedInto }).where(eq(providers.id, providerId));
}

/** What is between an own number and the event's number, if another event at the target has the own number. */
const NUMBER_BEHIND = ' #';

const TABLES = [
  ['event', 'events', 'events'],
  ['conference', 'conferences', 'conferences'],
  ['key', 'keys', 'learning_system_keys'],
  ['webhook', 'webhooks', 'webhooks'],
  ['request', 'requests', 'requests'],
] as const;

/** Requests about the source itself were decided before the merge, and would read as if they had been about the target. */
const ABOUT_AN_EVENT = sql.raw('and event_id is not null');

/**
 * Locks the records that a merge moves, before it locks the providers. Every other change locks a record first and its provider
 * second, too. Sessions are locked in the order of their numbers and the years of a course latest first, as everywhere.
 */
export async function lockToMove(tx: Queryable, { sourceId }: Pick<Merge, 'sourceId'>): Promise<void> {
  await tx.execute(sql`
    select from events where provider_id = ${sourceId} order by ${ORDER_OF_EVENTS} for no key update`);
  await tx.execute(sql`select from conferences where provider_id = ${sourceId} order by id for no key update`);
  await tx.execute(sql`
    select from requests where provider_id = ${sourceId} ${ABOUT_AN_EVENT} order by id for no key update`);
}

/** Locks the records that can move back, in the same way. */
export async function lockToMoveBack(tx: Queryable, { mergeId, targetId }: Omit<Merge, 'sourceId'>): Promise<void> {
  const moved = (kind: 'event' | 'conference') =>
    sql`select row_id from provider_merge_rows where merge_id = ${mergeId} and kind = ${kind}`;
  // Years of courses that were added since move back, too.
  await tx.execute(sql`
    select from events where provider_id = ${targetId} and (id in (${moved('event')}) or continues_event_id is not null)
    order by ${ORDER_OF_EVENTS} for no key update`);
  await tx.execute(sql`
    select from conferences where provider_id = ${targetId} and id in (${moved('conference')})
    order by id for no key update`);
  await tx.execute(sql`
    select from requests where provider_id = ${targetId} and event_id in (${moved('event')}) order by id for no key update`);
}

const ORDER_OF_EVENTS = sql.raw('conference_id is null, case when conference_id is null then -id else id end');

/**
 * Moves everything of the source to the target, and writes down exactly what it moved. People who work for both keep their
 * role at the target. Rosters, certificates and share links belong to events, and files to events and requests, so they
 * move along. Sessions at the source continue at the target. The caller has locked both providers.
 */
export async function moveToTarget(tx: Queryable, { mergeId, sourceId, targetId }: Merge): Promise<Moved> {
  // Two providers may use the same own number. The moved event keeps it, with its event number behind it.
  await tx.execute(sql`
    update events e set own_number = e.own_number || ${NUMBER_BEHIND} || e.id
    where e.provider_id = ${sourceId} and exists (
      select from events o where o.provider_id = ${targetId} and lower(o.own_number) = lower(e.own_number))`);
  const moved: Moved = { events: 0, conferences: 0, users: 0, keys: 0, webhooks: 0, requests: 0 };
  await deferConferences(tx);
  for (const [kind, name, table] of TABLES) {
    moved[name] = await countOf(
      tx,
      sql`
        with moved as (
          update ${sql.identifier(table)} set provider_id = ${targetId}
          where provider_id = ${sourceId} ${kind === 'request' ? ABOUT_AN_EVENT : sql``} returning id
        ), written as (
          insert into provider_merge_rows (merge_id, kind, row_id) select ${mergeId}, ${kind}, id from moved returning 1
        )
        select count(*)::int as count from written`,
    );
  }
  await tx.execute(sql`set constraints events_conference_of_provider immediate`);
  moved.users = await countOf(
    tx,
    sql`
      with gone as (
        delete from memberships where provider_id = ${sourceId} returning user_id, role, created_at
      ), added as (
        insert into memberships (user_id, provider_id, role, created_at)
        select user_id, ${targetId}, role, created_at from gone
        on conflict do nothing returning user_id
      ), written as (
        insert into provider_merge_rows (merge_id, kind, row_id, role, was_there)
        select ${mergeId}, 'user', user_id, role, user_id not in (select user_id from added) from gone returning 1
      )
      select count(*)::int as count from written`,
  );
  await tx.execute(sql`update sessions set provider_id = ${targetId} where provider_id = ${sourceId}`);
  await tx.execute(
    sql`update sessions set acting_provider_id = null, acting_until = null where acting_provider_id = ${sourceId}`,
  );
  // How lists were matched is remembered at the target, too; what it remembers itself stays.
  await tx.execute(sql`
    insert into import_choices (provider_id, shape, choice, chosen_by, chosen_at)
    select ${targetId}, shape, choice, chosen_by, chosen_at from import_choices where provider_id = ${sourceId}
    on conflict do nothing`);
  return moved;
}

/**
 * Moves back what a merge moved, as far as it is still at the target. What was made there since stays, but for the next years of
 * courses that move back, and requests about events that do. People keep the role
 * that they have at the target now; someone whose access there was removed gets none back, and someone who worked for
 * both works for both again. The caller has locked both providers.
 */
export async function moveBack(tx: Queryable, { mergeId, sourceId, targetId }: Merge): Promise<Moved> {
  const moved: Moved = { events: 0, conferences: 0, users: 0, keys: 0, webhooks: 0, requests: 0 };
  await deferConferences(tx);
  for (const [kind, name, table] of TABLES) {
    moved[name] = await countOf(
      tx,
      sql`
        with back as (
          update ${sql.identifier(table)} t set provider_id = ${sourceId}
          from provider_merge_rows r
          where r.merge_id = ${mergeId} and r.kind = ${kind} and t.id = r.row_id and t.provider_id = ${targetId}
          returning t.id
        )
        select count(*)::int as count from back`,
    );
  }
  moved.events += await countOf(
    tx,
    sql`
      with recursive course (id) as (
        select r.row_id from provider_merge_rows r join events e on e.id = r.row_id and e.provider_id = ${sourceId}
        where r.merge_id = ${mergeId} and r.kind = 'event'
        union
        select later.id from course join events later on later.continues_event_id = course.id
          and later.provider_id in (${sourceId}, ${targetId})
      ), back as (
        update events e set provider_id = ${sourceId} from course
        where e.id = course.id and e.provider_id = ${targetId} returning e.id
      )
      select count(*)::int as count from back`,
  );
  moved.requests += await countOf(
    tx,
    sql`
      with back as (
        update requests r set provider_id = ${sourceId} from events e
        where e.id = r.event_id and e.provider_id = ${sourceId} and r.provider_id = ${targetId} returning r.id
      )
      select count(*)::int as count from back`,
  );
  await tx.execute(sql`
    update events e set own_number = left(e.own_number, -length(${NUMBER_BEHIND} || e.id))
    from provider_merge_rows r
    where r.merge_id = ${mergeId} and r.kind = 'event' and e.id = r.row_id and e.provider_id = ${sourceId}
      and e.own_number like '%' || ${NUMBER_BEHIND} || e.id`);
  await separateConferences(tx, [sourceId, targetId]);
  moved.users = await countOf(
    tx,
    sql`
      with here as (
        select m.user_id, r.role as role_before, m.role as role_now, r.was_there, m.created_at
        from provider_merge_rows r
        join memberships m on m.user_id = r.row_id and m.provider_id = ${targetId}
        where r.merge_id = ${mergeId} and r.kind = 'user'
      ), gone as (
        delete from memberships m using here h
        where m.user_id = h.user_id and m.provider_id = ${targetId} and not h.was_there returning m.user_id
      ), sessions_back as (
        update sessions s set provider_id = ${sourceId}
        where s.provider_id = ${targetId} and s.user_id in (select user_id from here where not was_there)
      ), back as (
        insert into memberships (user_id, provider_id, role, created_at)
        select user_id, ${sourceId}, case when was_there then role_before else role_now end, created_at from here
        on conflict do nothing returning 1
      )
      select count(*)::int as count from back`,
  );
  return moved;
}

/** Sessions and their conferences belong to one provider; while they move one after the other, only their end counts. */
async function deferConferences(tx: Queryable): Promise<void> {
  await tx.execute(sql`set constraints events_conference_of_provider deferred`);
}

/**
 * Gives sessions whose conference is now the other provider's a conference of the same name at their own: both providers
 * added sessions to one conference while they were merged.
 */
async function separateConferences(tx: Queryable, providerIds: readonly number[]): Promise<void> {
  await tx.execute(sql`
    with mixed as materialized (
      select m.*, gen_random_uuid() as request_key
      from (
        select distinct c.id as conference_id, e.provider_id
        from conferences c join events e on e.conference_id = c.id
        where c.provider_id = any(${`{${providerIds.join(',')}}`}::bigint[]) and e.provider_id <> c.provider_id
      ) m
    ), added as (
      insert into conferences (provider_id, name, starts_on, ends_on, place, program, contact,
        created_by, created_at, updated_by, updated_at, request_key)
      select m.provider_id, c.name, c.starts_on, c.ends_on, c.place, c.program, c.contact,
        c.created_by, c.created_at, c.updated_by, c.updated_at, m.request_key
      from mixed m join conferences c on c.id = m.conference_id
      returning id, provider_id, request_key
    )
    update events e set conference_id = added.id
    from mixed join added on added.request_key = mixed.request_key
    where e.conference_id = mixed.conference_id and e.provider_id = mixed.provider_id`);
  await tx.execute(sql`set constraints events_conference_of_provider immediate`);
}

/** Lists the merges in force that moved a key of a learning system. */
export async function listMergesOfKey(db: Queryable, keyId: number): Promise<number[]> {
  const rows = await db
    .select({ id: providerMerges.id })
    .from(providerMerges)
    .innerJoin(
      providerMergeRows,
      and(
        eq(providerMergeRows.mergeId, providerMerges.id),
        eq(providerMergeRows.kind, 'key'),
        eq(providerMergeRows.rowId, keyId),
      ),
    )
    .where(isNull(providerMerges.undoneAt));
  return rows.map(({ id }) => id);
}

/**
 * Finds the event that an own number means for a key which merges moved, also one that a merge renamed. An event is
 * `foreign` when it was another provider's by the time of one of these merges.
 */
export async function findNumberAfterMerges(
  db: Queryable,
  { providerId, mergeIds, ownNumber }: { providerId: number; mergeIds: readonly number[]; ownNumber: string },
): Promise<{ ownNumber: string; foreign: boolean } | null> {
  const [row] = await db.execute<{ own_number: string; foreign: boolean }>(sql`
    select e.own_number, exists (
      select from provider_merges m
      where m.id = any(${`{${mergeIds.join(',')}}`}::bigint[]) and e.created_at <= m.merged_at and not exists (
        select from provider_merge_rows r where r.merge_id = m.id and r.kind = 'event' and r.row_id = e.id)) as foreign
    from events e
    where e.provider_id = ${providerId} and e.own_number is not null
      and lower(e.own_number) in (lower(${ownNumber}), lower(${ownNumber} || ${NUMBER_BEHIND} || e.id))
    order by 2, lower(e.own_number) = lower(${ownNumber}), e.id limit 1`);
  return row ? { ownNumber: row.own_number, foreign: row.foreign } : null;
}

async function countOf(tx: Queryable, statement: ReturnType<typeof sql>): Promise<number> {
  const [row] = await tx.execute<{ count: number }>(statement);
  return row!.count;
}

/** Returns whether a provider has undecided requests about itself: for a user, or to change its information. */
export async function hasOwnRequests(db: Queryable, providerId: number): Promise<boolean> {
  const [row] = await db.execute<{ found: boolean }>(sql`
    select exists (select from requests where provider_id = ${providerId} and kind in ('user', 'provider_data')
      and status in ('open', 'waiting')) as found`);
  return row!.found;
}

/** Counts the people who work for both providers. */
export async function countSharedUsers(db: Queryable, one: number, other: number): Promise<number> {
  return countOf(
    db,
    sql`select count(*)::int as count from memberships m where m.provider_id = ${one}
      and exists (select from memberships o where o.user_id = m.user_id and o.provider_id = ${other})`,
  );
}

const targets = alias(providers, 'targets');

function withNames(db: Queryable) {
  return db
    .select({
      merge: providerMerges,
      sourceName: providers.name,
      targetName: targets.name,
      mergedByName: users.name,
    })
    .from(providerMerges)
    .innerJoin(providers, eq(providers.id, providerMerges.sourceId))
    .innerJoin(targets, eq(targets.id, providerMerges.targetId))
    .innerJoin(users, eq(users.id, providerMerges.mergedBy));
}

export type NamedMerge = Awaited<ReturnType<typeof withNames>>[number];

/** Lists the merges in force that a provider is part of, latest first. */
export async function listMergesOf(db: Queryable, providerId: number, limit: number): Promise<NamedMerge[]> {
  return withNames(db)
    .where(
      and(
        or(eq(providerMerges.sourceId, providerId), eq(providerMerges.targetId, providerId)),
        isNull(providerMerges.undoneAt),
      ),
    )
    .orderBy(desc(providerMerges.id))
    .limit(limit);
}

/** Returns the merge in force by which a provider ended, or null. */
export async function findMergeOf(db: Queryable, sourceId: number): Promise<NamedMerge | null> {
  const [row] = await withNames(db).where(and(eq(providerMerges.sourceId, sourceId), isNull(providerMerges.undoneAt)));
  return row ?? null;
}

export async function setMergeUndone(tx: Queryable, mergeId: number, by: number, at: Date): Promise<void> {
  await tx.update(providerMerges).set({ undoneBy: by, undoneAt: at }).where(eq(providerMerges.id, mergeId));
}
