import { EventEmitter } from 'node:events';
import type { Logger, Runner, TaskList, WorkerEvents } from 'graphile-worker';
import type { Pool } from 'pg';
import { log } from '@/lib/platform/log';
import type { WorkerPresence } from './worker-presence';

/**
 * After this many failed polls in a row, the queue restarts: the library remembers a failure of its first query (which tasks
 * exist?) forever, and would not do a single job until the process is restarted.
 */
const FAILED_LOOKS = 4;
const BEGIN_AGAIN_AFTER_MS = 2_000;

type Options = {
  pool: Pool;
  slots: number;
  taskList: TaskList;
  presence: WorkerPresence;
  /** Whether it begins paused. */
  paused: boolean;
};

/**
 * Does the jobs of one queue until it is stopped. It recovers automatically after a database outage.
 * @throws when the database cannot be reached at the start
 */
export async function runQueue({ pool, slots, taskList, presence, paused: pausedAtStart }: Options) {
  const { run, Logger } = await import('graphile-worker');
  const logger = queueLogger(Logger);
  let stopping = false;
  let paused = pausedAtStart;
  let runner = paused ? null : await begin();
  /** Counts how often the queue was begun again: only the latest time gets a runner. */
  let beginnings = 0;
  /** The runners that finish their current jobs. */
  const ending = new Set<Promise<void>>();

  return {
    async stop(): Promise<void> {
      stopping = true;
      end();
      await Promise.all(ending);
    },
    /** Pauses the queue, or lets it continue. Current jobs go on to their end. */
    setPaused(next: boolean): void {
      if (next === paused || stopping) return;
      paused = next;
      if (paused) end();
      else void beginAgain(0);
    },
  };

  /** Lets the runner finish its current jobs. It is no longer the queue's runner, so its end restarts nothing. */
  function end(): void {
    if (runner) endRunner(runner);
    runner = null;
  }

  function endRunner(one: Runner): void {
    const ended = one.stop().catch(() => {});
    ending.add(ended);
    void ended.finally(() => ending.delete(ended));
  }

  /** Starts the library with new objects, including the tasks, because its state is attached to them. */
  async function begin(): Promise<Runner> {
    const events: WorkerEvents = new EventEmitter();
    let workerId: string | undefined;
    // Fires before the worker's first poll.
    events.once('pool:create', ({ workerPool }) => {
      workerId = workerPool.id;
      presence.add(workerId);
    });
    const begun = await run({
      pgPool: pool,
      logger,
      events,
      concurrency: slots,
      noHandleSignals: true,
      taskList: { ...taskList },
    });
    void watch(begun).finally(() => workerId && presence.remove(workerId));
    return begun;
  }

  /** Waits until the queue ends. The library stops when its connection is down for too long; then this restarts it. */
  async function watch(current: Runner): Promise<void> {
    let failedLooks = 0;
    current.events.on('worker:getJob:error', () => {
      failedLooks += 1;
      // Not at once: the failed poll is still finishing.
      if (failedLooks === FAILED_LOOKS) setImmediate(() => current.stop().catch(() => {}));
    });
    for (const found of ['job:start', 'worker:getJob:empty'] as const)
      current.events.on(found, () => {
        failedLooks = 0;
      });
    await current.promise.catch((error: unknown) => {
      if (!stopping && !paused) {
        log.error({ fault: (error as Error)?.name }, 'the job queue stopped and is started again');
      }
    });
    // One that was paused has another runner once it is continued, even if that was while this one was ending.
    if (!stopping && !paused && current === runner) void beginAgain(BEGIN_AGAIN_AFTER_MS);
  }

  async function beginAgain(afterMs: number): Promise<void> {
    beginnings += 1;
    const mine = beginnings;
    const isOver = () => stopping || paused || mine !== beginnings;
    for (let waitMs = afterMs; !isOver(); waitMs = BEGIN_AGAIN_AFTER_MS) {
      await new Promise((resolve) => setTimeout(resolve, waitMs).unref());
      if (isOver()) return;
      try {
        const begun = await begin();
        if (isOver()) endRunner(begun);
        else runner = begun;
        return;
      } catch {
        // The database is still down.
      }
    }
  }
}

function queueLogger(LibraryLogger: typeof Logger): Logger {
  return new LibraryLogger(() => (level, message) => {
    // doJob logs the failures of jobs; the rest is about the queue itself.
    if ((level === 'error' || level === 'warning') && !/^Failed task/.test(message))
      log.warn({ queue: message }, 'jobs');
    else log.trace({ queue: message }, 'jobs');
  });
}
