import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, ne, type SQL, sql } from 'drizzle-orm';
import { freshPlans, type Queryable } from '../client';
import { attendees, events } from '../schema';
import { UNDECIDED } from './attendees';
import { type EventScope, withinScope } from './events';
import { returnedIn } from './returned-mails';
import { keepMarksUndoable } from './roster-markings';
import { hasWord, type SearchedWord, searchedText } from './roster-search';

const ROSTER_LINE = {
  id: attendees.id,
  name: attendees.name,
  email: attendees.email,
  school: attendees.school,
  educatorNumber: attendees.educatorNumber,
  units: attendees.units,
  completed: attendees.completed,
  identity: attendees.identity,
  currentCertificateId: attendees.currentCertificateId,
  version: attendees.version,
  updatedAt: attendees.updatedAt,
};

export type RosterRow = {
  id: number;
  name: string;
  email: string | null;
  school: string;
  educatorNumber: string;
  units: string;
  completed: boolean;
  identity: string;
  currentCertificateId: number | null;
  version: number;
  updatedAt: Date;
};

export type RosterFilter = {
  words: readonly SearchedWord[];
  show: 'completed' | 'open' | 'with_certificate' | 'without_certificate' | 'email_returned' | null;
};

/** Where a page begins: after this person in the list, or before. */
export type RosterPosition = { side: 'after' | 'before'; id: number };

// Repeats the index in db/schema/attendees.ts word for word.
const BY_NAME = sql`lower(${attendees.name})`;

const SEARCHED = searchedText(
  sql`${attendees.name}`,
  sql`${attendees.email}`,
  sql`${attendees.school}`,
  sql`${attendees.educatorNumber}`,
);

const onRoster = (eventId: number) => and(eq(attendees.eventId, eventId), isNull(attendees.removedAt));

/** Lists one page of an event's roster, by name; going back, nearest first. The caller has checked access to the event. */
export async function listRoster(
  db: Queryable,
  eventId: number,
  { filter, position, limit }: { filter: RosterFilter; position: RosterPosition | null; limit: number },
): Promise<RosterRow[]> {
  const back = position?.side === 'before';
  const direction = back ? desc : asc;
  return freshPlans(db)
    .select(ROSTER_LINE)
    .from(attendees)
    .where(and(onRoster(eventId), ...conditionsOf(eventId, filter), position ? beyond(eventId, position) : undefined))
    .orderBy(direction(BY_NAME), direction(attendees.id))
    .limit(limit);
}

function conditionsOf(eventId: number, { words, show }: RosterFilter): (SQL | undefined)[] {
  return [
    ...words.map((word) => hasWord(SEARCHED, word)),
    show === 'completed' ? eq(attendees.completed, true) : undefined,
    show === 'open' ? sql`not ${attendees.completed}` : undefined,
    show === 'with_certificate' ? isNotNull(attendees.currentCertificateId) : undefined,
    show === 'without_certificate' ? isNull(attendees.currentCertificateId) : undefined,
    show === 'email_returned' ? sql`${attendees.id} in ${returnedIn(eventId)}` : undefined,
  ];
}

function beyond(eventId: number, { side, id }: RosterPosition): SQL {
  const than = sql`(select lower(a.name), a.id from ${attendees} a where a.id = ${id} and a.event_id = ${eventId})`;
  return sql`(${BY_NAME}, ${attendees.id}) ${side === 'before' ? sql`<` : sql`>`} ${than}`;
}

export type RosterCounts = { attendees: number; completed: number; withCertificate: number };

export async function countRoster(db: Queryable, eventId: number): Promise<RosterCounts> {
  const [row] = await db
    .select({
      attendees: sql<number>`count(*)`.mapWith(Number),
      completed: sql<number>`count(*) filter (where ${attendees.completed})`.mapWith(Number),
      withCertificate: sql<number>`count(${attendees.currentCertificateId})`.mapWith(Number),
    })
    .from(attendees)
    .where(onRoster(eventId));
  return row!;
}

