import { and, asc, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Queryable } from '../client';
import {
  attendanceFacts,
  attendanceFiles,
  attendanceResults,
  attendanceRules,
  attendees,
  events,
  users,
} from '../schema';
import { type EventScope, withinScope } from './events';
import { sameAttendee } from './merged-attendees';

/** Returns the current rule of an event; null when none was set. The caller has checked access to the event. */
export async function findLatestRule(db: Queryable, eventId: number) {
  const [row] = await db
    .select({
      id: attendanceRules.id,
      sessions: attendanceRules.sessions,
      breaks: attendanceRules.breaks,
      leastPercent: attendanceRules.leastPercent,
    })
    .from(attendanceRules)
    .where(eq(attendanceRules.eventId, eventId))
    .orderBy(desc(attendanceRules.id))
    .limit(1);
  return row ?? null;
}

export async function insertRule(
  tx: Queryable,
  rule: Omit<typeof attendanceRules.$inferInsert, 'id'>,
): Promise<number> {
  const [row] = await tx.insert(attendanceRules).values(rule).returning({ id: attendanceRules.id });
  return row!.id;
}

const withdrawing = alias(attendanceFacts, 'withdrawing');

const factsOf = (eventId: number) =>
  and(eq(attendanceFacts.eventId, eventId), sql`${attendanceFacts.kind} <> 'withdrawn'`);

/**
 * Whose a fact is. Facts stay with the record that they were saved for, so those of a merged record are its person's who
 * stays on the roster.
 */
const WHOSE = sql<number>`coalesce(${attendees.mergedInto}, ${attendees.id})`.mapWith(Number);

/** Lists the facts about attendance at an event, everybody's or one person's, in the order in which they were saved. */
export async function listFacts(db: Queryable, eventId: number, attendeeId?: number) {
  return db
    .select({
      attendeeId: WHOSE,
      kind: attendanceFacts.kind,
      startedAt: attendanceFacts.startedAt,
      endedAt: attendanceFacts.endedAt,
      lastedSeconds: attendanceFacts.lastedSeconds,
      day: attendanceFacts.day,
      isWithdrawn: sql<boolean>`${withdrawing.id} is not null`,
    })
    .from(attendanceFacts)
    .innerJoin(attendees, eq(attendees.id, attendanceFacts.attendeeId))
    .leftJoin(withdrawing, eq(withdrawing.withdraws, attendanceFacts.id))
    .where(
      and(
        factsOf(eventId),
        attendeeId === undefined ? undefined : inArray(attendanceFacts.attendeeId, sameAttendee(db, attendeeId)),
      ),
    )
    .orderBy(asc(attendanceFacts.id));
}

/** Returns whether facts that were not withdrawn say when one of these people was at an event. */
export async function haveAttendance(db: Queryable, eventId: number, attendeeIds: readonly number[]): Promise<boolean> {
  const [row] = await db
    .select({ id: attendanceFacts.id })
    .from(attendanceFacts)
    .innerJoin(attendees, eq(attendees.id, attendanceFacts.attendeeId))
    .leftJoin(withdrawing, eq(withdrawing.withdraws, attendanceFacts.id))
    .where(and(factsOf(eventId), isNull(withdrawing.id), inArray(WHOSE, [...attendeeIds])))
    .limit(1);
  return row !== undefined;
}

// Facts are only ever added.
const FACTS_STAMP = sql<string>`concat_ws(':', count(*), max(f.id))`;

/** Returns a text that changes when facts are added about attendance at an event. */
export async function stampOfFacts(db: Queryable, eventId: number): Promise<string> {
  const [row] = await db.execute<{ stamp: string }>(
    sql`select ${FACTS_STAMP} as stamp from attendance_facts f where f.event_id = ${eventId}`,
  );
  return row!.stamp;
}

