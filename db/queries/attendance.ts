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

const INSERTED_AT_ONCE = 1000;

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

/** Lists the facts about everybody's attendance at an event, in the order in which they were saved. */
export async function listFacts(db: Queryable, eventId: number) {
  return db
    .select({
      attendeeId: attendanceFacts.attendeeId,
      kind: attendanceFacts.kind,
      startedAt: attendanceFacts.startedAt,
      endedAt: attendanceFacts.endedAt,
      lastedSeconds: attendanceFacts.lastedSeconds,
      day: attendanceFacts.day,
      isWithdrawn: sql<boolean>`${withdrawing.id} is not null`,
    })
    .from(attendanceFacts)
    .leftJoin(withdrawing, eq(withdrawing.withdraws, attendanceFacts.id))
    .where(and(eq(attendanceFacts.eventId, eventId), sql`${attendanceFacts.kind} <> 'withdrawn'`))
    .orderBy(asc(attendanceFacts.id));
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
        eq(attendanceFacts.attendeeId, attendeeId),
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
export async function insertFacts(
  tx: Queryable,
  facts: readonly NewFact[],
  onBatch: (done: number) => void = () => {},
): Promise<number> {
  let added = 0;
  for (let from = 0; from < facts.length; from += INSERTED_AT_ONCE) {
    const rows = await tx
      .insert(attendanceFacts)
      .values(facts.slice(from, from + INSERTED_AT_ONCE))
      .onConflictDoNothing({ target: attendanceFacts.key })
      .returning({ id: attendanceFacts.id });
    added += rows.length;
    onBatch(Math.min(from + INSERTED_AT_ONCE, facts.length));
  }
  return added;
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
    where f.id = ${factId} and f.event_id = ${eventId} and f.attendee_id = ${attendeeId} and f.kind <> 'withdrawn'
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
      people: sql<number>`(select count(distinct f.attendee_id) from attendance_facts f
        where f.file_id = ${attendanceFiles.id} and f.kind <> 'withdrawn'
          and not exists (select from attendance_facts w where w.withdraws = f.id))`.mapWith(Number),
    })
    .from(attendanceFiles)
    .innerJoin(users, eq(users.id, attendanceFiles.uploadedBy))
    .where(eq(attendanceFiles.eventId, eventId))
    .orderBy(asc(attendanceFiles.id));
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

/** Saves a report, or finds the saved one with the same bytes. */
export async function keepFile(tx: Queryable, file: Omit<typeof attendanceFiles.$inferInsert, 'id'>): Promise<number> {
  const [row] = await tx
    .insert(attendanceFiles)
    .values(file)
    .onConflictDoNothing({ target: [attendanceFiles.eventId, attendanceFiles.sha256] })
    .returning({ id: attendanceFiles.id });
  if (row) return row.id;
  const [before] = await tx
    .select({ id: attendanceFiles.id })
    .from(attendanceFiles)
    .where(and(eq(attendanceFiles.eventId, file.eventId), eq(attendanceFiles.sha256, file.sha256)));
  return before!.id;
}

export async function insertResults(
  tx: Queryable,
  results: readonly Omit<typeof attendanceResults.$inferInsert, 'id'>[],
): Promise<void> {
  for (let from = 0; from < results.length; from += INSERTED_AT_ONCE) {
    await tx.insert(attendanceResults).values(results.slice(from, from + INSERTED_AT_ONCE));
  }
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