/** Returns a person on an event's roster; null when removed, on another event's roster, or out of scope. */
export async function findAttendee(
  db: Queryable,
  eventId: number,
  attendeeId: number,
  scope: EventScope,
): Promise<RosterRow | null> {
  const [row] = await db
    .select(ROSTER_LINE)
    .from(attendees)
    .innerJoin(events, eq(events.id, attendees.eventId))
    .where(and(eq(attendees.id, attendeeId), onRoster(eventId), withinScope(scope)));
  return row ?? null;
}

/** Returns the same, locked until the transaction ends. Lock it before the event's row. */
export async function lockAttendee(tx: Queryable, eventId: number, attendeeId: number, scope: EventScope) {
  const [row] = await tx
    .select(ROSTER_LINE)
    .from(attendees)
    .innerJoin(events, eq(events.id, attendees.eventId))
    .where(and(eq(attendees.id, attendeeId), onRoster(eventId), withinScope(scope)))
    .for('update', { of: attendees });
  return (row as RosterRow | undefined) ?? null;
}

/** Returns these people of an event's roster, locked in the order of their ids until the transaction ends. */
export async function lockAttendeesOf(
  tx: Queryable,
  eventId: number,
  ids: readonly number[],
  scope: EventScope,
): Promise<RosterRow[]> {
  return tx
    .select(ROSTER_LINE)
    .from(attendees)
    .innerJoin(events, eq(events.id, attendees.eventId))
    .where(and(inArray(attendees.id, [...ids]), onRoster(eventId), withinScope(scope)))
    .orderBy(asc(attendees.id))
    .for('update', { of: attendees });
}

/** Locks everybody on an event's roster, in the order of their ids, until the transaction ends. */
export async function lockRoster(tx: Queryable, eventId: number, scope: EventScope): Promise<void> {
  const locked = tx
    .select({ id: attendees.id })
    .from(attendees)
    .innerJoin(events, eq(events.id, attendees.eventId))
    .where(and(onRoster(eventId), withinScope(scope)))
    .orderBy(asc(attendees.id))
    .for('update', { of: attendees })
    .as('locked');
  await tx.select({ count: sql`count(*)` }).from(locked);
}

// Every change of an attendee raises the version, except a certificate.
const STAMP = sql<string>`md5(coalesce(string_agg(
  concat_ws(':', ${attendees.id}, ${attendees.version}, ${attendees.currentCertificateId}), ',' order by ${attendees.id}), ''))`;

/** Returns a text that changes with every change of an event's roster. */
export async function stampOfRoster(db: Queryable, eventId: number): Promise<string> {
  const [row] = await db.select({ stamp: STAMP }).from(attendees).where(onRoster(eventId));
  return row!.stamp;
}

/** Everybody on a roster as one JSON text, for a worker thread, and the roster's stamp at that moment. */
export type WrittenRoster = { text: string; stamp: string };

/**
 * Returns what `listWholeRoster` does as one text: thousands of rows as objects would keep the server's own thread busy.
 * The caller has checked access to the event.
 */
export async function writeWholeRoster(db: Queryable, eventId: number): Promise<WrittenRoster> {
  const a = attendees;
  const [row] = await db
    .select({
      stamp: STAMP,
      text: sql<string>`coalesce(json_agg(json_build_object('id', ${a.id}, 'name', ${a.name}, 'email', ${a.email},
        'school', ${a.school}, 'educatorNumber', ${a.educatorNumber}, 'units', ${a.units}::text,
        'completed', ${a.completed}, 'identity', ${a.identity}, 'currentCertificateId', ${a.currentCertificateId},
        'version', ${a.version}) order by ${BY_NAME}, ${a.id}), '[]')::text`,
    })
    .from(attendees)
    .where(onRoster(eventId));
  return row!;
}

/** Lists everybody on an event's roster, by name. The caller has checked access to the event. */
export async function listWholeRoster(db: Queryable, eventId: number): Promise<RosterRow[]> {
  return db.select(ROSTER_LINE).from(attendees).where(onRoster(eventId)).orderBy(asc(BY_NAME), asc(attendees.id));
}

