import { and, asc, count, desc, eq, exists, inArray, isNotNull, isNull, not, type SQL, sql } from 'drizzle-orm';
import type { Queryable } from '../client';
import { attendees, certificateMails, events, issuingRunItems, issuingRuns, users } from '../schema';
import { IS_DUE, isOfCurrent } from './certificate-list';
import { type EventScope, withinScope } from './events';

export type RunKind = (typeof issuingRuns.$inferSelect)['kind'];
export type RunState = (typeof issuingRuns.$inferSelect)['state'];

type NewRun = {
  eventId: number;
  kind: RunKind;
  total: number;
  createdBy: number;
  createdAt: Date;
  requestKey: string;
};

/**
 * Begins a run. Null: this very form began one before, or another of this kind is under way for the event.
 */
export async function insertRun(tx: Queryable, run: NewRun): Promise<number | null> {
  const [row] = await tx
    .insert(issuingRuns)
    .values({ ...run, state: 'running' })
    .onConflictDoNothing()
    .returning({ id: issuingRuns.id });
  return row?.id ?? null;
}

export async function findRunByRequestKey(db: Queryable, eventId: number, requestKey: string): Promise<number | null> {
  const [row] = await db
    .select({ id: issuingRuns.id })
    .from(issuingRuns)
    .where(and(eq(issuingRuns.requestKey, requestKey), eq(issuingRuns.eventId, eventId)));
  return row?.id ?? null;
}

/**
 * Everybody whom a run of this kind is for, or of these people those whom it is for. Their rows are held until the
 * transaction ends, in the order in which everybody takes them; take them before the event's row.
 */
export async function holdRunTargets(
  tx: Queryable,
  { eventId, kind }: { eventId: number; kind: RunKind },
  chosen: readonly number[] | null,
): Promise<number[]> {
  const rows = await tx
    .select({ id: attendees.id })
    .from(attendees)
    .where(
      and(
        eq(attendees.eventId, eventId),
        kind === 'issue' ? IS_DUE : isToBeMailed(tx),
        chosen ? inArray(attendees.id, [...chosen]) : undefined,
      ),
    )
    .orderBy(asc(attendees.id))
    .for('key share');
  return rows.map(({ id }) => id);
}

export async function insertRunItems(tx: Queryable, runId: number, attendeeIds: readonly number[]): Promise<void> {
  await tx.execute(sql`
    insert into issuing_run_items (run_id, attendee_id)
    select ${runId}::bigint, id from unnest(${`{${attendeeIds.join(',')}}`}::bigint[]) as id`);
}

/** Has a certificate and an address, and the certificate was not mailed yet. */
function isToBeMailed(db: Queryable): SQL | undefined {
  const mailed = db.select({ one: sql`1` }).from(certificateMails).where(isOfCurrent);
  return and(isNotNull(attendees.currentCertificateId), isNotNull(attendees.email), not(exists(mailed)));
}

const RUN = {
  id: issuingRuns.id,
  eventId: issuingRuns.eventId,
  kind: issuingRuns.kind,
  state: issuingRuns.state,
  total: issuingRuns.total,
  createdAt: issuingRuns.createdAt,
  createdBy: issuingRuns.createdBy,
  createdByName: users.name,
  endedAt: issuingRuns.endedAt,
  pauseReason: issuingRuns.pauseReason,
  // Written out: in a subquery drizzle leaves the table's name away.
  open: sql<number>`(select count(*) from issuing_run_items i where i.run_id = issuing_runs.id and i.done_at is null)`.mapWith(
    Number,
  ),
  problems:
    sql<number>`(select count(*) from issuing_run_items i where i.run_id = issuing_runs.id and i.problem is not null)`.mapWith(
      Number,
    ),
};

export type RunRow = Awaited<ReturnType<typeof listRuns>>[number];

/** The runs of an event, the newest first. */
export async function listRuns(db: Queryable, eventId: number, scope: EventScope, limit: number) {
  return db
    .select(RUN)
    .from(issuingRuns)
    .innerJoin(events, eq(events.id, issuingRuns.eventId))
    .innerJoin(users, eq(users.id, issuingRuns.createdBy))
    .where(and(eq(issuingRuns.eventId, eventId), withinScope(scope)))
    .orderBy(desc(issuingRuns.id))
    .limit(limit);
}