/** Returns what `listFacts` does about everybody as one JSON text, for a worker thread, and the stamp at that moment. */
export async function writeFacts(db: Queryable, eventId: number): Promise<{ text: string; stamp: string }> {
  const [row] = await db.execute<{ text: string; stamp: string }>(sql`
    select ${FACTS_STAMP} as stamp,
      coalesce(json_agg(json_build_object('attendeeId', coalesce(a.merged_into, a.id), 'kind', f.kind, 'startedAt', f.started_at,
        'endedAt', f.ended_at, 'lastedSeconds', f.lasted_seconds, 'day', f.day, 'isWithdrawn', w.id is not null)
        order by f.id) filter (where f.kind <> 'withdrawn'), '[]')::text as text
    from attendance_facts f join attendees a on a.id = f.attendee_id
    left join attendance_facts w on w.withdraws = f.id
    where f.event_id = ${eventId}`);
  return row!;
}

/** Lists the facts about one person's attendance, including withdrawn ones, with who recorded each. */
export async function listFactsOf(db: Queryable, eventId: number, attendeeId: number) {
  return db
    .select({
      id: attendanceFacts.id,
      kind: attendanceFacts.kind,
      startedAt: attendanceFacts.startedAt,
      endedAt: attendanceFacts.endedAt,
      lastedSeconds: attendanceFacts.lastedSeconds,
      day: attendanceFacts.day,
      source: attendanceFacts.source,
      line: attendanceFacts.line,
      fileId: attendanceFiles.id,
      fileName: attendanceFiles.fileName,
      recordedByName: users.name,
      recordedAt: attendanceFacts.recordedAt,
      withdrawnAt: withdrawing.recordedAt,
    })
    .from(attendanceFacts)
    .leftJoin(withdrawing, eq(withdrawing.withdraws, attendanceFacts.id))
    .leftJoin(attendanceFiles, eq(attendanceFiles.id, attendanceFacts.fileId))
    .leftJoin(users, eq(users.id, attendanceFacts.recordedBy))
    .where(
      and(
        eq(attendanceFacts.eventId, eventId),
        inArray(attendanceFacts.attendeeId, sameAttendee(db, attendeeId)),
        sql`${attendanceFacts.kind} <> 'withdrawn'`,
      ),
    )
    .orderBy(asc(sql`coalesce(${attendanceFacts.startedAt}, ${attendanceFacts.endedAt})`), asc(attendanceFacts.id));
}

type NewFact = Omit<typeof attendanceFacts.$inferInsert, 'id'>;

/**
 * Adds facts.
 * @returns how many were new; a fact with a known key already counts once
 */
export async function insertFacts(tx: Queryable, facts: readonly NewFact[]): Promise<number> {
  if (facts.length === 0) return 0;
  const rows = await tx
    .insert(attendanceFacts)
    .values([...facts])
    .onConflictDoNothing({ target: attendanceFacts.key })
    .returning({ id: attendanceFacts.id });
  return rows.length;
}

type Noted = { eventId: number; by: number; at: Date };

/** The people of a batch, by their number, or by the identity of those who are new on the roster. */
const whoseIs = (batch: string, columns: string) => sql`
  jsonb_to_recordset(${batch}::jsonb) as r("attendeeId" bigint, identity text, ${sql.raw(columns)})`;

const newOnRoster = (eventId: number) => sql`
  left join attendees a on r."attendeeId" is null and a.event_id = ${eventId} and a.identity = r.identity
    and a.removed_at is null`;

/** Adds a batch of visits from reports, written as a JSON list, with the number of each upload's saved file. */
export async function insertReportedFacts(
  tx: Queryable,
  batch: string,
  { eventId, fileIds, by, at }: Noted & { fileIds: ReadonlyMap<number, number> },
): Promise<void> {
  const files = JSON.stringify(Array.from(fileIds, ([uploadId, fileId]) => ({ uploadId, fileId })));
  await tx.execute(sql`
    insert into attendance_facts (event_id, attendee_id, kind, started_at, ended_at, lasted_seconds, day, source, file_id,
      line, recorded_by, recorded_at)
    select ${eventId}, coalesce(r."attendeeId", a.id), 'visit', r."startedAt", r."endedAt", r."lastedSeconds", r.day,
      'report', f."fileId", r.line, ${by}, ${at.toISOString()}::timestamptz
    from ${whoseIs(batch, '"uploadId" bigint, line int, "startedAt" timestamptz, "endedAt" timestamptz, "lastedSeconds" int, day date')}
    left join jsonb_to_recordset(${files}::jsonb) as f("uploadId" bigint, "fileId" bigint) on f."uploadId" = r."uploadId"
    ${newOnRoster(eventId)}`);
}

