import { and, asc, desc, eq, gt, inArray, isNull, like, lt, notInArray, or, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { freshPlans, type Queryable } from '../client';
import { constant } from '../constant';
import { events, personAskedFor, providers, requestSteps, requests, users } from '../schema';
import { hasWord, listEventsWith, type OwedRequest, type OwedRow, owedStatement } from './event-list';
import type { EventScope } from './events';

const UNDECIDED = ['open', 'waiting'] as const;

function withinScope(scope: EventScope): SQL | undefined {
  return scope === 'every-provider' ? undefined : eq(requests.providerId, scope.providerId);
}

export type NewRequest = Omit<
  typeof requests.$inferInsert,
  'id' | 'status' | 'assigneeId' | 'waitingSince' | 'decidedAt'
>;

/** Adds a request. Returns null when the same form was already sent, or an undecided one asks for the same. */
export async function insertRequest(tx: Queryable, request: NewRequest): Promise<number | null> {
  const [row] = await tx.insert(requests).values(request).onConflictDoNothing().returning({ id: requests.id });
  return row?.id ?? null;
}

/** Returns the request that the form with this key made, or null. */
export async function findRequestByKey(db: Queryable, requestKey: string, scope: EventScope): Promise<number | null> {
  const [row] = await db
    .select({ id: requests.id })
    .from(requests)
    .where(and(eq(requests.requestKey, requestKey), withinScope(scope)));
  return row?.id ?? null;
}

/** Returns the undecided request of a kind for an event, or null. */
export async function findUndecidedRequest(
  db: Queryable,
  { eventId, kind }: { eventId: number; kind: NewRequest['kind'] },
): Promise<number | null> {
  const [row] = await db
    .select({ id: requests.id })
    .from(requests)
    .where(and(eq(requests.eventId, eventId), eq(requests.kind, kind), inArray(requests.status, [...UNDECIDED])));
  return row?.id ?? null;
}

/** Returns a provider's undecided request of a kind that is not about an event, or null. */
export async function findUndecidedOfProvider(
  db: Queryable,
  providerId: number,
  kind: NewRequest['kind'],
): Promise<number | null> {
  const [row] = await db
    .select({ id: requests.id })
    .from(requests)
    .where(and(eq(requests.providerId, providerId), eq(requests.kind, kind), inArray(requests.status, [...UNDECIDED])));
  return row?.id ?? null;
}

const asker = alias(users, 'asker');
const assignee = alias(users, 'assignee');

type Reading = { where: SQL | undefined; order?: SQL[]; limit: number };

async function listRows(db: Queryable, { where, order = [desc(requests.id)], limit }: Reading) {
  return db
    .select({
      id: requests.id,
      kind: requests.kind,
      status: requests.status,
      eventId: requests.eventId,
      eventTitle: events.title,
      providerId: requests.providerId,
      providerName: providers.name,
      providerPhone: providers.phone,
      reason: requests.reason,
      asked: requests.asked,
      basis: requests.basis,
      basisVersion: requests.basisVersion,
      requestKey: requests.requestKey,
      askedBy: requests.askedBy,
      askedByName: asker.name,
      /** Null for a person who can no longer do this work for the provider. */
      askedByEmail: sql<
        string | null
      >`case when ${asker.disabledAt} is null and (${asker.staffRole} is not null or exists (
        select from memberships m where m.user_id = ${asker.id} and m.provider_id = ${requests.providerId}
          and (m.role = 'manager' or (m.role = 'editor' and ${requests.kind} not in ('user', 'provider_data')))))
        then ${asker.email} end`,
      /** Whether staff sent it while they acted for the provider. */
      askedByAgency: sql<boolean>`(${asker.staffRole} is not null and not exists (
        select from memberships m where m.user_id = ${asker.id} and m.provider_id = ${requests.providerId}))`,
      askedAt: requests.askedAt,
      assigneeId: requests.assigneeId,
      assigneeName: assignee.name,
      /** Null for nobody, and for a person who is no longer staff. */
      assigneeEmail: sql<string | null>`case when ${assignee.disabledAt} is null and ${assignee.staffRole} is not null
        then ${assignee.email} end`,
      dueOn: requests.dueOn,
      waitingSince: requests.waitingSince,
      decidedAt: requests.decidedAt,
    })
    .from(requests)
    .leftJoin(events, eq(events.id, requests.eventId))
    .innerJoin(providers, eq(providers.id, requests.providerId))
    .innerJoin(asker, eq(asker.id, requests.askedBy))
    .leftJoin(assignee, eq(assignee.id, requests.assigneeId))
    .where(where)
    .orderBy(...order)
    .limit(limit);
}

export type RequestRow = Awaited<ReturnType<typeof listRows>>[number];

/** Returns a request, or null when it does not exist within the scope. */
export async function findRequest(db: Queryable, id: number, scope: EventScope): Promise<RequestRow | null> {
  const [row] = await listRows(db, { where: and(eq(requests.id, id), withinScope(scope)), limit: 1 });
  return row ?? null;
}

/** Locks a request for the rest of the transaction. If its event is needed, it must be locked first. */
export async function lockRequest(tx: Queryable, id: number, scope: EventScope) {
  const [row] = await tx
    .select()
    .from(requests)
    .where(and(eq(requests.id, id), withinScope(scope)))
    .for('no key update');
  return row ?? null;
}

/** Lists a provider's requests, latest first, starting after a given one. */
export async function listRequestsOfProvider(
  db: Queryable,
  {
    providerId,
    without,
    after,
    limit,
  }: { providerId: number; without: RequestRow['kind'][]; after: number | null; limit: number },
): Promise<RequestRow[]> {
  const beyond = after === null ? undefined : lt(requests.id, after);
  const readable = without.length > 0 ? notInArray(requests.kind, without) : undefined;
  return listRows(db, { where: and(eq(requests.providerId, providerId), readable, beyond), limit });
}

/** Lists the requests for one event, latest first, without pages because there are few. */
export async function listRequestsOfEvent(db: Queryable, eventId: number, scope: EventScope): Promise<RequestRow[]> {
  return listRows(db, { where: and(eq(requests.eventId, eventId), withinScope(scope)), limit: 50 });
}

export type Queue =
  | { kind: 'mine'; userId: number }
  | { kind: 'unassigned' }
  | { kind: 'all' }
  | { kind: 'waiting' }
  | { kind: 'decided' };

export type QueueAfter = { dueOn: string; id: number };

function inQueue(queue: Queue): SQL | undefined {
  switch (queue.kind) {
    case 'mine':
      return and(eq(requests.status, 'open'), eq(requests.assigneeId, queue.userId));
    case 'unassigned':
      return and(eq(requests.status, 'open'), isNull(requests.assigneeId));
    case 'all':
      return eq(requests.status, 'open');
    case 'waiting':
      return eq(requests.status, 'waiting');
    case 'decided':
      return sql`${requests.decidedAt} is not null`;
  }
}

type Find = { words: string[]; number: number | null };

/** Requests of one kind, of one provider, or that one member of staff answers; null: all of them. */
type Only = { kind: RequestRow['kind'] | null; providerId: number | null; assigneeId: number | null };

/** A queue, and what is looked for in it. */
export type Sought = { queue: Queue; find: Find; only: Only };

function inList({ queue, only: { kind, providerId, assigneeId } }: Pick<Sought, 'queue' | 'only'>): SQL | undefined {
  return and(
    inQueue(queue),
    kind === null ? undefined : eq(requests.kind, kind),
    providerId === null ? undefined : eq(requests.providerId, providerId),
    assigneeId === null ? undefined : eq(requests.assigneeId, assigneeId),
  );
}

const patternOf = (word: string) => `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`;

/** Finds the person that access is asked for, by name or address, through the index of these requests. */
const namesPerson = (word: string) =>
  sql`(${requests.kind} = 'user' and ${personAskedFor(requests.asked)} like ${patternOf(word)})`;

/** Where a word appears; `events` is null when it is in so many events that their list would be longer than the search. */
type Places = { events: number[] | null; providers: number[] };

/** A word in more events than this is frequent, so that the latest requests are soon found by reading them. */
const FEW_EVENTS = 2_000;

async function placesOf(db: Queryable, word: string): Promise<Places> {
  const [found, named] = await Promise.all([
    listEventsWith(db, word, FEW_EVENTS + 1),
    db
      .select({ id: providers.id })
      .from(providers)
      .where(like(providers.searchText, patternOf(word))),
  ]);
  return { events: found.length > FEW_EVENTS ? null : found, providers: named.map(({ id }) => id) };
}

/**
 * Matches requests by event, person, provider or number: each word appears in the event's or in the provider's text, or
 * in the name or address of the person that access is asked for.
 * @param places where each word appears; null: the texts of all requests are read
 */
function matching({ words, number }: Find, places: readonly Places[] | null): SQL | undefined {
  if (words.length === 0) return undefined;
  const texts = and(
    ...words.map((word, index) => {
      const at = places?.[index];
      const ofEvent = at?.events ? sql`${requests.eventId} = any(${numbers(at.events)}::bigint[])` : hasWord(word);
      const ofProvider = at
        ? sql`${requests.providerId} = any(${numbers(at.providers)}::bigint[])`
        : like(providers.searchText, patternOf(word));
      return sql`(${ofEvent} or ${ofProvider} or ${namesPerson(word)})`;
    }),
  );
  return number === null ? texts : or(texts, eq(requests.id, number), eq(requests.eventId, number));
}

/** A list of numbers as PostgreSQL reads it. */
const numbers = (list: readonly number[]) => `{${list.join(',')}}`;

/** Lists one of the staff's queues: undecided requests by due day, decided ones latest first. */
export async function listQueue(
  db: Queryable,
  { queue, find, only, after, limit }: Sought & { after: QueueAfter | null; limit: number },
): Promise<RequestRow[]> {
  const decided = queue.kind === 'decided';
  const beyond = !after
    ? undefined
    : decided
      ? sql`(${requests.decidedAt}, ${requests.id}) < (select r.decided_at, r.id from requests r where r.id = ${after.id})`
      : or(gt(requests.dueOn, after.dueOn), and(eq(requests.dueOn, after.dueOn), gt(requests.id, after.id)));
  const order = decided ? [desc(requests.decidedAt), desc(requests.id)] : [asc(requests.dueOn), asc(requests.id)];
  const here = and(inList({ queue, only }), beyond);
  const places = (await isFrequent(db, { find, here, order }))
    ? null
    : await Promise.all(find.words.map((word) => placesOf(db, word)));
  return listRows(freshPlans(db), { where: and(here, matching(find, places)), order, limit });
}

/** How many requests decide whether matches are frequent, and how many of them must match. */
const SAMPLE = 300;
const FREQUENT = 5;

/** Returns whether a page is soon full when requests are read in their order. */
async function isFrequent(
  db: Queryable,
  { find, here, order }: { find: Find; here: SQL | undefined; order: SQL[] },
): Promise<boolean> {
  if (find.words.length === 0) return true;
  const first = freshPlans(db)
    .select({ id: requests.id, matches: sql<boolean>`${matching(find, null)}`.as('matches') })
    .from(requests)
    .leftJoin(events, eq(events.id, requests.eventId))
    .innerJoin(providers, eq(providers.id, requests.providerId))
    .where(here)
    .orderBy(...order)
    .limit(SAMPLE)
    .as('first');
  const [row] = await freshPlans(db)
    .select({ hits: sql<number>`count(*)::int` })
    .from(first)
    .where(sql`${first.matches}`);
  return row!.hits >= FREQUENT;
}

/** Returns the requests of a queue of undecided ones that are due just before and just after this one. */
export async function findQueueNeighbors(
  db: Queryable,
  { queue, find, only, of: { dueOn, id } }: Sought & { of: { dueOn: string; id: number } },
): Promise<{ previous: number | null; next: number | null }> {
  const place = sql`(${requests.dueOn}, ${requests.id})`;
  const matches = matching(find, await Promise.all(find.words.map((word) => placesOf(db, word))));
  const nearest = async (beyond: SQL, order: SQL[]) => {
    const rows = await freshPlans(db)
      .select({ id: requests.id })
      .from(requests)
      .leftJoin(events, eq(events.id, requests.eventId))
      .innerJoin(providers, eq(providers.id, requests.providerId))
      .where(and(inList({ queue, only }), beyond, matches))
      .orderBy(...order)
      .limit(1);
    return rows[0]?.id ?? null;
  };
  const [previous, next] = await Promise.all([
    nearest(sql`${place} < (${dueOn}::date, ${id}::bigint)`, [desc(requests.dueOn), desc(requests.id)]),
    nearest(sql`${place} > (${dueOn}::date, ${id}::bigint)`, [asc(requests.dueOn), asc(requests.id)]),
  ]);
  return { previous, next };
}

/**
 * Says whose waiting requests to count: those assigned to a member of staff or to nobody, or a provider's with a
 * question.
 */
export type WaitingFor = { staffUserId: number } | { providerId: number; without: RequestRow['kind'][] };

/**
 * Returns the owed counts and how many requests wait, up to a limit, in one statement: the header of every page shows
 * both.
 */
export async function findWaiting(
  db: Queryable,
  { scope, owed, who, countTo }: { scope: EventScope; owed: OwedRequest; who: WaitingFor | null; countTo: number },
): Promise<{ owed: OwedRow[]; requests: number }> {
  const waiting =
    who === null
      ? sql`false`
      : 'providerId' in who
        ? sql`status = 'waiting' and provider_id = ${who.providerId} and kind <> all(${`{${who.without.join(',')}}`}::text[])`
        : sql`status = 'open' and (assignee_id is null or assignee_id = ${who.staffUserId})`;
  const rows = await db.execute<{
    id: string | null;
    title: string;
    ends_on: string;
    owed: string;
    requests: number;
  }>(sql`
    select owing.*, waiting.requests from
      (select count(*)::int as requests from (select from requests where ${waiting} limit ${constant(countTo)}) r) waiting
      left join (${owedStatement(scope, owed)}) owing on true
    order by owing.ends_on, owing.id`);
  return {
    owed: rows
      .filter(({ id }) => id !== null)
      .map((row) => ({ id: Number(row.id), title: row.title, endsOn: row.ends_on, owed: Number(row.owed) })),
    requests: rows[0]?.requests ?? 0,
  };
}

type Change = Partial<
  Pick<typeof requests.$inferInsert, 'status' | 'assigneeId' | 'dueOn' | 'waitingSince' | 'decidedAt'>
>;

/** Changes a request that the transaction has locked. */
export async function updateRequest(tx: Queryable, id: number, change: Change): Promise<void> {
  await tx.update(requests).set(change).where(eq(requests.id, id));
}

/** Makes the undecided requests of a member of staff nobody's, so that colleagues find them. */
export async function unassignRequestsOf(tx: Queryable, userId: number): Promise<void> {
  await tx
    .update(requests)
    .set({ assigneeId: null })
    .where(and(eq(requests.assigneeId, userId), inArray(requests.status, ['open', 'waiting'])));
}

export async function insertRequestStep(tx: Queryable, step: typeof requestSteps.$inferInsert): Promise<void> {
  await tx.insert(requestSteps).values(step);
}

/** Lists the questions, answers and decisions of a request, in order. */
export async function listRequestSteps(db: Queryable, requestId: number) {
  return db
    .select({
      id: requestSteps.id,
      kind: requestSteps.kind,
      at: requestSteps.at,
      text: requestSteps.text,
      ground: requestSteps.ground,
      byName: users.name,
      byStaff: sql<boolean>`${users.staffRole} is not null`,
      assigneeName: assignee.name,
    })
    .from(requestSteps)
    .innerJoin(users, eq(users.id, requestSteps.by))
    .leftJoin(assignee, eq(assignee.id, requestSteps.assigneeId))
    .where(eq(requestSteps.requestId, requestId))
    .orderBy(asc(requestSteps.id));
}

/** Lists the staff that a request can be assigned to, by name. */
export async function listAssignees(db: Queryable) {
  return db
    .select({ id: users.id, name: users.name })
    .from(users)
    .where(and(sql`${users.staffRole} is not null`, isNull(users.disabledAt)))
    .orderBy(asc(users.searchText))
    .limit(500);
}

/** Counts the valid named certificates and the usable share links of an event: what depends on its facts. */
export async function findDependents(db: Queryable, eventId: number) {
  const [row] = await db.execute<{ certificates: number; links: number; count: number | null }>(sql`
    select e.issued_count as certificates, e.certificate_count as count,
      (select count(*)::int from share_links l where l.event_id = e.id and l.revoked_at is null) as links
    from events e where e.id = ${eventId}`);
  return row ?? { certificates: 0, links: 0, count: null };
}