/** A run of an event; null when it is none of this event, or out of scope. */
export async function findRun(db: Queryable, eventId: number, runId: number, scope: EventScope) {
  const [row] = await db
    .select(RUN)
    .from(issuingRuns)
    .innerJoin(events, eq(events.id, issuingRuns.eventId))
    .innerJoin(users, eq(users.id, issuingRuns.createdBy))
    .where(and(eq(issuingRuns.id, runId), eq(issuingRuns.eventId, eventId), withinScope(scope)));
  return row ?? null;
}

/** Whom a run could not serve, with the sentence for each. */
export async function listRunProblems(db: Queryable, runId: number, limit: number) {
  return db
    .select({ attendeeId: attendees.id, name: attendees.name, problem: sql<string>`${issuingRunItems.problem}` })
    .from(issuingRunItems)
    .innerJoin(attendees, eq(attendees.id, issuingRunItems.attendeeId))
    .where(and(eq(issuingRunItems.runId, runId), isNotNull(issuingRunItems.problem)))
    .orderBy(asc(issuingRunItems.attendeeId))
    .limit(limit);
}

/** What the job needs to go on with a run, whoever's it is. */
export async function findRunForWork(db: Queryable, runId: number) {
  const [row] = await db
    .select({
      id: issuingRuns.id,
      eventId: issuingRuns.eventId,
      kind: issuingRuns.kind,
      state: issuingRuns.state,
      createdBy: issuingRuns.createdBy,
      providerId: events.providerId,
    })
    .from(issuingRuns)
    .innerJoin(events, eq(events.id, issuingRuns.eventId))
    .where(eq(issuingRuns.id, runId));
  return row ?? null;
}

/** Holds a run's row until the transaction ends. Take it after attendees and event, everywhere. */
export async function lockRun(tx: Queryable, runId: number) {
  const [row] = await tx
    .select({ state: issuingRuns.state, createdBy: issuingRuns.createdBy })
    .from(issuingRuns)
    .where(eq(issuingRuns.id, runId))
    .for('update');
  return row ?? null;
}

export async function changeRun(
  tx: Queryable,
  runId: number,
  change: Partial<Pick<typeof issuingRuns.$inferInsert, 'state' | 'endedAt' | 'pauseReason' | 'createdBy'>>,
): Promise<void> {
  await tx.update(issuingRuns).set(change).where(eq(issuingRuns.id, runId));
}

/** Pauses a run that is under way, with the reason that the provider reads. */
export async function pauseRunningRun(db: Queryable, runId: number, pauseReason: string): Promise<void> {
  await db
    .update(issuingRuns)
    .set({ state: 'paused', pauseReason })
    .where(and(eq(issuingRuns.id, runId), eq(issuingRuns.state, 'running')));
}

/** The next people on a run's list. */
export async function listOpenRunItems(db: Queryable, runId: number, limit: number): Promise<number[]> {
  const rows = await db
    .select({ id: issuingRunItems.attendeeId })
    .from(issuingRunItems)
    .where(and(eq(issuingRunItems.runId, runId), isNull(issuingRunItems.doneAt)))
    .orderBy(asc(issuingRunItems.attendeeId))
    .limit(limit);
  return rows.map(({ id }) => id);
}

/** Ticks people off a run's list, each with the sentence that says why it could not be done, or null. */
export async function markRunItems(
  tx: Queryable,
  runId: number,
  doneAt: Date,
  items: readonly { attendeeId: number; problem: string | null }[],
): Promise<void> {
  const served = items.filter(({ problem }) => problem === null).map(({ attendeeId }) => attendeeId);
  if (served.length > 0) {
    await tx
      .update(issuingRunItems)
      .set({ doneAt })
      .where(and(isOpenOf(runId), inArray(issuingRunItems.attendeeId, served)));
  }
  for (const { attendeeId, problem } of items.filter((item) => item.problem !== null)) {
    await tx
      .update(issuingRunItems)
      .set({ doneAt, problem })
      .where(and(isOpenOf(runId), eq(issuingRunItems.attendeeId, attendeeId)));
  }
}

function isOpenOf(runId: number): SQL | undefined {
  return and(eq(issuingRunItems.runId, runId), isNull(issuingRunItems.doneAt));
}

export async function countOpenRunItems(db: Queryable, runId: number): Promise<number> {
  const [row] = await db.select({ open: count() }).from(issuingRunItems).where(isOpenOf(runId));
  return row!.open;
}
