import { sql } from 'drizzle-orm';
import type { Queryable } from '../client';
import { jobSchedule } from '../schema';

type NewJob = {
  task: string;
  payload: unknown;
  maxAttempts: number;
  key?: string | undefined;
  /** The earliest start; as soon as possible when absent. */
  at?: Date | undefined;
};

/** Adds a job to graphile-worker's queue in the current transaction. Use cases call `addJob`, which checks the payload. */
export async function insertJob(tx: Queryable, { task, payload, maxAttempts, key, at }: NewJob): Promise<void> {
  await tx.execute(sql`
    select from graphile_worker.add_job(
      ${task}::text, ${JSON.stringify(payload)}::json, max_attempts => ${maxAttempts}::int,
      job_key => ${key ?? null}::text, run_at => ${at?.toISOString() ?? null}::timestamptz)`);
}

/**
 * Records that a scheduled job is due at this moment, if no later moment was recorded before. If several workers do so at
 * once, only one gets `advanced`. `first`: nothing was recorded for the job before.
 */
export async function advanceSchedule(
  tx: Queryable,
  job: string,
  dueAt: Date,
): Promise<'first' | 'advanced' | 'known'> {
  const [row] = await tx
    .insert(jobSchedule)
    .values({ job, lastDueAt: dueAt })
    .onConflictDoUpdate({
      target: jobSchedule.job,
      set: { lastDueAt: dueAt },
      setWhere: sql`${jobSchedule.lastDueAt} < excluded.last_due_at`,
    })
    // A row that this statement inserted has no updating transaction yet (xmax).
    .returning({ inserted: sql<boolean>`xmax = 0` });
  if (!row) return 'known';
  return row.inserted ? 'first' : 'advanced';
}

const WORKER_LOCKS = sql.raw(`hashtext('pdups workers')`);

/**
 * Takes an advisory lock for each of these workers, unless this connection already has it. It lasts as long as the
 * connection.
 */
export async function lockWorkers(db: Queryable, workerIds: readonly string[]): Promise<void> {
  if (workerIds.length === 0) return;
  await db.execute(sql`
    select pg_try_advisory_lock(${WORKER_LOCKS}, hashtext(id))
    from json_array_elements_text(${JSON.stringify(workerIds)}::json) as worker (id)
    where not exists (
      select from pg_locks l
      where l.locktype = 'advisory' and l.pid = pg_backend_pid() and l.objsubid = 2
        and l.classid = ${WORKER_LOCKS}::oid and l.objid = hashtext(id)::oid)`);
}

/** Releases the lock of a worker that has stopped. */
export async function unlockWorker(db: Queryable, workerId: string): Promise<void> {
  await db.execute(sql`select pg_advisory_unlock(${WORKER_LOCKS}, hashtext(${workerId}::text))`);
}

/** Lists the workers that have taken jobs and whose lock is free. */
export async function listMissingWorkers(db: Queryable): Promise<string[]> {
  const rows = await db.execute<{ id: string }>(sql`
    select distinct j.locked_by as id
    from graphile_worker._private_jobs j
    where j.locked_by is not null and not exists (
      select from pg_locks l
      where l.locktype = 'advisory' and l.granted and l.objsubid = 2
        and l.database = (select oid from pg_database where datname = current_database())
        and l.classid = ${WORKER_LOCKS}::oid and l.objid = hashtext(j.locked_by)::oid)`);
  return rows.map(({ id }) => id);
}

/** Frees the jobs that these workers have taken. */
export async function freeJobsOf(db: Queryable, workerIds: readonly string[]): Promise<void> {
  await db.execute(sql`
    select graphile_worker.force_unlock_workers(array_agg(id))
    from json_array_elements_text(${JSON.stringify(workerIds)}::json) as worker (id)`);
}

/** Returns whether this connection to the database is encrypted. */
export async function isEncrypted(db: Queryable): Promise<boolean> {
  const [row] = await db.execute<{ ssl: boolean }>(sql`select ssl from pg_stat_ssl where pid = pg_backend_pid()`);
  return row?.ssl === true;
}
