import { eq, sql } from 'drizzle-orm';
import type { Queryable } from '../client';
import { jobSchedule, pausedQueues, users } from '../schema';

type NewJob = {
  task: string;
  payload: unknown;
  maxAttempts: number;
  key?: string | undefined;
  /** The earliest start. Without it, the database's own time counts, by which workers look for jobs. */
  at?: Date | undefined;
  /** Jobs of a queue with a smaller number go first. */
  priority?: number | undefined;
};

/** Adds a job to graphile-worker's queue in the current transaction. Use cases call `addJob`, which checks the payload. */
export async function insertJob(
  tx: Queryable,
  { task, payload, maxAttempts, key, at, priority }: NewJob,
): Promise<void> {
  await tx.execute(sql`
    select from graphile_worker.add_job(
      ${task}::text, ${JSON.stringify(payload)}::json, max_attempts => ${maxAttempts}::int,
      job_key => ${key ?? null}::text, run_at => ${at?.toISOString() ?? null}::timestamptz,
      priority => ${priority ?? 0}::int)`);
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

export async function listPausedQueues(db: Queryable): Promise<string[]> {
  const rows = await db.select({ queue: pausedQueues.queue }).from(pausedQueues);
  return rows.map(({ queue }) => queue);
}

/** Lists the paused queues, with who paused each and when. */
export async function listPauses(db: Queryable) {
  return db
    .select({ queue: pausedQueues.queue, at: pausedQueues.pausedAt, byName: users.name })
    .from(pausedQueues)
    .innerJoin(users, eq(users.id, pausedQueues.pausedBy));
}

/** Returns whether the queue was not paused before. */
export async function insertPause(
  tx: Queryable,
  pause: { queue: string; pausedBy: number; pausedAt: Date },
): Promise<boolean> {
  const rows = await tx
    .insert(pausedQueues)
    .values(pause)
    .onConflictDoNothing()
    .returning({ queue: pausedQueues.queue });
  return rows.length > 0;
}

/** Returns whether the queue was paused. */
export async function deletePause(tx: Queryable, queue: string): Promise<boolean> {
  const rows = await tx
    .delete(pausedQueues)
    .where(eq(pausedQueues.queue, queue))
    .returning({ queue: pausedQueues.queue });
  return rows.length > 0;
}

export type JobCounts = {
  task: string;
  /** Ready to be done. */
  waiting: number;
  /** To be done later, or tried again later. */
  later: number;
  running: number;
  /** Tried as often as they may be. */
  givenUp: number;
  /** Since when the oldest one that is ready has been ready. */
  oldestReadyAt: Date | null;
};

/** Counts the jobs of each kind in the queue. */
export async function countJobs(db: Queryable): Promise<JobCounts[]> {
  const rows = await db.execute<{
    task: string;
    waiting: number;
    later: number;
    running: number;
    given_up: number;
    oldest: string | Date | null;
  }>(sql`
    select t.identifier as task,
      count(*) filter (where ready and j.run_at <= now())::int as waiting,
      count(*) filter (where ready and j.run_at > now())::int as later,
      count(*) filter (where j.locked_at is not null)::int as running,
      count(*) filter (where j.locked_at is null and j.attempts >= j.max_attempts)::int as given_up,
      min(j.run_at) filter (where ready and j.run_at <= now()) as oldest
    from graphile_worker._private_jobs j
    join graphile_worker._private_tasks t on t.id = j.task_id
    cross join lateral (select j.locked_at is null and j.attempts < j.max_attempts as ready) state
    group by t.identifier`);
  return rows.map(({ given_up, oldest, ...row }) => ({
    ...row,
    givenUp: given_up,
    oldestReadyAt: oldest === null ? null : new Date(oldest),
  }));
}

export type FailedJob = {
  id: number;
  task: string;
  /** Words of our own; never what people typed. */
  reason: string;
  attempts: number;
  maxAttempts: number;
  runAt: Date;
  running: boolean;
};

/** Lists jobs whose last attempt failed, latest first. */
export async function listFailedJobs(db: Queryable, limit: number): Promise<FailedJob[]> {
  const rows = await db.execute<{
    id: string;
    task: string;
    last_error: string;
    attempts: number;
    max_attempts: number;
    run_at: string | Date;
    running: boolean;
  }>(sql`
    select j.id, t.identifier as task, j.last_error, j.attempts, j.max_attempts, j.run_at, j.locked_at is not null as running
    from graphile_worker._private_jobs j
    join graphile_worker._private_tasks t on t.id = j.task_id
    where j.last_error is not null
    order by j.updated_at desc, j.id desc limit ${limit}`);
  return rows.map((row) => ({
    id: Number(row.id),
    task: row.task,
    reason: row.last_error,
    attempts: row.attempts,
    maxAttempts: row.max_attempts,
    runAt: new Date(row.run_at),
    running: row.running,
  }));
}

/**
 * Has a job that failed tried again now, with all of its attempts. Returns its kind; null when there is none to try. Now is
 * the database's, by which workers look for jobs: by a server's clock that is fast, the job would wait.
 */
export async function retryFailedJob(tx: Queryable, jobId: number): Promise<string | null> {
  const [row] = await tx.execute<{ task: string }>(sql`
    select t.identifier as task
    from graphile_worker._private_jobs j
    join graphile_worker._private_tasks t on t.id = j.task_id
    where j.id = ${jobId}::bigint and j.last_error is not null and j.locked_at is null
    for update of j`);
  if (!row) return null;
  await tx.execute(sql`
    select from graphile_worker.reschedule_jobs(array[${jobId}::bigint], run_at => now(), attempts => 0)`);
  return row.task;
}
