import { freeAbandonedJobs, isEncrypted } from '@/db/queries/jobs';
import { workerUrl } from '@/db/worker-url';
import { log } from '../log';
import { LONGEST_HAND_OVER_MS } from '../mail/hand-over';
import { HOUSEKEEPING, ISSUING_RUN } from './job-names';
import { doJob, type JobRoom, tasks } from './tasks';

/** A slow mail server must not hold up the rest; more at once would only press on the mail server. */
const AT_ONCE = 2;
/** A job that has been held for longer belongs to a server that was killed. */
const ABANDONED_SECONDS = (2 * LONGEST_HAND_OVER_MS) / 1000;
/** A portion of a run takes a few seconds, and somebody watches; should two servers do one, it is done once all the same. */
const ABANDONED_RUN_SECONDS = 60;
const LOOK_EVERY_MS = 15_000;
const CRONTAB = `23 * * * * ${HOUSEKEEPING} ?max=3&jobKey=${HOUSEKEEPING}`;

/**
 * So many looks for a job that failed in a row, and the queue begins anew: the library remembers a failure of its first
 * question (which tasks are there?) for ever, and would not do a single job until the server is started again.
 */
const FAILED_LOOKS = 4;

/** The longest that ending waits for jobs in hand: a letter half-way to a slow mail server. */
const PATIENCE_MS = 8_000;

export type RunningJobs = { stop(): Promise<void> };

/**
 * Works off the queue in this process until it is stopped. Several servers on one database share the work. A queue that
 * cannot be reached is tried again; what is in it waits.
 * @param url the database's address: the queue listens on a connection of its own
 */
export async function runJobs(url: string, room: JobRoom): Promise<RunningJobs> {
  const { run, Logger } = await import('graphile-worker');
  const logger = new Logger(() => (level, message) => {
    // Failures of jobs are told by doJob; the rest is about the queue itself.
    if ((level === 'error' || level === 'warning') && !/^Failed task/.test(message))
      log.warn({ queue: message }, 'jobs');
    else log.trace({ queue: message }, 'jobs');
  });
  const taskList = Object.fromEntries(
    Object.entries(tasks(room)).map(([name, task]) => [
      name,
      (payload: unknown, { job }: { job: { attempts: number; max_attempts: number } }) =>
        doJob(name, task, { payload, lastTry: job.attempts >= job.max_attempts }),
    ]),
  );
  const connectionString = workerUrl(url, await isEncrypted(room.db));
  // Made for each beginning: what the library remembers hangs on this object.
  const begin = () =>
    run({
      connectionString,
      maxPoolSize: AT_ONCE + 2,
      concurrency: AT_ONCE,
      noHandleSignals: true,
      crontab: CRONTAB,
      taskList,
      logger,
    });

  let stopping = false;
  let runner = await begin();
  void watch(runner);
  const freeing = setInterval(() => void freeAbandoned(), LOOK_EVERY_MS);
  freeing.unref();
  await freeAbandoned();

  return {
    async stop() {
      stopping = true;
      clearInterval(freeing);
      const stopped = runner.stop().catch(() => {});
      const late = new Promise<void>((resolve) => setTimeout(resolve, PATIENCE_MS).unref());
      await Promise.race([stopped, late]);
    },
  };

  /** The library gives up when its connection stays away for long (a restart of the database): begin again. */
  async function watch(current: typeof runner): Promise<void> {
    let failedLooks = 0;
    current.events.on('worker:getJob:error', () => {
      failedLooks += 1;
      // Not at once: the look that failed is still being ended.
      if (failedLooks === FAILED_LOOKS) setImmediate(() => current.stop().catch(() => {}));
    });
    for (const found of ['job:start', 'worker:getJob:empty'] as const)
      current.events.on(found, () => {
        failedLooks = 0;
      });
    await current.promise.catch((error: unknown) => {
      if (!stopping) log.error({ fault: (error as Error)?.name }, 'the job queue stopped and is started again');
    });
    while (!stopping) {
      await new Promise((resolve) => setTimeout(resolve, 2_000).unref());
      if (stopping) return;
      try {
        runner = await begin();
        if (stopping) await runner.stop();
        else void watch(runner);
        return;
      } catch {
        // The database is still away.
      }
    }
  }

  async function freeAbandoned(): Promise<void> {
    try {
      await freeAbandonedJobs(room.db, ABANDONED_SECONDS);
      await freeAbandonedJobs(room.db, ABANDONED_RUN_SECONDS, ISSUING_RUN);
    } catch (error) {
      log.warn({ fault: (error as Error)?.name }, 'abandoned jobs could not be looked for');
    }
  }
}
