import { listPausedQueues } from '@/db/queries/jobs';
import { openWorkerPool } from '@/db/worker-pool';
import { JobFailed } from '@/lib/platform/job-failed';
import { log } from '@/lib/platform/log';
import { ALL_JOBS } from './all-jobs';
import type { DefinedJob } from './define-job';
import { doJob, type JobDeps } from './do-job';
import { queueDueJobs } from './queue-due-jobs';
import { queueRest } from './queue-rest';
import { QUEUE_NAMES, QUEUES, type Queue, type QueueName } from './queues';
import { runQueue } from './run-queue';
import { SCHEDULE, type ScheduleEntry } from './schedule';
import { showPresence } from './worker-presence';

const LOOK_AT_SCHEDULE_EVERY_MS = 5_000;

/** How soon each process follows an administrator who pauses a queue. */
const LOOK_AT_PAUSED_EVERY_MS = 3_000;

/** How long a queue rests the first time, when what its jobs need is away. */
const FIRST_REST_MS = 2_000;

/**
 * In addition to one listening connection per queue: taking a job and finishing it are short, and jobs use the product's
 * pool.
 */
const CONNECTIONS = 3;

/** The longest that a shutdown waits for current jobs, such as an email on its way to a slow mail server. */
const PATIENCE_MS = 8_000;

export type RunningJobs = { stop(): Promise<void> };

export type RunJobsOptions = {
  /** The queues whose jobs this process does. The schedule belongs to `upkeep`. */
  queues?: readonly QueueName[];
  jobs?: readonly DefinedJob[];
  schedule?: readonly ScheduleEntry[];
};

/**
 * Does jobs in this process until it is stopped. Several processes on one database share the work. When the database becomes
 * unreachable later, the process keeps retrying; the jobs wait in the database.
 * @param url the database's own address, not a pooler's: workers listen, and keep locks on a connection
 * @throws when the database cannot be reached
 */
export async function runJobs(
  url: string,
  deps: JobDeps,
  { queues = QUEUE_NAMES, jobs = ALL_JOBS, schedule = SCHEDULE }: RunJobsOptions = {},
): Promise<RunningJobs> {
  const presence = await showPresence(url);
  const pool = await openWorkerPool(url, {
    encrypted: presence.encrypted,
    max: queues.length + CONNECTIONS,
    onBroken: (error) => log.debug({ fault: error.name }, 'a connection of the job queue broke'),
  }).catch(async (error: unknown) => {
    await presence.stop();
    throw error;
  });
  const stopping = new AbortController();
  let paused = new Set(await listPausedQueues(deps.db));
  const rests = new Map(queues.map((queue) => [queue, queueRest(FIRST_REST_MS, applyPauses)]));
  const running: ({ queue: QueueName } & Awaited<ReturnType<typeof runQueue>>)[] = [];
  const begun = await Promise.allSettled(
    queues.map(async (queue) => {
      const taskList = tasksOf(queue);
      const options = { pool, slots: QUEUES[queue].slots, taskList, presence, paused: paused.has(queue) };
      running.push({ queue, ...(await runQueue(options)) });
    }),
  );
  const failed = begun.find((result) => result.status === 'rejected');
  if (failed) {
    await stopQueues();
    await presence.stop();
    throw failed.reason;
  }

  const noted = new Map<string, number>();
  const timer = queues.includes('upkeep') ? setInterval(() => void lookAtSchedule(), LOOK_AT_SCHEDULE_EVERY_MS) : null;
  timer?.unref();
  if (timer) await lookAtSchedule();
  const pausing = setInterval(() => void followPaused(), LOOK_AT_PAUSED_EVERY_MS);
  pausing.unref();

  return {
    async stop() {
      if (timer) clearInterval(timer);
      clearInterval(pausing);
      for (const rest of rests.values()) rest.end();
      const late = new Promise<void>((resolve) => setTimeout(resolve, PATIENCE_MS).unref());
      const stopped = stopQueues();
      // Only now, so that no other job is begun.
      stopping.abort();
      await Promise.race([stopped, late]);
      await presence.stop();
    },
  };

  async function stopQueues(): Promise<void> {
    await Promise.all(running.map((queue) => queue.stop()));
    await pool.end();
  }

  function tasksOf(queue: QueueName) {
    return Object.fromEntries(
      jobs
        .filter((job) => job.queue === queue)
        .map((job) => [
          job.name,
          async (payload: unknown, { job: { id, attempts, max_attempts } }: FromQueue) => {
            try {
              await doJob(job, deps, {
                id,
                payload,
                lastTry: attempts >= max_attempts,
                stopping: stopping.signal,
              });
              rests.get(queue)?.over();
            } catch (error) {
              if (error instanceof JobFailed && error.othersToo) letRest(queue);
              throw error;
            }
          },
        ]),
    );
  }

  function letRest(queue: QueueName): void {
    const { rests: mayRest }: Queue = QUEUES[queue];
    const ms = mayRest ? rests.get(queue)?.begin() : null;
    if (!ms) return;
    log.warn({ jobs: queue, seconds: ms / 1_000 }, 'a queue of jobs rests, because what they need is away');
    applyPauses();
  }

  /** Pauses the queues that administrators paused or that rest, and lets the others go on. */
  function applyPauses(): void {
    for (const { queue, setPaused } of running) setPaused(paused.has(queue) || rests.get(queue)!.resting);
  }

  async function followPaused(): Promise<void> {
    try {
      const before = paused;
      paused = new Set(await listPausedQueues(deps.db));
      applyPauses();
      if (QUEUE_NAMES.some((name) => paused.has(name) !== before.has(name))) {
        log.warn({ paused: [...paused] }, 'an administrator paused a queue of jobs, or let it continue');
      }
    } catch (error) {
      log.warn({ fault: (error as Error)?.name }, 'it is not known which queues are paused');
    }
  }

  async function lookAtSchedule(): Promise<void> {
    try {
      await queueDueJobs(deps, schedule, noted);
    } catch (error) {
      log.warn({ fault: (error as Error)?.name }, 'scheduled jobs could not be added to the queue');
    }
  }
}

type FromQueue = { job: { id: string; attempts: number; max_attempts: number } };
