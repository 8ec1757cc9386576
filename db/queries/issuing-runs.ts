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
  reason: string | null;
  mailHolders?: boolean;
};

/** Starts a run. Returns null when the same form started one before, or another of this kind is open for the event. */
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
 * Locks everyone that a run of this kind is for, or those of the given people that it is for, until the transaction ends. It
 * locks the rows in the same order as all other code; call it before locking the event's row.
 */
export async function lockRunTargets(
  tx: Queryable,
  { eventId, kind }: { eventId: number; kind: RunKind },
  chosen: readonly number[] | null,
): Promise<number[]> {
  const rows = await tx
    .select({ id: attendees.id })
    .from(attendees)
    .where(
      and(eq(attendees.eventId, eventId), isTarget(tx, kind), chosen ? inArray(attendees.id, [...chosen]) : undefined),
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

function isTarget(db: Queryable, kind: RunKind): SQL | undefined {
  if (kind === 'issue') return IS_DUE;
  return kind === 'mail' ? isToBeMailed(db) : isNotNull(attendees.currentCertificateId);
}

/** Matches people with a certificate and an address whose certificate has not been emailed yet. */
function isToBeMailed(db: Queryable): SQL | undefined {
  const mailed = db.select({ one: sql`1` }).from(certificateMails).where(isOfCurrent);
  return and(isNotNull(attendees.currentCertificateId), isNotNull(attendees.email), not(exists(mailed)));
}

const RUN = {
  id: issuingRuns.id,
  eventId: issuingRuns.eventId,
  kind: issuingRuns.kind,
  reason: issuingRuns.reason,
  /** Whether staff began it along with a decision about the event, so that the holders are notified. */
  mailHolders: issuingRuns.mailHolders,
  state: issuingRuns.state,
  total: issuingRuns.total,
  createdAt: issuingRuns.createdAt,
  createdBy: issuingRuns.createdBy,
  createdByName: users.name,
  endedAt: issuingRuns.endedAt,
  pauseReason: issuingRuns.pauseReason,
  // Written out in SQL, because drizzle drops the table's name in a subquery.
  open: sql<number>`(select count(*) from issuing_run_items i where i.run_id = issuing_runs.id and i.done_at is null)`.mapWith(
    Number,
  ),
  problems:
    sql<number>`(select count(*) from issuing_run_items i where i.run_id = issuing_runs.id and i.problem is not null)`.mapWith(
      Number,
    ),
};

export type RunRow = Awaited<ReturnType<typeof listRuns>>[number];

/** Lists the runs of an event: those that are not over, then the newest. */
export async function listRuns(db: Queryable, eventId: number, scope: EventScope, limit: number) {
  return db
    .select(RUN)
    .from(issuingRuns)
    .innerJoin(events, eq(events.id, issuingRuns.eventId))
    .innerJoin(users, eq(users.id, issuingRuns.createdBy))
    .where(and(eq(issuingRuns.eventId, eventId), withinScope(scope)))
    .orderBy(desc(inArray(issuingRuns.state, ['running', 'paused'])), desc(issuingRuns.id))
    .limit(limit);
}

/** Returns a run of an event; null when it belongs to another event, or is out of scope. */
export async function findRun(db: Queryable, eventId: number, runId: number, scope: EventScope) {
  const [row] = await db
    .select(RUN)
    .from(issuingRuns)
    .innerJoin(events, eq(events.id, issuingRuns.eventId))
    .innerJoin(users, eq(users.id, issuingRuns.createdBy))
    .where(and(eq(issuingRuns.id, runId), eq(issuingRuns.eventId, eventId), withinScope(scope)));
  return row ?? null;
}

/** Lists the people that a run could not process, with the message for each. */
export async function listRunProblems(db: Queryable, runId: number, limit: number) {
  return db
    .select({ attendeeId: attendees.id, name: attendees.name, problem: sql<string>`${issuingRunItems.problem}` })
    .from(issuingRunItems)
    .innerJoin(attendees, eq(attendees.id, issuingRunItems.attendeeId))
    .where(and(eq(issuingRunItems.runId, runId), isNotNull(issuingRunItems.problem)))
    .orderBy(asc(issuingRunItems.attendeeId))
    .limit(limit);
}

/** Returns what the job needs to continue a run, regardless of the provider. */
export async function findRunForWork(db: Queryable, runId: number) {
  const [row] = await db
    .select({
      id: issuingRuns.id,
      eventId: issuingRuns.eventId,
      kind: issuingRuns.kind,
      reason: issuingRuns.reason,
      mailHolders: issuingRuns.mailHolders,
      state: issuingRuns.state,
      createdBy: issuingRuns.createdBy,
      providerId: events.providerId,
    })
    .from(issuingRuns)
    .innerJoin(events, eq(events.id, issuingRuns.eventId))
    .where(eq(issuingRuns.id, runId));
  return row ?? null;
}

/** Locks a run's row until the transaction ends. Lock it after attendees and event, everywhere. */
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

/**
 * Ends the revocation that staff began when they canceled an event; what it revoked stays revoked. Call it with the event
 * locked. Returns the run's number, or null when none is open.
 */
export async function endStaffRevocation(tx: Queryable, eventId: number, at: Date): Promise<number | null> {
  const [row] = await tx
    .update(issuingRuns)
    .set({ state: 'cancelled', pauseReason: null, endedAt: at })
    .where(
      and(
        eq(issuingRuns.eventId, eventId),
        eq(issuingRuns.kind, 'revoke'),
        issuingRuns.mailHolders,
        inArray(issuingRuns.state, ['running', 'paused']),
      ),
    )
    .returning({ id: issuingRuns.id });
  return row?.id ?? null;
}

/** Pauses an active run, with the reason that the provider reads. */
export async function pauseRunningRun(db: Queryable, runId: number, pauseReason: string): Promise<void> {
  await db
    .update(issuingRuns)
    .set({ state: 'paused', pauseReason })
    .where(and(eq(issuingRuns.id, runId), eq(issuingRuns.state, 'running')));
}

/** Pauses what gives certificates of an event, with the reason that the provider reads; what revokes them continues. */
export async function pauseRunsOfEvent(tx: Queryable, eventId: number, pauseReason: string): Promise<void> {
  await tx
    .update(issuingRuns)
    .set({ state: 'paused', pauseReason })
    .where(
      and(eq(issuingRuns.eventId, eventId), eq(issuingRuns.state, 'running'), not(eq(issuingRuns.kind, 'revoke'))),
    );
}

/** Lists the next people of a run who are not done. */
export async function listOpenRunItems(db: Queryable, runId: number, limit: number): Promise<number[]> {
  const rows = await db
    .select({ id: issuingRunItems.attendeeId })
    .from(issuingRunItems)
    .where(and(eq(issuingRunItems.runId, runId), isNull(issuingRunItems.doneAt)))
    .orderBy(asc(issuingRunItems.attendeeId))
    .limit(limit);
  return rows.map(({ id }) => id);
}

/** Marks people of a run as done, each with the message that says why it failed, or null. */
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
