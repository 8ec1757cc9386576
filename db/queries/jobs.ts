import { sql } from 'drizzle-orm';
import type { Queryable } from '../client';

/**
 * Adds a job with the transaction in hand: it is there when that commits, and never when it rolls back.
 * @param payload plain values; nothing that must not lie in the database
 * @param key of the jobs with one key only the last one added is done
 * @param delaySeconds how long it is not to be begun
 * @param priority a job with a larger number waits for those with smaller ones; 0 unless told
 */
export async function addJob(
  tx: Queryable,
  task: string,
  payload: Record<string, string | number>,
  {
    maxAttempts,
    key,
    priority = 0,
    delaySeconds = 0,
  }: { maxAttempts: number; key?: string; priority?: number; delaySeconds?: number },
): Promise<void> {
  await tx.execute(sql`
    select from graphile_worker.add_job(
      ${task}::text, ${JSON.stringify(payload)}::json, max_attempts => ${maxAttempts}::int,
      job_key => ${key ?? null}::text, priority => ${priority}::int,
      run_at => now() + make_interval(secs => ${delaySeconds}))`);
}

/**
 * Gives back jobs that a server took and did not finish within `seconds`: it was killed. graphile-worker itself waits
 * four hours, by when a code in a letter is long worthless.
 * @param task only jobs of this name
 */
export async function freeAbandonedJobs(db: Queryable, seconds: number, task?: string): Promise<void> {
  await db.execute(sql`
    select graphile_worker.force_unlock_workers(array_agg(distinct locked_by))
    from graphile_worker.jobs
    where locked_at < now() - make_interval(secs => ${seconds}::int)
      and (${task ?? null}::text is null or task_identifier = ${task ?? null}::text)
    having count(*) > 0`);
}

/** Whether this connection to the database is encrypted. */
export async function isEncrypted(db: Queryable): Promise<boolean> {
  const [row] = await db.execute<{ ssl: boolean }>(sql`select ssl from pg_stat_ssl where pid = pg_backend_pid()`);
  return row?.ssl === true;
}