export type NewAttendee = Omit<
  typeof attendees.$inferInsert,
  'id' | 'ownUnits' | 'version' | 'currentCertificateId' | 'removedAt'
>;

/**
 * Adds attendees.
 * @throws a duplicate fault on `attendees_identity_unique` when one of them is on the roster already
 */
export async function insertAttendees(tx: Queryable, rows: readonly NewAttendee[]): Promise<number[]> {
  const added = await tx
    .insert(attendees)
    .values([...rows])
    .returning({ id: attendees.id });
  return added.map(({ id }) => id);
}

/** What a batch of people has in common. */
type NewBatch = Pick<NewAttendee, 'eventId' | 'source'> & { createdBy: number; at: Date };

/**
 * Adds a batch of attendees, written as a JSON list of `AttendeeColumns`.
 * @throws a duplicate fault on `attendees_identity_unique` when one of them is on the roster already
 */
export async function insertAttendeeBatch(
  tx: Queryable,
  batch: string,
  { eventId, source, createdBy, at }: NewBatch,
): Promise<void> {
  await tx.execute(sql`
    insert into attendees (event_id, name, email, school, educator_number, units, completed, identity, source, created_by,
      created_at, updated_at)
    select ${eventId}, n.name, n.email, n.school, n."educatorNumber", n.units, n.completed, n.identity, ${source},
      ${createdBy}, ${at.toISOString()}::timestamptz, ${at.toISOString()}::timestamptz
    from jsonb_to_recordset(${batch}::jsonb) as n(name text, email text, school text, "educatorNumber" text,
      units numeric, completed boolean, identity text)`);
}

/** Returns the numbers of people on an event's roster by their identities. */
export async function findIdsByIdentity(
  db: Queryable,
  eventId: number,
  identities: readonly string[],
): Promise<Map<string, number>> {
  if (identities.length === 0) return new Map();
  const rows = await db
    .select({ id: attendees.id, identity: attendees.identity })
    .from(attendees)
    .where(and(onRoster(eventId), inArray(attendees.identity, [...identities])));
  return new Map(rows.map(({ id, identity }) => [identity, id]));
}

export type AttendeeColumns = Pick<
  RosterRow,
  'name' | 'email' | 'school' | 'educatorNumber' | 'units' | 'completed' | 'identity'
>;

/** @returns false when somebody else changed the line since `version` */
export async function updateAttendee(
  tx: Queryable,
  { id, version }: { id: number; version: number },
  columns: AttendeeColumns,
  at: Date,
): Promise<boolean> {
  const rows = await tx
    .update(attendees)
    .set({ ...columns, version: sql`${attendees.version} + 1`, updatedAt: at })
    .where(and(eq(attendees.id, id), eq(attendees.version, version), isNull(attendees.removedAt)))
    .returning({ id: attendees.id });
  return rows.length > 0;
}

/**
 * Updates a batch of attendees, written as a JSON list of `AttendeeColumns` with `id` and `version`.
 * @returns how many were updated: fewer if someone else changed one of them since its `version`
 */
export async function updateAttendeeBatch(tx: Queryable, batch: string, at: Date): Promise<number> {
  const updated = await tx.execute<{ id: string }>(sql`
    update attendees a
    set name = c.name, email = c.email, school = c.school, educator_number = c."educatorNumber", units = c.units,
      completed = c.completed, identity = c.identity, version = a.version + 1, updated_at = ${at.toISOString()}::timestamptz
    from jsonb_to_recordset(${batch}::jsonb) as c(id bigint, version int, name text, email text, school text,
      "educatorNumber" text, units numeric, completed boolean, identity text)
    where a.id = c.id and a.version = c.version and a.removed_at is null
    returning a.id`);
  return updated.length;
}

/** Removes an attendee without a certificate; the database also refuses to remove one with a certificate. */
export async function removeAttendee(
  tx: Queryable,
  { id, version }: { id: number; version: number },
  at: Date,
): Promise<boolean> {
  const rows = await tx
    .update(attendees)
    .set({ removedAt: at, updatedAt: at, version: sql`${attendees.version} + 1` })
    .where(and(eq(attendees.id, id), eq(attendees.version, version), isNull(attendees.removedAt)))
    .returning({ id: attendees.id });
  return rows.length > 0;
}