/** Withdraws a fact about this person; returns false when there is none, or it was withdrawn before. */
export async function withdrawFact(
  tx: Queryable,
  {
    eventId,
    attendeeId,
    factId,
    by,
    at,
  }: { eventId: number; attendeeId: number; factId: number; by: number; at: Date },
): Promise<boolean> {
  const rows = await tx.execute(sql`
    insert into attendance_facts (event_id, attendee_id, kind, source, file_id, withdraws, recorded_by, recorded_at)
    select f.event_id, f.attendee_id, 'withdrawn', f.source, f.file_id, f.id, ${by}, ${at.toISOString()}::timestamptz
    from attendance_facts f
    where f.id = ${factId} and f.event_id = ${eventId} and f.attendee_id in ${sameAttendee(tx, attendeeId)}
      and f.kind <> 'withdrawn'
      and not exists (select from attendance_facts w where w.withdraws = f.id)
    returning id`);
  return rows.length > 0;
}

/** Withdraws the facts of a file that are not withdrawn yet. */
export async function withdrawFactsOfFile(
  tx: Queryable,
  { fileId, by, at }: { fileId: number; by: number; at: Date },
): Promise<number> {
  const rows = await tx.execute(sql`
    insert into attendance_facts (event_id, attendee_id, kind, source, file_id, withdraws, recorded_by, recorded_at)
    select f.event_id, f.attendee_id, 'withdrawn', f.source, f.file_id, f.id, ${by}, ${at.toISOString()}::timestamptz
    from attendance_facts f
    where f.file_id = ${fileId} and f.kind <> 'withdrawn'
      and not exists (select from attendance_facts w where w.withdraws = f.id)
    order by f.id
    returning id`);
  return rows.length;
}

/** Lists an event's reports without their bytes, each with the number of people it still counts for. */
export async function listFiles(db: Queryable, eventId: number) {
  return db
    .select({
      id: attendanceFiles.id,
      fileName: attendanceFiles.fileName,
      platform: attendanceFiles.platform,
      sha256: attendanceFiles.sha256,
      uploadedAt: attendanceFiles.uploadedAt,
      uploadedByName: users.name,
      people: sql<number>`(select count(distinct coalesce(a.merged_into, a.id)) from attendance_facts f
        join attendees a on a.id = f.attendee_id
        where f.file_id = ${attendanceFiles.id} and f.kind <> 'withdrawn'
          and not exists (select from attendance_facts w where w.withdraws = f.id))`.mapWith(Number),
    })
    .from(attendanceFiles)
    .innerJoin(users, eq(users.id, attendanceFiles.uploadedBy))
    .where(eq(attendanceFiles.eventId, eventId))
    .orderBy(asc(attendanceFiles.id));
}

/** Returns the rows of each of an event's reports, by the report's SHA-256, of which facts are on record and not withdrawn. */
export async function listCountedLines(db: Queryable, eventId: number): Promise<Map<string, number[]>> {
  const rows = await db
    .select({
      sha256: attendanceFiles.sha256,
      lines: sql<number[]>`json_agg(distinct ${attendanceFacts.line})`,
    })
    .from(attendanceFacts)
    .innerJoin(attendanceFiles, eq(attendanceFiles.id, attendanceFacts.fileId))
    .leftJoin(withdrawing, eq(withdrawing.withdraws, attendanceFacts.id))
    .where(and(factsOf(eventId), isNull(withdrawing.id)))
    .groupBy(attendanceFiles.sha256);
  return new Map(rows.map(({ sha256, lines }) => [sha256, lines]));
}

/** Returns a report with its bytes; null when it belongs to another event, or is out of scope. */
export async function findFile(db: Queryable, eventId: number, fileId: number, scope: EventScope) {
  const [row] = await db
    .select({
      id: attendanceFiles.id,
      fileName: attendanceFiles.fileName,
      sha256: attendanceFiles.sha256,
      bytes: attendanceFiles.bytes,
    })
    .from(attendanceFiles)
    .innerJoin(events, eq(events.id, attendanceFiles.eventId))
    .where(and(eq(attendanceFiles.id, fileId), eq(attendanceFiles.eventId, eventId), withinScope(scope)));
  return row ?? null;
}