/** People without units have not completed the event. */
const HAS_UNITS = gt(attendees.units, '0');

/**
 * Locks these people of an event, or everybody, whose mark would change: people already marked that way are left alone,
 * certificate holders stay completed, and people without units stay open.
 * @returns their ids
 */
export async function lockToMark(
  tx: Queryable,
  eventId: number,
  { ids, completed }: { ids: readonly number[] | 'everybody'; completed: boolean },
  scope: EventScope,
): Promise<number[]> {
  const rows = await tx
    .select({ id: attendees.id })
    .from(attendees)
    .innerJoin(events, eq(events.id, attendees.eventId))
    .where(
      and(
        onRoster(eventId),
        withinScope(scope),
        ids === 'everybody' ? undefined : inArray(attendees.id, [...ids]),
        eq(attendees.completed, !completed),
        completed ? HAS_UNITS : isNull(attendees.currentCertificateId),
      ),
    )
    .orderBy(asc(attendees.id))
    .for('update', { of: attendees });
  return rows.map(({ id }) => id);
}

/** Lists the first people of an event who are not marked as completed, by name. */
export async function listToMark(db: Queryable, eventId: number, limit: number) {
  return db
    .select({ id: attendees.id, name: attendees.name, school: attendees.school, units: attendees.units })
    .from(attendees)
    .where(and(onRoster(eventId), sql`not ${attendees.completed}`, HAS_UNITS))
    .orderBy(asc(BY_NAME), asc(attendees.id))
    .limit(limit);
}

/** Marks these people; returns the version that each of them has now. */
export async function setCompleted(
  tx: Queryable,
  ids: readonly number[],
  completed: boolean,
  at: Date,
): Promise<{ id: number; version: number }[]> {
  return tx
    .update(attendees)
    .set({ completed, updatedAt: at, version: sql`${attendees.version} + 1` })
    .where(inArray(attendees.id, [...ids]))
    .returning({ id: attendees.id, version: attendees.version });
}

/** Counts how many of these people, or of everybody, earned no units, and so cannot be marked as completed. */
export async function countWithoutUnits(
  db: Queryable,
  eventId: number,
  ids: readonly number[] | 'everybody',
): Promise<number> {
  return db.$count(
    attendees,
    and(onRoster(eventId), eq(attendees.units, '0'), ids === 'everybody' ? undefined : inArray(attendees.id, [...ids])),
  );
}

/** Counts how many of these people, or of everybody, have a certificate. */
export async function countCertified(
  db: Queryable,
  eventId: number,
  ids: readonly number[] | 'everybody',
): Promise<number> {
  const [row] = await db
    .select({ count: sql<number>`count(*)`.mapWith(Number) })
    .from(attendees)
    .where(
      and(
        onRoster(eventId),
        isNotNull(attendees.currentCertificateId),
        ids === 'everybody' ? undefined : inArray(attendees.id, [...ids]),
      ),
    );
  return row!.count;
}

/**
 * Fits a roster to its event's hours, once they are saved: people who earned all of them earn the new number, and the others
 * what was entered or counted for them, as far as the hours go. That decides nothing about a person: a line that only says
 * that they came stays one (`UNDECIDED`), and a mark can still be undone. Lock the roster before the event's row.
 * @returns how many people's units changed
 */
export async function fitUnits(tx: Queryable, eventId: number, at: Date): Promise<number> {
  const hours = sql`(select e.hours from ${events} e where e.id = ${eventId})`;
  const fitting = sql`least(${attendees.ownUnits}, ${hours})`;
  const rows = await tx
    .update(attendees)
    .set({
      units: fitting,
      version: sql`${attendees.version} + case when ${UNDECIDED} then 0 else 1 end`,
      updatedAt: at,
    })
    .where(and(onRoster(eventId), ne(attendees.units, fitting)))
    .returning({ id: attendees.id, version: attendees.version });
  await keepMarksUndoable(tx, eventId, rows);
  return rows.length;
}