type KeptUpload = Noted & { uploadId: number; sha256: string; platform: string };

/** Saves the file of an uploaded report, or finds the saved one with the same bytes. */
export async function keepUploadedFile(
  tx: Queryable,
  { eventId, uploadId, sha256, platform, by, at }: KeptUpload,
): Promise<number> {
  const [row] = await tx.execute<{ id: string }>(sql`
    insert into attendance_files (event_id, file_name, platform, sha256, bytes, uploaded_by, uploaded_at)
    select u.event_id, coalesce(u.file_name, ''), ${platform}, ${sha256}, u.file, ${by}, ${at.toISOString()}::timestamptz
    from roster_uploads u where u.id = ${uploadId} and u.event_id = ${eventId}
    on conflict (event_id, sha256) do nothing
    returning id`);
  if (row) return Number(row.id);
  const [before] = await tx
    .select({ id: attendanceFiles.id })
    .from(attendanceFiles)
    .where(and(eq(attendanceFiles.eventId, eventId), eq(attendanceFiles.sha256, sha256)));
  return before!.id;
}

/**
 * Adds a batch of results, written as a JSON list, except those that are as the person's latest one.
 * @returns how many were added
 */
export async function insertResultBatch(
  tx: Queryable,
  batch: string,
  { eventId, ruleId, by, at }: Noted & { ruleId: number },
): Promise<number> {
  const added = await tx.execute(sql`
    insert into attendance_results (event_id, attendee_id, rule_id, minutes, of_minutes, units, reason, recorded_by,
      recorded_at)
    select ${eventId}, coalesce(r."attendeeId", a.id), ${ruleId}, r.minutes, r."ofMinutes", r.units, r.reason, ${by},
      ${at.toISOString()}::timestamptz
    from ${whoseIs(batch, 'minutes int, "ofMinutes" int, units numeric, reason text')}
    ${newOnRoster(eventId)}
    left join lateral (select l.rule_id, l.units, l.reason from attendance_results l
      where l.attendee_id = coalesce(r."attendeeId", a.id) order by l.id desc limit 1) before on true
    where (before.rule_id, before.units, before.reason) is distinct from (${ruleId}, r.units, r.reason)
    returning id`);
  return added.length;
}

/** Makes the units of the people of a batch of results their own: they were counted, even if they are all of the event's. */
export async function ownCountedUnits(tx: Queryable, batch: string, eventId: number): Promise<void> {
  await tx.execute(sql`
    update attendees counted set own_units = counted.units
    from ${whoseIs(batch, 'units numeric')} ${newOnRoster(eventId)}
    where counted.id = coalesce(r."attendeeId", a.id) and counted.own_units is distinct from counted.units`);
}

export type LatestResult = { attendeeId: number; units: string; reason: string; ruleId: number; minutes: number };

/** Returns the latest result of each of these people, or of everybody on an event's roster. */
export async function listLatestResults(
  db: Queryable,
  eventId: number,
  attendeeIds: readonly number[] | 'everybody',
): Promise<LatestResult[]> {
  if (attendeeIds !== 'everybody' && attendeeIds.length === 0) return [];
  return db
    .selectDistinctOn([attendanceResults.attendeeId], {
      attendeeId: attendanceResults.attendeeId,
      units: attendanceResults.units,
      reason: attendanceResults.reason,
      ruleId: attendanceResults.ruleId,
      minutes: attendanceResults.minutes,
    })
    .from(attendanceResults)
    .innerJoin(attendees, eq(attendees.id, attendanceResults.attendeeId))
    .where(
      and(
        eq(attendanceResults.eventId, eventId),
        isNull(attendees.removedAt),
        attendeeIds === 'everybody' ? undefined : inArray(attendanceResults.attendeeId, [...attendeeIds]),
      ),
    )
    .orderBy(asc(attendanceResults.attendeeId), desc(attendanceResults.id));
}
